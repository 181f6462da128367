-- Takes deliveries that are due, one a receiver, under a lease.
-- KEYS: log (for the slot).
-- ARGV: prefix, now in ms, end of the lease in ms, token, most in all, most of them from suspects.
-- A claim that is repeated with its token, for its reply was lost, is given what it took the first time.
-- Of one alert, the oldest message goes first. One that has failed and has a newer one behind it is dropped: it is
-- claimed with the newer one's id, and whoever claims it puts it away unsent.
--
-- Answers: flat list of 5 a delivery: its fields (flat list), 1 when its receiver is a suspect, the subscription's
--          JSON or '', its secrets or '', the newer delivery of the same alert or ''.
local prefix, now, lease, token = ARGV[1], ARGV[2], ARGV[3], ARGV[4]
local answer, taken = {}, {}
local MOST_STEPS, MOST_LOOKED_AT = 1000, 50

-- The oldest message of the same alert that waits as well.
local function oldest(queue, id)
  for _ = 1, MOST_STEPS do
    local older = redis.call('HGET', hooks(prefix, 'delivery:' .. id), 'older')
    if not older or older == '' or not redis.call('ZSCORE', queue, older) then return id end
    id = older
  end
  return id
end

local function give(sub, id, suspect)
  local key = hooks(prefix, 'delivery:' .. id)
  local newer = redis.call('HGET', key, 'attempts') ~= '0' and newer_than(prefix, sub, id)
  answer[#answer + 1] = redis.call('HGETALL', key)
  answer[#answer + 1] = suspect
  answer[#answer + 1] = redis.call('HGET', hooks(prefix, 'subscriptions'), sub) or ''
  answer[#answer + 1] = redis.call('HGET', hooks(prefix, 'secrets'), sub) or ''
  answer[#answer + 1] = newer or ''
end

-- The first delivery that may be sent now, and whether one was passed over because its alert is being sent.
local function next_of(sub, queue, busy, until_)
  local sending = {}
  for i = 1, #busy do sending[redis.call('HGET', hooks(prefix, 'delivery:' .. busy[i]), 'alert') or ''] = true end
  local passed = false
  local waiting = redis.call('ZRANGEBYSCORE', queue, '-inf', until_, 'LIMIT', 0, MOST_LOOKED_AT)
  for i = 1, #waiting do
    local id = oldest(queue, waiting[i])
    local alert = redis.call('HGET', hooks(prefix, 'delivery:' .. id), 'alert')
    if not alert then
      -- Its row is gone: nothing can be sent, and it must not stand in the way of others.
      redis.call('ZREM', queue, id)
    elseif sending[alert] then
      passed = true
    else
      return id, passed
    end
  end
  return nil, passed
end

local function take(sub, suspect)
  local inflight, queue = hooks(prefix, 'inflight:' .. sub), hooks(prefix, 'queue:' .. sub)
  local receiver = hooks(prefix, 'receiver:' .. sub)
  -- Whoever held these died, or took longer than its lease; they were due before, so they go first.
  local lost = redis.call('ZRANGEBYSCORE', inflight, '-inf', now)
  for i = 1, #lost do
    redis.call('ZREM', inflight, lost[i])
    redis.call('ZADD', queue, 0, lost[i])
  end
  local here = redis.call('HEXISTS', hooks(prefix, 'subscriptions'), sub) == 1
  local busy = redis.call('ZRANGE', inflight, 0, -1)
  local held = redis.call('HMGET', receiver, 'most', 'interval', 'open', 'next')
  local closed = here and math.max(tonumber(held[3] or '0'), tonumber(held[4] or '0')) > tonumber(now)
  local blocked = false
  if not closed and #busy < tonumber(held[1] or '1') then
    local id, passed = next_of(sub, queue, busy, here and now or '+inf')
    blocked = passed and not id
    if id then
      redis.call('ZREM', queue, id)
      redis.call('ZADD', inflight, lease, id)
      redis.call('HSET', hooks(prefix, 'delivery:' .. id), 'token', token)
      if held[2] then
        redis.call('HSET', receiver, 'next', string.format('%.0f', tonumber(now) + tonumber(held[2])))
      end
      give(sub, id, suspect)
      for _, word in ipairs({sub, id, suspect}) do taken[#taken + 1] = word end
    end
  end
  reschedule(prefix, sub, blocked)
end

local before = redis.call('LRANGE', hooks(prefix, 'claimed:' .. token), 0, -1)
if #before > 0 then
  for i = 1, #before, 3 do
    if redis.call('HGET', hooks(prefix, 'delivery:' .. before[i + 1]), 'token') == token then
      give(before[i], before[i + 1], tonumber(before[i + 2]))
    end
  end
  return answer
end

local most, most_suspects = tonumber(ARGV[5]), tonumber(ARGV[6])
local healthy = redis.call('ZRANGEBYSCORE', hooks(prefix, 'due'), '-inf', now, 'LIMIT', 0, most)
for i = 1, #healthy do take(healthy[i], 0) end
local room = math.min(most - #answer / 5, most_suspects)
if room > 0 then
  local suspects = redis.call('ZRANGEBYSCORE', hooks(prefix, 'suspects'), '-inf', now, 'LIMIT', 0, room)
  for i = 1, #suspects do take(suspects[i], 1) end
end
if #taken > 0 then
  redis.call('RPUSH', hooks(prefix, 'claimed:' .. token), unpack(taken))
  redis.call('EXPIRE', hooks(prefix, 'claimed:' .. token), 60)
end
return answer
