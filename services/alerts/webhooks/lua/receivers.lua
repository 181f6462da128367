-- The delivery store of a workspace; put in front of its scripts. Keys, all behind `<prefix>webhooks:`
--
--   subscriptions       hash   subscription id to JSON
--   secrets             hash   subscription id to its secrets, encrypted
--   delivery:<id>       hash   a delivery; `token` while it is being sent, `settled` the token that last settled it
--   attempts:<id>       list   its attempts, JSON, the newest 30
--   answer:<id>         text   what was answered to the last attempt, when that is long
--   deliveries          zset   all deliveries by time of making (ms); deliveries:<subscription> those of a receiver
--   queue:<sub>         zset   deliveries that wait, by when they are due (ms)
--   inflight:<sub>      zset   deliveries that are being sent, by the end of their lease (ms)
--   newest:<sub>        hash   alert to the newest delivery of it
--   heard:<sub>         zset   alerts by when a message of them was last made (ms), so that `newest` can forget
--   receiver:<sub>      hash   paused; failures in a row; failing_since; warned, warned_at: warnings given to its owner;
--                              open: nothing is tried before (ms); next: when its rate allows the next one (ms);
--                              interval: ms between two; most: how many at once
--   heartbeats          zset   receivers by when the next sign of life is due (ms)
--   claimed:<token>     list   what a claim took: receiver, delivery, suspect ... for a claim whose reply was lost
--   removed             zset   receivers that were removed and still have deliveries, by when (ms)
--   due, suspects       zsets  receivers by when they can be served next; suspects failed the last time
--
-- A receiver stands in one of the two zsets at most, and only while something waits for it, so claiming costs nothing
-- for receivers that have nothing to do, and one with a long queue takes no turn from another.

local function hooks(prefix, name) return prefix .. 'webhooks:' .. name end

-- blocked: what is due may not be sent while something else of the same alert is.
local function reschedule(prefix, sub, blocked)
  redis.call('ZREM', hooks(prefix, 'due'), sub)
  redis.call('ZREM', hooks(prefix, 'suspects'), sub)
  local held = redis.call('HMGET', hooks(prefix, 'receiver:' .. sub), 'paused', 'failures', 'open', 'next', 'most')
  if held[1] == '1' then return end
  local score
  local busy = redis.call('ZRANGE', hooks(prefix, 'inflight:' .. sub), 0, 0, 'WITHSCORES')
  local sending = redis.call('ZCARD', hooks(prefix, 'inflight:' .. sub))
  if sending < tonumber(held[5] or '1') and not (blocked and sending > 0) then
    local first = redis.call('ZRANGE', hooks(prefix, 'queue:' .. sub), 0, 0, 'WITHSCORES')
    if #first > 0 then
      score = math.max(tonumber(first[2]), tonumber(held[3] or '0'), tonumber(held[4] or '0'))
      -- What waits for a receiver that was removed is put away at once.
      if redis.call('HEXISTS', hooks(prefix, 'subscriptions'), sub) == 0 then score = 0 end
    end
  end
  if sending > 0 and (not score or score > tonumber(busy[2])) then score = tonumber(busy[2]) end
  if not score then return end
  redis.call('ZADD', hooks(prefix, held[2] and 'suspects' or 'due'), string.format('%.17g', score), sub)
end

-- The newer message in whose favour a delivery is dropped once it has failed. One made by hand gives way only to what
-- was made with it.
local function newer_than(prefix, sub, id)
  local held = redis.call('HMGET', hooks(prefix, 'delivery:' .. id), 'alert', 'manual', 'successor')
  if held[2] then return held[3] end
  local newest = held[1] and held[1] ~= '' and redis.call('HGET', hooks(prefix, 'newest:' .. sub), held[1])
  return newest and newest ~= id and newest
end
