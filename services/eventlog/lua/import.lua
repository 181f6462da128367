-- Appends entries that have their numbers already, byte for byte, with their indexes, and moves cursors up: all or nothing.
-- KEYS: log.
-- ARGV: prefix, sequence that must be the newest, number of entries, then entry and recorded time of each,
--   number of indexes, then name and packed sequences of each, number of cursors, then consumer and sequence of each.
-- Answers: committed | already (a repeat of this very call) | stale (the log goes on otherwise).
local prefix, expected, count = ARGV[1], tonumber(ARGV[2]), tonumber(ARGV[3])
local head = head_of(prefix)
if head ~= expected then
  local last = string.format('%.0f-0', expected + count)
  local there = redis.call('XRANGE', KEYS[1], last, last)
  if #there == 1 and there[1][2][2] == ARGV[4 + (count - 1) * 2] then return 'already' end
  return 'stale'
end
local at = 4
for i = 1, count do
  redis.call('XADD', KEYS[1], string.format('%.0f-0', expected + i), 'e', ARGV[at], 't', ARGV[at + 1])
  at = at + 2
end
for _ = 1, tonumber(ARGV[at]) do
  redis.call('APPEND', prefix .. 'log:' .. ARGV[at + 1], ARGV[at + 2])
  at = at + 2
end
at = at + 1
for _ = 1, tonumber(ARGV[at]) do
  local cursor = prefix .. 'cursor:' .. ARGV[at + 1]
  if tonumber(redis.call('HGET', cursor, 'sequence') or '0') < tonumber(ARGV[at + 2]) then
    redis.call('HSET', cursor, 'sequence', ARGV[at + 2])
  end
  at = at + 2
end
return 'committed'
