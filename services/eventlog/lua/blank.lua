-- Takes away what is kept of a report's words; put in front of scripts that do so.
--
-- Without the salt nobody can try out what the hashes in the log were made of. Its identity is known from then on by
-- `blinded`, a digest that nobody can make without the key of the instance; none is kept where that is empty.
local function blank(prefix, id, blinded)
  local report = prefix .. 'report:' .. id
  local held = redis.call('HMGET', report, 'address', 'content', 'revision')
  local address, content = held[1], held[2]
  if address and content and content ~= blinded then
    local claim = prefix .. 'address:' .. address
    local newest = redis.call('HGET', claim, 'report') == id
    if address == content then
      -- Without a url the claim is filed under the content itself.
      redis.call('DEL', claim)
      claim, address = prefix .. 'address:' .. blinded, blinded
    end
    if newest and address ~= '' then redis.call('HSET', claim, 'content', blinded, 'report', id, 'revision', held[3] or '1') end
    redis.call('HSET', report, 'address', address, 'content', blinded)
  end
  redis.call('HDEL', report, 'title', 'text', 'words', 'salt')
  redis.call('HSET', report, 'state', 'redacted')
end
