-- Takes entries out of the stream that were written to the archive, read back and verified; raises the floor with it.
-- KEYS: log. ARGV: prefix, floor as it is expected to be, new floor, its recorded time, consumers.
-- Answers: moved | already (done before) | stale (another one moves too) | missing (the stream does not hold them)
--   | unread (a consumer has not taken all of them in).
local prefix, expected, floor, recorded = ARGV[1], ARGV[2], ARGV[3], ARGV[4]
local held = redis.call('GET', prefix .. 'log:floor') or '0'
if held == floor then return 'already' end
if held ~= expected then return 'stale' end
for i = 5, #ARGV do
  local cursor = redis.call('HGET', prefix .. 'cursor:' .. ARGV[i], 'sequence')
  if tonumber(cursor or '0') < tonumber(floor) then return 'unread' end
end
local oldest = redis.call('XRANGE', KEYS[1], '-', '+', 'COUNT', 1)
local last = redis.call('XRANGE', KEYS[1], floor .. '-0', floor .. '-0')
if #oldest == 0 or #last == 0 then return 'missing' end
if oldest[1][1] ~= string.format('%.0f-0', tonumber(expected) + 1) then return 'missing' end
redis.call('XTRIM', KEYS[1], 'MINID', '=', string.format('%.0f-0', tonumber(floor) + 1))
redis.call('SET', prefix .. 'log:floor', floor)
redis.call('SET', prefix .. 'log:floor:time', recorded)
return 'moved'
