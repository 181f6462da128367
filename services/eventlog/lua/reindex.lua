-- Writes an index anew, keeping what was appended to it since it was read.
-- KEYS: log. ARGV: prefix, name of the index (kind:<kind> ...), its bytes as they were read, the bytes that are right.
-- Answers: written | stale (it was changed since, otherwise than by an append).
local prefix, seen, right = ARGV[1], ARGV[3], ARGV[4]
local index = prefix .. 'log:' .. ARGV[2]
local held = ''
if redis.call('TYPE', index)['ok'] == 'string' then held = redis.call('GET', index) end
if string.sub(held, 1, #seen) ~= seen then return 'stale' end
local whole = right .. string.sub(held, #seen + 1)
if whole == '' then redis.call('DEL', index) else redis.call('SET', index, whole) end
return 'written'
