-- Takes reports in: claims each one's identity, keeps its text, puts it into the inbox. All of a call or none.
--
-- KEYS: inbox.
-- ARGV: prefix, received time, received time in seconds since 1970, nonce, most that may wait, most sources that are
--   remembered, number of reports, then for each report 11 arguments:
--   address digest, content digest, id, source, url, title, text, published time, salt, options (JSON), blinded digest
--   of the content, by which a text is known that was removed; empty where none is known so
-- Keys: address:<digest>  hash  content, report, revision: the newest revision under one source and url
--       report:<id>       hash  the report
--       sources           sorted set  when each source was last heard of; the ones longest silent go first, so that
--                         made-up names cannot fill the server
-- Answers: {'busy', waiting} or {'taken', id, new, revision, id, new, revision ...}.
--
-- The claim is for ever: the same content at the same address is the same report. Another content is the next
-- revision, also one that was there before and comes back. So a repeat of this very call (its reply was lost) must not
-- look again: between two texts of one address in a call, or behind another sender's, it would find news in old ones.
-- It is given the first run's answer, which is remembered for longer than the client repeats a call.
local FIELDS, REPEATED_SECONDS = 11, 60
local prefix, now, seconds, nonce = ARGV[1], ARGV[2], ARGV[3], ARGV[4]
local bound, remembered, count = tonumber(ARGV[5]), tonumber(ARGV[6]), tonumber(ARGV[7])
local done = seen(prefix, nonce)
if done then return cjson.decode(done) end
local waiting = redis.call('XLEN', KEYS[1])

-- The claim that a report meets: that of its address, or the one of the same text that was removed.
local function claim_of(at)
  local claim, blinded = prefix .. 'address:' .. ARGV[at], prefix .. 'address:' .. ARGV[at + 10]
  if ARGV[at] == ARGV[at + 1] and redis.call('EXISTS', claim) == 0 and redis.call('EXISTS', blinded) == 1 then
    return blinded
  end
  return claim
end

local function known(at, content)
  return content and (content == ARGV[at + 1] or (content == ARGV[at + 10] and content ~= ''))
end

local fresh = 0
for i = 0, count - 1 do
  local at = 8 + i * FIELDS
  if not known(at, redis.call('HGET', claim_of(at), 'content')) then fresh = fresh + 1 end
end
if fresh > 0 and waiting + fresh > bound then return {'busy', waiting} end

local answer = {'taken'}
for i = 0, count - 1 do
  local at = 8 + i * FIELDS
  local address, content, id = claim_of(at), ARGV[at + 1], ARGV[at + 2]
  local held = redis.call('HMGET', address, 'content', 'report', 'revision')
  redis.call('ZADD', prefix .. 'sources', 'GT', seconds, ARGV[at + 3])
  if known(at, held[1]) then
    answer[#answer + 1] = held[2]
    answer[#answer + 1] = 0
    answer[#answer + 1] = tonumber(held[3])
  else
    local revision = (tonumber(held[3]) or 0) + 1
    if revision > 1 then id = id .. '-r' .. revision end
    redis.call('HSET', prefix .. 'report:' .. id,
      'source', ARGV[at + 3], 'url', ARGV[at + 4], 'title', ARGV[at + 5], 'text', ARGV[at + 6],
      'published_at', ARGV[at + 7], 'received_at', now, 'salt', ARGV[at + 8], 'options', ARGV[at + 9],
      'revision', revision, 'supersedes', held[2] or '', 'state', 'waiting',
      'address', ARGV[at], 'content', ARGV[at + 1])
    redis.call('HSET', address, 'content', content, 'report', id, 'revision', revision)
    redis.call('XADD', KEYS[1], '*', 'report', id, 'at', now)
    answer[#answer + 1] = id
    answer[#answer + 1] = 1
    answer[#answer + 1] = revision
  end
end
redis.call('ZREMRANGEBYRANK', prefix .. 'sources', 0, -remembered - 1)
remember(prefix, nonce, cjson.encode(answer), REPEATED_SECONDS)
return answer
