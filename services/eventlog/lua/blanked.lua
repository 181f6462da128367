-- Takes the texts of reports away that the log tells were removed elsewhere.
-- KEYS: log. ARGV: prefix, then pairs: report id, blinded digest of its content. Answers: how many were there.
local prefix, count = ARGV[1], 0
for i = 2, #ARGV, 2 do
  if redis.call('EXISTS', prefix .. 'report:' .. ARGV[i]) == 1 then
    blank(prefix, ARGV[i], ARGV[i + 1])
    count = count + 1
  end
end
return count
