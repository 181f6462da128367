-- Forgets what is long over. KEYS: log (for the slot).
-- ARGV: prefix, listing (key behind `webhooks:`), before (ms), how many to pass over, most.
-- The listing is `deliveries` or `deliveries:<sub>`, of deliveries made before that; or `heard:<sub>`, of alerts last
-- told of before that.
-- Answers: {forgotten, kept}: those looked at.
local prefix, before, pass, most = ARGV[1], ARGV[3], tonumber(ARGV[4]), tonumber(ARGV[5])
local listing = hooks(prefix, ARGV[2])
local forgotten, kept = 0, 0
local found = redis.call('ZRANGEBYSCORE', listing, '-inf', before, 'LIMIT', pass, most)
local sub = string.match(ARGV[2], '^heard:(.+)$')
for i = 1, #found do
  if sub then
    redis.call('HDEL', hooks(prefix, 'newest:' .. sub), found[i])
    redis.call('ZREM', listing, found[i])
    forgotten = forgotten + 1
  elseif redis.call('EXISTS', hooks(prefix, 'delivery:' .. found[i])) == 0 then
    redis.call('ZREM', listing, found[i])
    forgotten = forgotten + 1
  else
    kept = kept + 1
  end
end
return {forgotten, kept}
