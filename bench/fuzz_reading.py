"""Mutated reports by the thousand, to find one that the reader fails on.

    python -m bench.fuzz_reading [--minutes 10] [--seed 1] [--json]

Takes the labelled reports and the seeds, cuts, splices, repeats, wraps and garbles them, and holds every reading to
what must hold for any text: nothing raises, evidence is the exact slice, bounds are in order, the same report reads the
same twice, the answer is valid JSON. The first fault is printed with the report that it came from (exit code 1).
"""

import argparse
import json
import random
import sys
import time
import traceback
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Final

from schemas.report import MAX_TEXT, MAX_TITLE, Report
from services.ingest.reading import read

ROOT: Final = Path(__file__).parent.parent
LONGEST: Final = 40_000
"""Characters of a mutated text at most, so that many are tried."""
ODD: Final = (
    "\u00ad\u200b\u200d\ufeff\u202e\u2028\u0085\x01\x1b\t\r\n\f|<>&;[](){}*_#`~^$%@!?…—–-'\"“”‘’«»°½²①٣१๓Ⅻ１ﬁéßİıſ"
    "汉字かな한글абвαβ\U0001f534\U0001d7d9\u0301\u0338"
)
FRAGMENTS: Final = (
    "<p>", "</p>", "<b>", "<script>", "</script>", "<!--", "-->", "&nbsp;", "&#8217;", "&amp;lt;", "**", "| ",
    " | ", "\n| a | killed |\n|---|---|\n| b | 3 |\n", "\n\n", "\n- ", "14:32 GMT - ", "Related: ", "(Reuters) - ",
    "at least ", "up to ", "between 3 and ", "no one ", "dozens of ", "1,2,3", "12.5.7", "3-4-5", "0", "00012",
    "999999999999999999999", "1e9", "-5", "½ million", "twenty-", "hundred and ", "of whom ", "including ",
    ", who ", " if ", " not ", " denied that ", "\"", "’s", "U.S.", "St.", "e.g.", "on 31 February", "in 0000",
    "99 BC", "Monday", "a year", "killed", " killed killed", "troops", "to Mali",
    *(words * times for words, times in (("X", 300), ("ha ", 40), ("(", 50), ("A. ", 30), ("1 ", 60))),
    *(words * times for words, times in (("and ", 40), (", ", 60))),
)  # fmt: skip


def seeds() -> list[dict[str, Any]]:
    """Return the reports that are mutated: the labelled ones and the seeds."""
    rows = [json.loads(line) for path in sorted((ROOT / "tests" / "gold").glob("*.jsonl")) for line in path.open()]
    rows += [json.loads(path.read_text()) for path in sorted((ROOT / "seeds").rglob("*.json"))]
    return [row for row in rows if isinstance(row, dict) and isinstance(row.get("text"), str) and row["text"].strip()]


class Mutator:
    """Makes reports out of reports; the same seed makes the same ones."""

    def __init__(self, rows: list[dict[str, Any]], seed: int) -> None:
        self._rows = rows
        self._random = random.Random(seed)
        self._ways: tuple[Callable[[str], str], ...] = (
            *(self._cut, self._splice, self._repeat, self._shuffle, self._garble),
            *(self._insert, self._case, self._numbers, self._glue, self._shift),
        )

    def reports(self) -> Iterator[Report]:
        """Yield reports without end."""
        while True:
            row = self._random.choice(self._rows)
            title, text = row.get("title", ""), row["text"]
            for _ in range(self._random.randint(1, 4)):
                text = self._random.choice(self._ways)(text)[:LONGEST]
            if self._random.random() < 0.3:
                title = self._random.choice(self._ways)(title)
            text, title = _clean(text)[:MAX_TEXT], _clean(title)[:MAX_TITLE]
            if text.strip() or title.strip():
                yield Report(published_at=row["published_at"], source="fuzz", title=title, text=text)

    def _cut(self, text: str) -> str:
        start = self._random.randint(0, len(text))
        return text[:start] + text[self._random.randint(start, len(text)) :]

    def _splice(self, text: str) -> str:
        other: str = self._random.choice(self._rows)["text"]
        at, there = self._random.randint(0, len(text)), self._random.randint(0, len(other))
        return text[:at] + other[there:]

    def _repeat(self, text: str) -> str:
        start = self._random.randint(0, len(text))
        piece = text[start : start + self._random.choice((1, 2, 5, 20, 100))]
        return text[:start] + piece * self._random.choice((2, 10, 100, 1000)) + text[start:]

    def _shuffle(self, text: str) -> str:
        words = text.split(" ")
        for _ in range(self._random.randint(1, 5)):
            one, two = self._random.randrange(len(words)), self._random.randrange(len(words))
            words[one], words[two] = words[two], words[one]
        return " ".join(words)

    def _garble(self, text: str) -> str:
        letters = list(text)
        for _ in range(self._random.randint(1, 12)):
            letters.insert(self._random.randint(0, len(letters)), self._random.choice(ODD))
        return "".join(letters)

    def _insert(self, text: str) -> str:
        for _ in range(self._random.randint(1, 6)):
            at = self._random.randint(0, len(text))
            text = text[:at] + self._random.choice(FRAGMENTS) + text[at:]
        return text

    def _case(self, text: str) -> str:
        return self._random.choice((str.upper, str.lower, str.title, str.swapcase))(text)

    def _numbers(self, text: str) -> str:
        chance, choice = self._random.random, self._random.choice
        return "".join(choice("0123456789,. ") if c.isdigit() and chance() < 0.5 else c for c in text)

    def _glue(self, text: str) -> str:
        old = self._random.choice((" ", ".", ",", "\n", "the ", " and "))
        return text.replace(old, self._random.choice(("", " ", "\n", "\t", ";")))

    def _shift(self, text: str) -> str:
        chance = self._random.random
        return "".join(chr(ord(c) + 0xFEE0) if "!" <= c <= "~" and chance() < 0.1 else c for c in text)


def _clean(text: str) -> str:
    return "".join(c for c in text if c != "\0" and not 0xD800 <= ord(c) <= 0xDFFF)


def fault_of(report: Report) -> str | None:
    """Read a report twice and say what does not hold; None when all does."""
    try:
        answer, again = read(report), read(report)
    except Exception:  # noqa: BLE001 - whatever is raised is the fault that is looked for
        return traceback.format_exc()
    if answer != again:
        return "two readings of one report differ"
    for event in answer.events:
        at = event.evidence
        whole = report.title if at.field == "title" else report.text
        if not at.text or whole[at.start : at.end] != at.text:
            return f"evidence {at.start}:{at.end} is {whole[at.start : at.end]!r}, not {at.text!r}"
        if at.sentence is None or not at.sentence[0] <= at.start < at.end <= at.sentence[1]:
            return f"evidence {at.start}:{at.end} lies outside of its sentence {at.sentence}"
        if not 0 < event.confidence <= 1 or not event.reading:
            return f"{event.kind} has no confidence or no trace"
        quantity = getattr(event, "quantity", None)
        if quantity is not None and quantity.max is not None and quantity.min > quantity.max:
            return f"bounds {quantity.min} to {quantity.max} are not in order"
        if type(event).model_validate_json(event.model_dump_json()) != event:
            return f"{event.kind} is not the same behind JSON"
    return None


def main() -> int:
    """Mutate, read and count until the time is up or a fault is found."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--minutes", type=float, default=10)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--json", action="store_true", help="for machines")
    arguments = parser.parse_args()
    until = time.monotonic() + arguments.minutes * 60
    kinds: Counter[str] = Counter()
    reports = characters = foreign = 0
    slowest, slow_text = 0.0, ""
    for report in Mutator(seeds(), arguments.seed).reports():
        if time.monotonic() > until:
            break
        start = time.process_time()
        fault = fault_of(report)
        size = len(report.title) + len(report.text)
        # Per thousand characters, and two readings; short ones measure little but the clock.
        took = (time.process_time() - start) / 2 / max(size, 2000) * 1000
        if took > slowest:
            slowest, slow_text = took, report.text[:120]
        if fault is not None:
            print(f"fault after {reports} reports:\n{fault}\n{report.model_dump_json()}")
            return 1
        answer = read(report)
        reports, characters, foreign = reports + 1, characters + size, foreign + (answer.language is not None)
        kinds.update(event.kind for event in answer.events)
    figures = {
        "reports": reports,
        "characters": characters,
        "not English": foreign,
        "events": dict(sorted(kinds.items())),
        "slowest, ms per 1,000 characters": round(slowest * 1000, 2),
        "slowest begins": slow_text,
    }
    lines = [f"{name}: {figure}" for name, figure in figures.items()]
    print(json.dumps(figures, ensure_ascii=False) if arguments.json else "\n".join(lines))
    return 0


if __name__ == "__main__":
    sys.exit(main())
