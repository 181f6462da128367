-- Takes a report's text away and tells it to the log, all or nothing, once for a nonce.
-- KEYS: log. ARGV: prefix, now, nonce, report id, blinded digest of its content, one draft (4).
-- Answers: the sequence of the entry, or missing | waiting (not read yet: its reader holds the text) | gone.
local prefix, now, nonce, id, blinded = ARGV[1], ARGV[2], ARGV[3], ARGV[4], ARGV[5]
local done = seen(prefix, nonce)
if done then return tonumber(done) end
local state = redis.call('HGET', prefix .. 'report:' .. id, 'state')
if not state then return 'missing' end
if state == 'waiting' then return 'waiting' end
if state == 'redacted' then return 'gone' end
local first = append(prefix, now, ARGV, 6, 1)
blank(prefix, id, blinded)
remember(prefix, nonce, string.format('%.0f', first))
return first
