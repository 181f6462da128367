-- Puts away deliveries that wait, unsent, and tells the log of each: once, for what was put away waits no more.
-- KEYS: log. ARGV: prefix, now, subscription, seconds to keep them, deliveries n,
--       then for each: id, number of fields and values, fields and values, draft (4).
-- Answers: how many were put away.
local prefix, now, sub, count = ARGV[1], ARGV[2], ARGV[3], tonumber(ARGV[5])
local at, done = 6, 0
for _ = 1, count do
  local id, size = ARGV[at], tonumber(ARGV[at + 1])
  if redis.call('ZREM', hooks(prefix, 'queue:' .. sub), id) == 1 then
    redis.call('HSET', hooks(prefix, 'delivery:' .. id), unpack(ARGV, at + 2, at + 1 + size))
    for _, name in ipairs({'delivery:', 'attempts:', 'answer:'}) do
      redis.call('EXPIRE', hooks(prefix, name .. id), ARGV[4])
    end
    append(prefix, now, ARGV, at + 2 + size, 1)
    done = done + 1
  end
  at = at + 6 + size
end
reschedule(prefix, sub)
return done
