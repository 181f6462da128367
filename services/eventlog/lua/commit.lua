-- Appends what a consumer decided, writes its views and moves its cursor: all or nothing, once.
-- KEYS: log, cursor of the consumer.
-- ARGV: prefix, now, expected cursor, new cursor, nonce, drafts n, views m, drafts (4 each), views (4 each).
-- Answers: committed | already (this very commit was done before) | stale (another one moved the cursor).
local prefix, now, expected, cursor, nonce = ARGV[1], ARGV[2], ARGV[3], ARGV[4], ARGV[5]
local drafts, views = tonumber(ARGV[6]), tonumber(ARGV[7])
local held = redis.call('HMGET', KEYS[2], 'sequence', 'nonce')
if held[2] == nonce then return 'already' end
if (held[1] or '0') ~= expected then return 'stale' end
append(prefix, now, ARGV, 8, drafts)
write_views(prefix, ARGV, 8 + drafts * 4, views)
redis.call('HSET', KEYS[2], 'sequence', cursor, 'nonce', nonce)
return 'committed'
