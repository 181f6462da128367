-- Makes or revokes an access token, and tells it to the log, all or nothing, once for a nonce.
-- KEYS: log, tokens (hash: id to JSON), first (set once the first token was made).
-- ARGV: prefix, now, nonce, act, id, JSON of the token, one draft (4).
--   act: create | first (only when no token was ever made) | revoke (only when it is there)
-- Answers: done | refused.
local prefix, now, nonce, act, id, value = ARGV[1], ARGV[2], ARGV[3], ARGV[4], ARGV[5], ARGV[6]
if seen(prefix, nonce) then return 'done' end
if act == 'first' and redis.call('EXISTS', KEYS[3]) == 1 then return 'refused' end
if act == 'revoke' and redis.call('HEXISTS', KEYS[2], id) == 0 then return 'refused' end
append(prefix, now, ARGV, 7, 1)
if act == 'revoke' then
  redis.call('HDEL', KEYS[2], id)
else
  redis.call('HSET', KEYS[2], id, value)
  redis.call('SET', KEYS[3], id, 'NX')
end
remember(prefix, nonce, 'done')
return 'done'
