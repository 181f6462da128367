-- Appends drafts to the log; put in front of every script that appends.
--
-- Keys, all under one prefix `tocsin:{workspace}:`
--   log                     stream; id `<sequence>-0`; fields: e = the entry's JSON, t = recorded time
--   log:kind:<kind>         8-byte big-endian sequences, ascending (also subject, correlation)
--   log:importing           there as long as an import is not done: what it appends has its numbers already, so that
--                           anything appended meanwhile would part the log from the one that is taken in
--
-- The sequence is dense because it is the newest id + 1, read and written in one script.
-- The recorded time never runs backwards: it is text of fixed width, so the greater text is the later time.

local function head_of(prefix)
  local newest = redis.call('XREVRANGE', prefix .. 'log', '+', '-', 'COUNT', 1)
  if #newest == 0 then
    local floor = redis.call('GET', prefix .. 'log:floor')
    if floor then return tonumber(floor), redis.call('GET', prefix .. 'log:floor:time') or '' end
    return 0, ''
  end
  local id, fields = newest[1][1], newest[1][2]
  local recorded = ''
  for i = 1, #fields, 2 do
    if fields[i] == 't' then recorded = fields[i + 1] end
  end
  return tonumber(string.match(id, '^(%d+)')), recorded
end

-- drafts: flat list of body, kind, subject, correlation; a body is the draft's JSON object.
-- Returns the first and last sequence given (last < first when there was nothing to append).
local function append(prefix, now, drafts, from, count)
  if count > 0 and redis.call('EXISTS', prefix .. 'log:importing') == 1 then
    error('an import into this workspace did not end; run it again')
  end
  local sequence, recorded = head_of(prefix)
  local first = sequence + 1
  if recorded > now then now = recorded end
  for i = 0, count - 1 do
    local at = from + i * 4
    local body, kind, subject, correlation = drafts[at], drafts[at + 1], drafts[at + 2], drafts[at + 3]
    sequence = sequence + 1
    local number = string.format('%.0f', sequence)
    local entry = '{"sequence":' .. number .. ',"recordedtime":"' .. now .. '",' .. string.sub(body, 2)
    redis.call('XADD', prefix .. 'log', number .. '-0', 'e', entry, 't', now)
    local packed = struct.pack('>I8', sequence)
    redis.call('APPEND', prefix .. 'log:kind:' .. kind, packed)
    if subject ~= '' then redis.call('APPEND', prefix .. 'log:subject:' .. subject, packed) end
    if correlation ~= '' then redis.call('APPEND', prefix .. 'log:correlation:' .. correlation, packed) end
  end
  return first, sequence, now
end

-- A commit is repeated by the client when its reply was lost; the nonce tells the repeat from a new one.
local function seen(prefix, nonce)
  return redis.call('GET', prefix .. 'nonce:' .. nonce)
end

local function remember(prefix, nonce, value, seconds)
  redis.call('SET', prefix .. 'nonce:' .. nonce, value, 'EX', seconds or 86400)
end

local function write_views(prefix, views, from, count)
  for i = 0, count - 1 do
    local at = from + i * 4
    local name, key, value, score = views[at], views[at + 1], views[at + 2], views[at + 3]
    local hash = prefix .. 'view:' .. name
    if value == '' then
      redis.call('HDEL', hash, key)
      redis.call('ZREM', hash .. ':order', key)
    else
      redis.call('HSET', hash, key, value)
      if score ~= '' then redis.call('ZADD', hash .. ':order', score, key) end
    end
  end
end
