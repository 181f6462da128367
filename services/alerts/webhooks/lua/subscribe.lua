-- Writes, changes or removes a subscription and tells the log, once for a nonce.
-- KEYS: log.
-- ARGV: prefix, now, nonce, subscription id, expected JSON ('' for none), new JSON ('' removes),
--       secrets ('' leaves them as they are), paused (0 or 1), drafts n, drafts (4 each).
-- Answers: done | already | moved (the subscription is not as expected).
local prefix, now, nonce, sub = ARGV[1], ARGV[2], ARGV[3], ARGV[4]
if seen(prefix, nonce) then return 'already' end
local held = redis.call('HGET', hooks(prefix, 'subscriptions'), sub) or ''
if held ~= ARGV[5] then return 'moved' end
if ARGV[6] == '' then
  redis.call('HDEL', hooks(prefix, 'subscriptions'), sub)
  redis.call('HDEL', hooks(prefix, 'secrets'), sub)
  redis.call('DEL', hooks(prefix, 'receiver:' .. sub), hooks(prefix, 'newest:' .. sub))
else
  redis.call('HSET', hooks(prefix, 'subscriptions'), sub, ARGV[6])
  if ARGV[7] ~= '' then redis.call('HSET', hooks(prefix, 'secrets'), sub, ARGV[7]) end
  if ARGV[8] == '1' then
    redis.call('HSET', hooks(prefix, 'receiver:' .. sub), 'paused', '1')
  else
    redis.call('HDEL', hooks(prefix, 'receiver:' .. sub), 'paused')
  end
end
append(prefix, now, ARGV, 10, tonumber(ARGV[9]))
reschedule(prefix, sub)
remember(prefix, nonce, '1')
return 'done'
