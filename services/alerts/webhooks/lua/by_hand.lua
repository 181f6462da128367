-- Makes deliveries that a person asked for, in their order, once for a nonce; tells the log.
-- KEYS: log.
-- ARGV: prefix, now, now in ms, nonce, subscription, drafts n, deliveries m, deliveries of this act before these,
--       drafts (4 each), then for each delivery: id, the one it repeats or '', number of fields and values, fields and
--       values.
-- Answers: made | already | gone (no such receiver).
--
-- `manual` marks them: no newer message of their alert takes their place, save one of the same act (`successor`).
local prefix, now, present, nonce, sub = ARGV[1], ARGV[2], tonumber(ARGV[3]), ARGV[4], ARGV[5]
local drafts, count = tonumber(ARGV[6]), tonumber(ARGV[7])
if seen(prefix, nonce) then return 'already' end
if redis.call('HEXISTS', hooks(prefix, 'subscriptions'), sub) == 0 then return 'gone' end
local at = 9 + drafts * 4
for i = 1, count do
  local id, repeats, size = ARGV[at], ARGV[at + 1], tonumber(ARGV[at + 2])
  local key = hooks(prefix, 'delivery:' .. id)
  if redis.call('EXISTS', key) == 0 then
    redis.call('HSET', key, 'manual', '1', unpack(ARGV, at + 3, at + 2 + size))
    local repeated = hooks(prefix, 'delivery:' .. repeats)
    if repeats ~= '' and redis.call('EXISTS', repeated) == 1 then redis.call('HSET', repeated, 'repeated_by', id) end
    redis.call('ZADD', hooks(prefix, 'deliveries'), present, id)
    -- Who is told of an alert hears of its end.
    local alert = redis.call('HGET', key, 'alert')
    redis.call('HSETNX', hooks(prefix, 'newest:' .. sub), alert, id)
    redis.call('ZADD', hooks(prefix, 'heard:' .. sub), present, alert)
    redis.call('ZADD', hooks(prefix, 'deliveries:' .. sub), present, id)
    -- A thousandth of a millisecond keeps them in their order, and a little before now all of them are due.
    redis.call('ZADD', hooks(prefix, 'queue:' .. sub), string.format('%.17g', present - 100 + (ARGV[8] + i) / 1000), id)
  end
  at = at + 3 + size
end
-- A person who asks knows more than the breaker.
redis.call('HDEL', hooks(prefix, 'receiver:' .. sub), 'open')
append(prefix, now, ARGV, 9, drafts)
reschedule(prefix, sub)
remember(prefix, nonce, '1')
return 'made'
