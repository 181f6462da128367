-- The delivery store of a workspace; put in front of its scripts. Keys, all behind `<prefix>webhooks:`
--
--   subscriptions       hash   subscription id to JSON
--   secrets             hash   subscription id to its secrets, encrypted
--   delivery:<id>       hash   a delivery; `token` while it is being sent, `settled` the token that last settled it
--   attempts:<id>       list   its attempts, JSON
--   deliveries          zset   all deliveries by time of making (ms); deliveries:<subscription> those of a receiver
--   queue:<sub>         zset   deliveries that wait, by when they are due (ms)
--   inflight:<sub>      zset   deliveries that are being sent, by the end of their lease (ms)
--   newest:<sub>        hash   alert to the newest delivery of it
--   receiver:<sub>      hash   paused; failures in a row; failing_since
--   due, suspects       zsets  receivers by when they can be served next; suspects failed the last time
--
-- A receiver stands in one of the two zsets at most, and only while something waits for it, so claiming costs nothing
-- for receivers that have nothing to do, and one with a long queue takes no turn from another.

local function hooks(prefix, name) return prefix .. 'webhooks:' .. name end

local function reschedule(prefix, sub)
  redis.call('ZREM', hooks(prefix, 'due'), sub)
  redis.call('ZREM', hooks(prefix, 'suspects'), sub)
  local held = redis.call('HMGET', hooks(prefix, 'receiver:' .. sub), 'paused', 'failures')
  if held[1] == '1' then return end
  local score
  local busy = redis.call('ZRANGE', hooks(prefix, 'inflight:' .. sub), 0, 0, 'WITHSCORES')
  if #busy > 0 then
    score = busy[2]
  else
    local first = redis.call('ZRANGE', hooks(prefix, 'queue:' .. sub), 0, 0, 'WITHSCORES')
    if #first == 0 then return end
    score = first[2]
    -- What waits for a receiver that was removed is put away at once.
    if redis.call('HEXISTS', hooks(prefix, 'subscriptions'), sub) == 0 then score = 0 end
  end
  redis.call('ZADD', hooks(prefix, held[2] and 'suspects' or 'due'), score, sub)
end
