-- Takes deliveries that are due, one a receiver, under a lease.
-- KEYS: log (for the slot).
-- ARGV: prefix, now in ms, end of the lease in ms, token, most from healthy receivers, most from suspects.
-- Answers: flat list of 5 a delivery: its fields (flat list), its id, the subscription's JSON or '',
--          its secrets or '', the newer delivery of the same alert or ''.
local prefix, now, lease, token = ARGV[1], ARGV[2], ARGV[3], ARGV[4]
local answer = {}
local function take(sub)
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
      local id = first[1]
      local key = hooks(prefix, 'delivery:' .. id)
      local fields = redis.call('HGETALL', key)
      redis.call('ZREM', queue, id)
      if #fields > 0 then
        redis.call('ZADD', inflight, lease, id)
        redis.call('HSET', key, 'token', token)
        local alert = redis.call('HGET', key, 'alert')
        local newest = redis.call('HGET', hooks(prefix, 'newest:' .. sub), alert)
        answer[#answer + 1] = fields
        answer[#answer + 1] = id
        answer[#answer + 1] = subscription
        answer[#answer + 1] = redis.call('HGET', hooks(prefix, 'secrets'), sub) or ''
        answer[#answer + 1] = (newest and newest ~= id) and newest or ''
      end
    end
  end
  reschedule(prefix, sub)
end
for i, name in ipairs({'due', 'suspects'}) do
  local most = tonumber(ARGV[4 + i])
  if most > 0 then
    local ready = redis.call('ZRANGEBYSCORE', hooks(prefix, name), '-inf', now, 'LIMIT', 0, most)
    for j = 1, #ready do take(ready[j]) end
  end
end
return answer
