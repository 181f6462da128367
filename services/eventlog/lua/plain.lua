-- Appends drafts once for a nonce.
-- KEYS: log. ARGV: prefix, now, nonce, number of drafts, drafts (body, kind, subject, correlation each).
-- Answers: {first, last}.
local prefix, now, nonce, count = ARGV[1], ARGV[2], ARGV[3], tonumber(ARGV[4])
local done = seen(prefix, nonce)
if done then
  local first, last = string.match(done, '^(%d+):(%d+)$')
  return {tonumber(first), tonumber(last)}
end
local first, last = append(prefix, now, ARGV, 5, count)
remember(prefix, nonce, string.format('%.0f:%.0f', first, last))
return {first, last}
