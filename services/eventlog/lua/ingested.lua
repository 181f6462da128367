-- Appends what was read out of reports and takes them out of the inbox: once for each inbox entry.
--
-- KEYS: log, inbox.
-- ARGV: prefix, now, group, number of reports, then for each report:
--   inbox entry id, report id, state, words (JSON), number of drafts n, n drafts (body, kind, subject, correlation)
-- Answers: for each report 1 when it was appended now, 0 when that had been done before.
--
-- XACK answers how many entries it took out of the pending list: the first commit of an entry gets 1, every other one
-- (a repeat, or a second worker that read the same entry) gets 0 and appends nothing.
local prefix, now, group, count = ARGV[1], ARGV[2], ARGV[3], tonumber(ARGV[4])
local answer, at = {}, 5
for _ = 1, count do
  local entry, report, state, words, drafts = ARGV[at], ARGV[at + 1], ARGV[at + 2], ARGV[at + 3], tonumber(ARGV[at + 4])
  if redis.call('XACK', KEYS[2], group, entry) == 1 then
    redis.call('XDEL', KEYS[2], entry)
    local first, last, recorded = append(prefix, now, ARGV, at + 5, drafts)
    redis.call('HSET', prefix .. 'report:' .. report,
      'state', state, 'first', first, 'last', last, 'recorded', recorded, 'words', words)
    answer[#answer + 1] = 1
  else
    answer[#answer + 1] = 0
  end
  at = at + 5 + drafts * 4
end
return answer
