-- Makes deliveries of what stands in the log and moves the cursor: all or nothing, once.
-- KEYS: log, cursor.
-- ARGV: prefix, now in ms, expected cursor, new cursor, nonce, deliveries n, then for each: id, subscription, alert,
--       number of fields and values, fields and values.
-- Answers: committed | already | stale.
--
-- An older message of the same alert that failed and waits for its next attempt is made due, so that it is dropped now
-- and not first when it would have been tried again.
local prefix, now, count = ARGV[1], ARGV[2], tonumber(ARGV[6])
local held = redis.call('HMGET', KEYS[2], 'sequence', 'nonce')
if held[2] == ARGV[5] then return 'already' end
if (held[1] or '0') ~= ARGV[3] then return 'stale' end
local at, touched = 7, {}
for _ = 1, count do
  local id, sub, alert, size = ARGV[at], ARGV[at + 1], ARGV[at + 2], tonumber(ARGV[at + 3])
  local key = hooks(prefix, 'delivery:' .. id)
  if redis.call('EXISTS', key) == 0 then
    redis.call('HSET', key, unpack(ARGV, at + 4, at + 3 + size))
    redis.call('ZADD', hooks(prefix, 'heard:' .. sub), now, alert)
    redis.call('ZADD', hooks(prefix, 'deliveries'), now, id)
    redis.call('ZADD', hooks(prefix, 'deliveries:' .. sub), now, id)
    local newest = hooks(prefix, 'newest:' .. sub)
    local older = redis.call('HGET', newest, alert)
    if older then
      redis.call('HSET', key, 'older', older)
      redis.call('ZADD', hooks(prefix, 'queue:' .. sub), 'XX', 'LT', now, older)
    end
    redis.call('HSET', newest, alert, id)
    redis.call('ZADD', hooks(prefix, 'queue:' .. sub), now, id)
    if not touched[sub] then
      touched[sub] = true
      touched[#touched + 1] = sub
    end
  end
  at = at + 4 + size
end
for i = 1, #touched do reschedule(prefix, touched[i]) end
redis.call('HSET', KEYS[2], 'sequence', ARGV[4], 'nonce', ARGV[5])
return 'committed'
