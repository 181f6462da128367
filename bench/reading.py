"""How fast is the reader, and what does its speed buy? Beside a regular expression and spaCy, in the same run.

    python -m bench.reading [--sizes KB ...] [--repeat N] [--out bench/results/reading.json]

- Words for each second of processor time in one process (other work on the machine does not count), on the texts of
  bench/articles.py: short reports, full articles of ordinary news, full articles of crises, and texts of three sizes
  composed of those that tell of events. The same texts are read again and again, so that their words are known, as to
  a worker that has run for a while. How fast the full articles are read for the first time, by a reader that knows the
  words of the short reports only, stands below.
- Beside each extractor, how right it is: F1 of its casualty counts on the labelled reports of tests/gold. Tocsin reads
  ten kinds of event with place, date, speaker and scope; the others find counts of casualties only. These reports
  were used in building the reader: on reports never seen it is less right (docs/reading.md), the others are not.
- Text made to be slow, of the same sizes: time for each KB, which must not grow with the size.

spaCy comes with the extra `bench` (`pip install 'tocsin[bench]'`); its model en_core_web_sm is used where it is there.
"""

import argparse
import json
import sys
import time
from collections.abc import Callable, Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Final

from bench import articles
from bench.accuracy import GOLD
from bench.baselines import Claim, by_pattern, spacy_matcher
from schemas.events.casualties import CasualtiesReported
from schemas.report import MAX_TEXT, Report
from services.ingest.reading import read
from services.runtime.garbage import collect_seldom

MODEL: Final = "en_core_web_sm"
INSTALL: Final = "not installed: pip install 'tocsin[bench]'"
FASTEST: Final = 0.2
"""Seconds that a measurement takes at least: shorter ones are repeated."""
SLOW: Final = {
    "one word": "killed ",
    "full stops": ". ",
    "counts and verbs": "12\tkilled\t",
    "dates": "1/1/",
    "parts of parts": "12 killed, of whom 5 ",
    "forces": "Russia sent 100 troops to Syria and ",
    "places": "Georgia, ",
    "brackets": "((((",
    "rows of counts": "Deaths: Mali 12, Niger 7, ",
    "dashes": " - 5 dead",
    "half tags": "<a ",
    "speakers": "police said ",
    "sieges": "protesters seized the airport ",
    "one letter": "a",
    "line ends": "\n",
}

Extractor = Callable[[Report], set[Claim]]


def by_tocsin(report: Report) -> set[Claim]:
    """Return the casualty counts among all that the reader reads."""
    events = read(report).events
    claims = [event for event in events if isinstance(event, CasualtiesReported)]
    return {(str(claim.measure), claim.quantity.min, claim.quantity.max) for claim in claims}


def extractors() -> dict[str, Extractor | str]:
    """Return what is compared by name, or why it cannot be."""
    found: dict[str, Extractor | str] = {
        "Tocsin": by_tocsin,
        "regular expression": lambda report: by_pattern(f"{report.title}. {report.text}"),
    }
    for name, model in (("spaCy blank English, matcher", None), (f"spaCy {MODEL}, matcher", MODEL)):
        if find_spec("spacy") is None:
            found[name] = INSTALL
        elif model is not None and find_spec(model) is None:
            found[name] = f"not installed: python -m spacy download {MODEL}"
        else:
            found[name] = _over_text(spacy_matcher(model))
    return found


def _over_text(claims: Callable[[str], set[Claim]]) -> Extractor:
    return lambda report: claims(f"{report.title}. {report.text}")


def composed(parts: Sequence[Report], size: int) -> Report:
    """Return one report of `size` characters: articles one behind the other, again and again.

    One article about a drill, a film or a match would make the reader pass over the whole text, and a report that is
    passed over costs nothing: give it articles that tell of something.
    """
    whole = "\n\n".join(f"{part.title}.\n\n{part.text}" for part in parts)
    text = ((whole + "\n\n") * (size // len(whole) + 1))[: min(size, MAX_TEXT)]
    return Report(published_at=parts[0].published_at, source="bench", title=parts[0].title, text=text)


def seconds(work: Callable[[], object], repeat: int) -> float:
    """Return the processor time of one piece of work: the best of `repeat` rounds."""
    best = float("inf")
    for _ in range(repeat):
        rounds, began = 0, time.process_time()
        while rounds == 0 or time.process_time() - began < FASTEST:
            work()
            rounds += 1
        best = min(best, (time.process_time() - began) / rounds)
    return best


def throughput(extract: Extractor, reports: Sequence[Report], repeat: int) -> dict[str, float]:
    """Measure one extractor on some reports."""
    taken = seconds(lambda: [extract(report) for report in reports], repeat)
    texts = [f"{report.title} {report.text}" for report in reports]
    return {
        "words_per_second": round(words_of(reports) / taken),
        "mb_per_second": round(sum(len(text.encode()) for text in texts) / taken / 1e6, 3),
    }


def words_of(reports: Sequence[Report]) -> int:
    """Return how many words some reports have."""
    return sum(len(f"{report.title} {report.text}".split()) for report in reports)


def first_reading(known: Sequence[Report], fresh: Sequence[Report]) -> int:
    """Return the words for each second of reports that were never read, after others were."""
    for report in (*known, *known):
        read(report)
    began = time.process_time()
    for report in fresh:
        read(report)
    return round(words_of(fresh) / (time.process_time() - began))


def count_f1(extract: Extractor) -> float:
    """Return how right an extractor's counts are, over all labelled casualty reports."""
    hits = said = due = 0
    for line in (GOLD / "casualties.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        fields = {name: row[name] for name in ("published_at", "source", "title", "text")}
        mine = extract(Report.model_validate(fields))
        gold = {(claim["measure"], claim["min"], claim["max"]) for claim in row["claims"]}
        hits, said, due = hits + len(mine & gold), said + len(mine), due + len(gold)
    return round(2 * hits / (said + due), 3)


def slow_text(seed: str, size: int) -> Report:
    """Return a report that is one stretch over and over."""
    return Report(
        published_at=articles.DAY,
        source="bench",
        title="A report",
        text="A" + (seed * (size // len(seed) + 1))[: size - 1],
    )


def slowness(seed: str, size: int) -> float:
    """Return the milliseconds for each KB of a slow text."""
    report = slow_text(seed, size)
    return round(seconds(lambda: read(report), 1) / size * 1e6, 3)


def main() -> None:
    """Run it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", type=int, nargs="+", default=[10, 100, 1000], help="KB of the composed reports")
    parser.add_argument("--repeat", type=int, default=3, help="rounds of each measurement; the best counts")
    parser.add_argument("--out", type=Path, default=Path("bench/results/reading.json"))
    arguments = parser.parse_args()
    sizes = {f"{size} KB": size * 1000 for size in arguments.sizes}
    # As the ingest worker does.
    collect_seldom()
    short, ordinary, crisis = articles.short(), articles.ordinary(), articles.crisis()
    first = first_reading(short, (*ordinary, *crisis))
    parts = [part for part in (*short, *crisis) if read(part).events]
    texts = {
        f"short ({_mean(short)} words)": short,
        f"ordinary ({_mean(ordinary)})": ordinary,
        f"crisis ({_mean(crisis)})": crisis,
        **{name: [composed(parts, size)] for name, size in sizes.items()},
    }
    found: dict[str, Any] = {"speed": {}, "first_reading": first, "slow": {}}

    print(f"{'words/s (MB/s)':32}" + "".join(f"{name:>22}" for name in texts) + f"{'count F1':>11}")
    for name, extract in extractors().items():
        if isinstance(extract, str):
            found["speed"][name] = {"missing": extract}
            print(f"{name:32}  {extract}")
            continue
        row: dict[str, Any] = {}
        for size, reports in texts.items():
            _progress(f"{name}, {size}")
            row[size] = throughput(extract, reports, arguments.repeat)
        row["count_f1"] = count_f1(extract)
        found["speed"][name] = row
        _progress("")
        cells = (f"{row[size]['words_per_second']:,} ({row[size]['mb_per_second']:.2f})" for size in texts)
        print(f"{name:32}" + "".join(f"{cell:>22}" for cell in cells) + f"{row['count_f1']:>11.3f}", flush=True)
    print(f"Tocsin, full articles read for the first time: {first:,} words/s")
    _ratios(found["speed"], list(texts))

    print(f"\n{'made to be slow: ms/KB':32}" + "".join(f"{name:>22}" for name in sizes))
    for name, seed in SLOW.items():
        _progress(name)
        times = {size: slowness(seed, length) for size, length in sizes.items()}
        found["slow"][name] = times
        _progress("")
        print(f"{name:32}" + "".join(f"{times[size]:>18.3f}" for size in sizes), flush=True)
    arguments.out.parent.mkdir(parents=True, exist_ok=True)
    arguments.out.write_text(json.dumps(found, indent=1) + "\n")


def _mean(reports: Sequence[Report]) -> int:
    return round(words_of(reports) / len(reports))


def _ratios(speed: dict[str, Any], texts: Sequence[str]) -> None:
    """Say how many times as fast as Tocsin the others are, on the largest text."""
    largest = texts[-1]
    own = speed["Tocsin"][largest]["words_per_second"]
    for name, row in speed.items():
        if name != "Tocsin" and largest in row:
            ratio = row[largest]["words_per_second"] / own
            print(f"{name}: {ratio:.2f} times Tocsin's speed on {largest}")


def _progress(what: str) -> None:
    """Tell on a terminal what is being measured."""
    if sys.stderr.isatty():
        sys.stderr.write(f"\r{what:60}\r")
        sys.stderr.flush()


if __name__ == "__main__":
    main()
