-- Records what became of a delivery that was claimed, and tells the log when it is finished.
-- KEYS: log.
-- ARGV: prefix, now, now in ms, delivery id, subscription, token, state, next time in ms, health (ok, failed or ''),
--       seconds to keep a finished delivery, attempt (JSON or ''), number of fields and values, drafts n,
--       fields and values, drafts (4 each).
-- Answers: settled | already (this very settling was done before) | lost (the lease went to somebody else).
local prefix, now, id, sub, token, state = ARGV[1], ARGV[2], ARGV[4], ARGV[5], ARGV[6], ARGV[7]
local size, drafts = tonumber(ARGV[12]), tonumber(ARGV[13])
local key, attempts = hooks(prefix, 'delivery:' .. id), hooks(prefix, 'attempts:' .. id)
local held = redis.call('HMGET', key, 'token', 'settled', 'alert')
if held[1] ~= token then return held[2] == token and 'already' or 'lost' end
redis.call('HDEL', key, 'token')
redis.call('HSET', key, 'settled', token, unpack(ARGV, 14, 13 + size))
if ARGV[11] ~= '' then redis.call('RPUSH', attempts, ARGV[11]) end
redis.call('ZREM', hooks(prefix, 'inflight:' .. sub), id)
if state == 'pending' then
  local due = ARGV[8]
  local newest = redis.call('HGET', hooks(prefix, 'newest:' .. sub), held[3])
  -- A newer message came while this one failed: it is put away at once, not tried again.
  if newest and newest ~= id then due = ARGV[3] end
  redis.call('ZADD', hooks(prefix, 'queue:' .. sub), due, id)
else
  append(prefix, now, ARGV, 14 + size, drafts)
  redis.call('EXPIRE', key, ARGV[10])
  redis.call('EXPIRE', attempts, ARGV[10])
end
local receiver = hooks(prefix, 'receiver:' .. sub)
if ARGV[9] == 'ok' then
  redis.call('HDEL', receiver, 'failures', 'failing_since')
elseif ARGV[9] == 'failed' then
  redis.call('HINCRBY', receiver, 'failures', 1)
  redis.call('HSETNX', receiver, 'failing_since', now)
end
reschedule(prefix, sub)
return 'settled'
