-- Puts reports back as an export holds them, with the claim to their address. What is there already is left as it is.
-- KEYS: log. ARGV: prefix, number of reports, then for each report:
--   id, source, time of receipt in seconds since 1970, address digest, content digest, revision, number of fields n,
--   n names and values
-- Answers: how many were put back.
local prefix, restored, at = ARGV[1], 0, 3
for _ = 1, tonumber(ARGV[2]) do
  local id, source, seconds, address, content = ARGV[at], ARGV[at + 1], ARGV[at + 2], ARGV[at + 3], ARGV[at + 4]
  local revision, fields = tonumber(ARGV[at + 5]), tonumber(ARGV[at + 6])
  local report = prefix .. 'report:' .. id
  if redis.call('EXISTS', report) == 0 then
    redis.call('HSET', report, unpack(ARGV, at + 7, at + 6 + fields * 2))
    redis.call('ZADD', prefix .. 'sources', 'GT', seconds, source)
    restored = restored + 1
  end
  if address ~= '' then
    local claim = prefix .. 'address:' .. address
    if tonumber(redis.call('HGET', claim, 'revision') or '0') < revision then
      redis.call('HSET', claim, 'content', content, 'report', id, 'revision', ARGV[at + 5])
    end
  end
  at = at + 7 + fields * 2
end
return restored
