-- Takes a delivery out of circulation whose row cannot be read. KEYS: log (for the slot).
-- ARGV: prefix, subscription, delivery, seconds to keep it.
local prefix, sub, id = ARGV[1], ARGV[2], ARGV[3]
redis.call('ZREM', hooks(prefix, 'inflight:' .. sub), id)
redis.call('ZREM', hooks(prefix, 'queue:' .. sub), id)
redis.call('HSET', hooks(prefix, 'delivery:' .. id), 'state', 'exhausted', 'reason', 'unreadable')
redis.call('EXPIRE', hooks(prefix, 'delivery:' .. id), ARGV[4])
reschedule(prefix, sub)
return 1
