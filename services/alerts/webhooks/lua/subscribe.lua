-- Writes, changes or removes a subscription and tells the log, once for a nonce.
-- KEYS: log.
-- ARGV: prefix, now, nonce, subscription id, expected JSON ('' for none), new JSON ('' removes),
--       secrets ('' leaves them as they are), paused (0 or 1), drafts n, now in ms, ms between two messages ('' for no
--       bound), how many at once, ms between two signs of life ('' for none), fresh (1 forgets past failures),
--       drafts (4 each).
-- Answers: done | already | moved (the subscription is not as expected).
local prefix, now, nonce, sub = ARGV[1], ARGV[2], ARGV[3], ARGV[4]
if seen(prefix, nonce) then return 'already' end
local receiver, beats = hooks(prefix, 'receiver:' .. sub), hooks(prefix, 'heartbeats')
local held = redis.call('HGET', hooks(prefix, 'subscriptions'), sub) or ''
if held ~= ARGV[5] then return 'moved' end
if ARGV[6] == '' then
  redis.call('HDEL', hooks(prefix, 'subscriptions'), sub)
  redis.call('HDEL', hooks(prefix, 'secrets'), sub)
  redis.call('DEL', receiver, hooks(prefix, 'newest:' .. sub), hooks(prefix, 'heard:' .. sub))
  redis.call('ZREM', beats, sub)
  redis.call('ZADD', hooks(prefix, 'removed'), ARGV[10], sub)
else
  redis.call('HSET', hooks(prefix, 'subscriptions'), sub, ARGV[6])
  if ARGV[7] ~= '' then redis.call('HSET', hooks(prefix, 'secrets'), sub, ARGV[7]) end
  if ARGV[8] == '1' then
    redis.call('HSET', receiver, 'paused', '1')
  else
    redis.call('HDEL', receiver, 'paused')
  end
  if ARGV[14] == '1' then
    redis.call('HDEL', receiver, 'failures', 'failing_since', 'open', 'warned', 'warned_at')
  end
  if ARGV[11] == '' then
    redis.call('HDEL', receiver, 'interval', 'next')
  else
    redis.call('HSET', receiver, 'interval', ARGV[11])
  end
  redis.call('HSET', receiver, 'most', ARGV[12])
  if ARGV[13] == '' or ARGV[8] == '1' then
    redis.call('ZREM', beats, sub)
  else
    redis.call('ZADD', beats, 'LT', string.format('%.0f', tonumber(ARGV[10]) + tonumber(ARGV[13])), sub)
  end
end
append(prefix, now, ARGV, 15, tonumber(ARGV[9]))
reschedule(prefix, sub)
remember(prefix, nonce, '1')
return 'done'
