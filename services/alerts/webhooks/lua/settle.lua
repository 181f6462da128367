-- Records what became of a delivery that was claimed, and tells the log when it is finished.
-- KEYS: log.
-- ARGV: prefix, now, now in ms, delivery id, subscription, token, state, next time in ms, health (ok, failed or ''),
--       seconds to keep a finished delivery, attempt (JSON or ''), number of fields and values, drafts n,
--       the whole answer (or '' when the attempt holds it), ms for which the receiver asked for quiet,
--       failures in a row after which it is paused, ms of the first pause, ms of the longest,
--       fields and values, drafts (4 each).
-- Answers: {settled | already (this very settling was done before) | lost (the lease went to somebody else),
--           failures in a row, since when, warnings given, when the last one was}.
local MOST_ATTEMPTS = 30
local prefix, now, id, sub, token, state = ARGV[1], ARGV[2], ARGV[4], ARGV[5], ARGV[6], ARGV[7]
local size, drafts = tonumber(ARGV[12]), tonumber(ARGV[13])
local FIELDS = 19
local receiver = hooks(prefix, 'receiver:' .. sub)

local function answered(word)
  local held = redis.call('HMGET', receiver, 'failures', 'failing_since', 'warned', 'warned_at')
  return {word, held[1] or '0', held[2] or '', held[3] or '0', held[4] or ''}
end

local key, attempts = hooks(prefix, 'delivery:' .. id), hooks(prefix, 'attempts:' .. id)
local whole = hooks(prefix, 'answer:' .. id)
local held = redis.call('HMGET', key, 'token', 'settled')
if held[1] ~= token then return answered(held[2] == token and 'already' or 'lost') end
redis.call('HDEL', key, 'token')
redis.call('HSET', key, 'settled', token, unpack(ARGV, FIELDS, FIELDS - 1 + size))
if ARGV[11] ~= '' then
  redis.call('RPUSH', attempts, ARGV[11])
  redis.call('LTRIM', attempts, -MOST_ATTEMPTS, -1)
  if ARGV[14] == '' then redis.call('DEL', whole) else redis.call('SET', whole, ARGV[14]) end
end
redis.call('ZREM', hooks(prefix, 'inflight:' .. sub), id)
if state == 'pending' then
  local due = ARGV[8]
  -- A newer message came while this one failed: it is put away at once, not tried again.
  if ARGV[11] ~= '' and newer_than(prefix, sub, id) then due = ARGV[3] end
  redis.call('ZADD', hooks(prefix, 'queue:' .. sub), due, id)
else
  append(prefix, now, ARGV, FIELDS + size, drafts)
  redis.call('EXPIRE', key, ARGV[10])
  redis.call('EXPIRE', attempts, ARGV[10])
  redis.call('EXPIRE', whole, ARGV[10])
end
-- A receiver that was removed meanwhile leaves nothing behind.
local here = redis.call('HEXISTS', hooks(prefix, 'subscriptions'), sub) == 1
if ARGV[9] == 'ok' then
  redis.call('HDEL', receiver, 'failures', 'failing_since', 'open', 'warned', 'warned_at')
elseif ARGV[9] == 'failed' and here then
  local failures = redis.call('HINCRBY', receiver, 'failures', 1)
  redis.call('HSETNX', receiver, 'failing_since', now)
  local pause, beyond = tonumber(ARGV[15]), failures - tonumber(ARGV[16])
  if beyond >= 0 then
    pause = math.max(pause, math.min(tonumber(ARGV[17]) * 2 ^ math.min(beyond, 30), tonumber(ARGV[18])))
  end
  if pause > 0 then redis.call('HSET', receiver, 'open', string.format('%.0f', tonumber(ARGV[3]) + pause)) end
end
reschedule(prefix, sub)
return answered('settled')
