-- Takes deliveries that are due, one a receiver, under a lease.
-- KEYS: log (for the slot).
-- ARGV: prefix, now in ms, end of the lease in ms, token, most in all, most of them from suspects.
-- Of one alert, the oldest message goes first. One that has failed and has a newer one behind it is dropped: it is
-- claimed with the newer one's id, and whoever claims it puts it away unsent.
--
-- Answers: flat list of 5 a delivery: its fields (flat list), 1 when its receiver is a suspect, the subscription's
--          JSON or '', its secrets or '', the newer delivery of the same alert or ''.
local prefix, now, lease, token = ARGV[1], ARGV[2], ARGV[3], ARGV[4]
local answer = {}
local MOST_STEPS = 1000

-- The oldest message of the same alert that waits as well.
local function oldest(queue, id)
  for _ = 1, MOST_STEPS do
    local older = redis.call('HGET', hooks(prefix, 'delivery:' .. id), 'older')
    if not older or not redis.call('ZSCORE', queue, older) then return id end
    id = older
  end
  return id
end

local function take(sub, suspect)
  local inflight, queue = hooks(prefix, 'inflight:' .. sub), hooks(prefix, 'queue:' .. sub)
  -- Whoever held these died, or took longer than its lease; they were due before, so they go first.
  local lost = redis.call('ZRANGEBYSCORE', inflight, '-inf', now)
  for i = 1, #lost do
    redis.call('ZREM', inflight, lost[i])
    redis.call('ZADD', queue, 0, lost[i])
  end
  local subscription = redis.call('HGET', hooks(prefix, 'subscriptions'), sub) or ''
  if redis.call('ZCARD', inflight) == 0 then
    local first = redis.call('ZRANGEBYSCORE', queue, '-inf', subscription == '' and '+inf' or now, 'LIMIT', 0, 1)
    if #first > 0 then
      local id = oldest(queue, first[1])
      local key = hooks(prefix, 'delivery:' .. id)
      local fields = redis.call('HGETALL', key)
      redis.call('ZREM', queue, id)
      if #fields > 0 then
        redis.call('ZADD', inflight, lease, id)
        redis.call('HSET', key, 'token', token)
        local held = redis.call('HMGET', key, 'alert', 'attempts')
        local newest = redis.call('HGET', hooks(prefix, 'newest:' .. sub), held[1])
        if held[2] == '0' then newest = false end
        answer[#answer + 1] = fields
        answer[#answer + 1] = suspect
        answer[#answer + 1] = subscription
        answer[#answer + 1] = redis.call('HGET', hooks(prefix, 'secrets'), sub) or ''
        answer[#answer + 1] = (newest and newest ~= id) and newest or ''
      end
    end
  end
  reschedule(prefix, sub)
end
local most, most_suspects = tonumber(ARGV[5]), tonumber(ARGV[6])
local healthy = redis.call('ZRANGEBYSCORE', hooks(prefix, 'due'), '-inf', now, 'LIMIT', 0, most)
for i = 1, #healthy do take(healthy[i], 0) end
local room = math.min(most - #answer / 5, most_suspects)
if room > 0 then
  local suspects = redis.call('ZRANGEBYSCORE', hooks(prefix, 'suspects'), '-inf', now, 'LIMIT', 0, room)
  for i = 1, #suspects do take(suspects[i], 1) end
end
return answer
