-- Makes a delivery that waits due now, whatever the breaker says. KEYS: log (for the slot).
-- ARGV: prefix, now in ms, subscription, delivery, now as text.
-- Answers: 1, or 0 when it does not wait: it is being sent, or finished.
local prefix, now, sub, id = ARGV[1], ARGV[2], ARGV[3], ARGV[4]
local queue = hooks(prefix, 'queue:' .. sub)
if not redis.call('ZSCORE', queue, id) then return 0 end
redis.call('ZADD', queue, 'LT', now, id)
redis.call('HSET', hooks(prefix, 'delivery:' .. id), 'next_at', ARGV[5])
redis.call('HDEL', hooks(prefix, 'receiver:' .. sub), 'open')
reschedule(prefix, sub)
return 1
