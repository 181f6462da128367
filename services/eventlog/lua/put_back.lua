-- Puts an entry back at the end of the log, byte for byte, where it stood before the server lost it.
-- KEYS: log. ARGV: prefix, sequence, entry, recorded time, kind. Answers: back | elsewhere (the log ends elsewhere).
local prefix, sequence, entry, recorded, kind = ARGV[1], tonumber(ARGV[2]), ARGV[3], ARGV[4], ARGV[5]
if head_of(prefix) ~= sequence - 1 then return 'elsewhere' end
redis.call('XADD', KEYS[1], string.format('%.0f-0', sequence), 'e', entry, 't', recorded)
redis.call('APPEND', prefix .. 'log:kind:' .. kind, struct.pack('>I8', sequence))
return 'back'
