-- Puts reports that were set aside back into the inbox. One that waits already, or was read since, is left as it is.
-- KEYS: inbox. ARGV: prefix, now, ids of reports. Answers: how many were put back.
local prefix, now, count = ARGV[1], ARGV[2], 0
for i = 3, #ARGV do
  local report = prefix .. 'report:' .. ARGV[i]
  if redis.call('HGET', report, 'state') == 'rejected' then
    redis.call('HSET', report, 'state', 'waiting')
    redis.call('XADD', KEYS[1], '*', 'report', ARGV[i], 'at', now)
    count = count + 1
  end
end
return count
