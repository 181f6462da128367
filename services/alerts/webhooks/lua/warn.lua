-- Notes that a receiver's owner was warned, and tells the log: once for a number of warnings.
-- KEYS: log. ARGV: prefix, now, subscription, warnings so far, warnings now, drafts n, drafts (4 each).
-- Answers: 1, or 0 when somebody else has done it.
local prefix, now, sub = ARGV[1], ARGV[2], ARGV[3]
local receiver = hooks(prefix, 'receiver:' .. sub)
if (redis.call('HGET', receiver, 'warned') or '0') ~= ARGV[4] then return 0 end
if redis.call('HEXISTS', hooks(prefix, 'subscriptions'), sub) == 0 then return 0 end
redis.call('HSET', receiver, 'warned', ARGV[5], 'warned_at', now)
append(prefix, now, ARGV, 7, tonumber(ARGV[6]))
return 1
