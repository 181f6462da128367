// Checks an export of a Tocsin log without Tocsin: node verify.mjs FILE [--public-key PEM] [--receipt JSON]
// What it does is told in log-format.md. Exit code 0: nothing is wrong; 1: something is, and the first entry is named.
import { createHash, createPublicKey, verify } from "node:crypto";
import { createReadStream, readFileSync } from "node:fs";

const [file, ...options] = process.argv.slice(2);
const option = (name) => (options.includes(name) ? readFileSync(options[options.indexOf(name) + 1], "utf8") : null);
const pem = option("--public-key"), key = pem && createPublicKey(pem);
const receipt = JSON.parse(option("--receipt") ?? "null");
const sha256 = (bytes) => createHash("sha256").update(bytes).digest("hex");
const doubt = (place, what) => { odd ??= [place, what]; };
const fail = (sequence, what) => { console.log(`WRONG at entry ${sequence}: ${what}`); process.exit(1); };

// What is odd may be the fault of an entry before it: it is told once the seal that covers it was compared.
let header, end, at, odd, previous, proved = false;
let entries = 0, reports = 0, seals = 0, covered = 0, pending = new Map(); // sequence or place to hash

function takeEntry(line) {
  const number = Number(/^\{"sequence":(\d+),/.exec(line.subarray(0, 40).toString("latin1"))?.[1]);
  if (header.filter) at = number > at ? number : fail(number || at, "it cannot be read, or stands in the wrong place");
  else if (++at !== number) doubt(at, "it is missing, or an entry was put in before it");
  entries += 1;
  pending.set(at, sha256(line));
  if (/"type":"tocsin\.log\.sealed\.v/.test(line.subarray(0, 1000).toString("latin1"))) takeSeal(line);
}

function takeSeal(line) {
  let seal;
  try { seal = JSON.parse(line.toString("utf8")).data; } catch { fail(at, "a seal that cannot be read"); }
  const { first, last, entries: hashes, previous: before } = seal;
  const text = ["tocsin.seal.v1", first, last, before ?? "", hashes?.join?.("")].join("\n");
  if (sha256(text) !== seal.seal || hashes.length !== last - first + 1) fail(at, "a seal that is not what was written");
  for (const [place, hash] of pending) {
    if (place < first || place > last) continue;
    if (hash !== hashes[place - first]) fail(place, "it is not what was sealed");
    pending.delete(place);
  }
  if (odd && odd[0] <= last) fail(...odd);
  if (!header.filter) {
    if (previous !== undefined ? before !== previous || first !== covered + 1 : header.first === 1 && before !== null)
      doubt(at, "a seal that was not made after the seal before it");
    if (last >= at) fail(at, "a seal of entries that are not there");
    [previous, covered] = [seal.seal, last];
  }
  if (key && !(seal.signature && verify(null, Buffer.from(seal.seal), key, Buffer.from(seal.signature, "base64"))))
    fail(at, "a seal that is not signed with this key");
  if (receipt?.sequence === at) proved = seal.seal === receipt.seal || fail(at, "a seal that is not the receipt's");
  seals += 1;
}

function take(line) {
  const text = line.subarray(0, 11).toString("latin1");
  if (!header) { header = JSON.parse(line).export; at = header.filter ? 0 : header.first - 1; covered = at; }
  else if (text.startsWith('{"report":')) reports += 1;
  else if (text.startsWith('{"end":')) end = JSON.parse(line).end;
  else takeEntry(line);
}

let rest = Buffer.alloc(0);
for await (const chunk of createReadStream(file)) {
  rest = Buffer.concat([rest, chunk]);
  for (let stop; (stop = rest.indexOf(10)) >= 0; rest = rest.subarray(stop + 1)) take(rest.subarray(0, stop));
}
if (odd) fail(...odd);
if (!end || end.entries !== entries || end.reports !== reports) fail(at + 1, "the file was cut off, or lines are missing");
if (receipt && !proved) fail(at + 1, `the log ends before entry ${receipt.sequence}, of which the receipt tells`);
console.log(`${entries} entries and ${seals} seals are right; ${pending.size} entries are not sealed.`);
