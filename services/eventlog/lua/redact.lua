-- Takes a report's text away and tells it to the log, all or nothing, once for a nonce.
-- KEYS: log. ARGV: prefix, now, nonce, report id, one draft (4).
-- Answers: the sequence of the entry, or missing | waiting (not read yet: its reader holds the text) | gone.
local prefix, now, nonce, id = ARGV[1], ARGV[2], ARGV[3], ARGV[4]
local done = seen(prefix, nonce)
if done then return tonumber(done) end
local report = prefix .. 'report:' .. id
local state = redis.call('HGET', report, 'state')
if not state then return 'missing' end
if state == 'waiting' then return 'waiting' end
if state == 'redacted' then return 'gone' end
local first = append(prefix, now, ARGV, 5, 1)
-- Without the salt nobody can try out what the hashes in the log were made of.
redis.call('HDEL', report, 'title', 'text', 'words', 'salt')
redis.call('HSET', report, 'state', 'redacted')
remember(prefix, nonce, string.format('%.0f', first))
return first
