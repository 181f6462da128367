-- Raises the floor of a server that lost what the archive holds, and indexes what lies below it.
-- KEYS: log. ARGV: prefix, floor as it is expected to be, new floor, its recorded time, then pairs: name of an index
--   (kind:<kind> ...), its 8-byte big-endian sequences between the two floors, ascending.
-- Answers: restored | already | stale (another one restores too).
--
-- Sequences that an index has already are left out, so that a server that lost only its newest entries can be given
-- the rest. What the stream holds below the new floor goes: the archive was found to hold the same.
local prefix, expected, floor, recorded = ARGV[1], ARGV[2], ARGV[3], ARGV[4]
local held = redis.call('GET', prefix .. 'log:floor') or '0'
if held == floor then return 'already' end
if held ~= expected then return 'stale' end
for i = 5, #ARGV, 2 do
  local index, packed = prefix .. 'log:' .. ARGV[i], ARGV[i + 1]
  local newest, from = redis.call('GETRANGE', index, -8, -1), 1
  if #newest == 8 then
    local last = struct.unpack('>I8', newest)
    while from < #packed and struct.unpack('>I8', packed, from) <= last do from = from + 8 end
  end
  if from < #packed then redis.call('APPEND', index, string.sub(packed, from)) end
end
redis.call('XTRIM', KEYS[1], 'MINID', '=', string.format('%.0f-0', tonumber(floor) + 1))
redis.call('SET', prefix .. 'log:floor', floor)
redis.call('SET', prefix .. 'log:floor:time', recorded)
return 'restored'
