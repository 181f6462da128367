-- Counts what is due and not finished. KEYS: log (for the slot). ARGV: prefix, now in ms.
-- Answers: {deliveries that are due or being sent, when the oldest that waits fell due in ms or ''}.
-- What is being sent counts: its sender may have died, and then it is still to be done.
local prefix, now = ARGV[1], ARGV[2]
local count, oldest = 0, ''
for _, name in ipairs({'due', 'suspects'}) do
  for _, sub in ipairs(redis.call('ZRANGE', hooks(prefix, name), 0, -1)) do
    local queue = hooks(prefix, 'queue:' .. sub)
    local here = redis.call('ZCOUNT', queue, '-inf', now)
    count = count + redis.call('ZCARD', hooks(prefix, 'inflight:' .. sub))
    if here > 0 then
      count = count + here
      local first = redis.call('ZRANGEBYSCORE', queue, '(0', now, 'WITHSCORES', 'LIMIT', 0, 1)
      if #first > 0 and (oldest == '' or tonumber(first[2]) < tonumber(oldest)) then oldest = first[2] end
    end
  end
end
return {count, oldest}
