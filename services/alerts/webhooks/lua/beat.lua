-- Makes signs of life that are due: once, for whoever comes second finds another time.
-- KEYS: log (for the slot).
-- ARGV: prefix, now in ms, seconds to keep them, count, then for each: subscription, due (as it was read), next in ms,
--       id, number of fields and values, fields and values.
-- Answers: how many were made.
local prefix, now, count = ARGV[1], ARGV[2], tonumber(ARGV[4])
local beats, at, made = hooks(prefix, 'heartbeats'), 5, 0
for _ = 1, count do
  local sub, due, id, size = ARGV[at], tonumber(ARGV[at + 1]), ARGV[at + 3], tonumber(ARGV[at + 4])
  if tonumber(redis.call('ZSCORE', beats, sub) or '-1') == due then
    redis.call('ZADD', beats, ARGV[at + 2], sub)
    -- One that could not be sent yet, to a receiver that is paused by the breaker, says as much as two.
    local waits = redis.call('HGET', hooks(prefix, 'receiver:' .. sub), 'beat')
    if waits then redis.call('ZREM', hooks(prefix, 'queue:' .. sub), waits) end
    redis.call('HSET', hooks(prefix, 'receiver:' .. sub), 'beat', id)
    redis.call('HSET', hooks(prefix, 'delivery:' .. id), 'manual', '1', unpack(ARGV, at + 5, at + 4 + size))
    redis.call('EXPIRE', hooks(prefix, 'delivery:' .. id), ARGV[3])
    redis.call('ZADD', hooks(prefix, 'queue:' .. sub), now, id)
    reschedule(prefix, sub)
    made = made + 1
  end
  at = at + 5 + size
end
return made
