"""How fast is the fold, and does it stay as small and as fast? Entries as they are stored, through decode and step.

    python -m bench.fold [--lived 100000] [--at-once 2000] [--situations N ...] [--reports N] [--out FILE]

- Over a long time: as many situations as `--lived` open, are told of and close, `--at-once` of them open at a time;
  speed and memory at ten thousand, a hundred thousand and a million entries, and at each third of the run. A closed
  situation leaves nothing behind where memory is flat.
- By situations open at once: reports of as many stories in turn. Once each story has words of its own, and once all
  draw theirs from one language, so that a report is compared with dozens of stories, as on a busy desk.

Speeds are for each second of processor time (other work on the machine does not count). Events are all that the fold
takes in: the entries that were read out of reports, which are decoded first, and the decisions on them, which it makes
and applies as well. Entries are only what was read, without decoding and with it, also as a ratio to json.loads.
"""

import argparse
import heapq
import json
import random
import resource
import time
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime, timedelta
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Final

from schemas.events.casualties import CasualtiesReported
from schemas.events.data import EventData
from schemas.events.deployment import TroopsDeployment
from schemas.events.desk import RulesActivated
from schemas.events.disorder import Unrest
from schemas.events.envelope import Event
from schemas.events.reports import ReportReceived
from schemas.evidence import Attribution, Evidence
from schemas.place import Place
from schemas.quantity import Quantity
from services.alerts.engine import step
from services.alerts.situations.inputs import Gathering
from services.alerts.situations.state import EMPTY_STATE, QUIET
from services.alerts.worker import BATCH
from services.eventlog.encoding import decode
from services.runtime.garbage import collect_seldom

START: Final = datetime(2030, 1, 1, tzinfo=UTC)
RULES: Final = Path(__file__).parent.parent / "seeds" / "rules.toml"
COUNTRIES: Final = [f"{a}{b}" for a in "ABCDEFGHIJ" for b in "ABCDEFGHIJKLMNOPQRST"]
EVIDENCE: Final = Evidence(start=0, end=10)
SPEAKERS: Final = [("authority", "ministry"), ("local", "police"), ("local", "hospital"), ("organisation", "union")]
TELLINGS: Final = (1, 1, 1, 1, 2, 2, 2, 3, 3, 4)
"""Reports of one situation, in the long run: two of the mean."""
STAYS: Final = QUIET + timedelta(hours=14.5)
"""How long a situation of the long run is open, in the mean: its quiet days, and the time between its reports."""
VOCABULARY: Final = 20_000
"""Words of the one language; the first of them are by far the most frequent."""
ENTRIES: Final = 5.1 * sum(TELLINGS) / len(TELLINGS)
"""Entries of one situation of the long run, in the mean."""
MARKS: Final = (10_000, 100_000, 1_000_000)
"""Entries at which the long run is looked at."""

casualties = partial(CasualtiesReported, evidence=EVIDENCE)


def entry(data: EventData, sequence: int, now: datetime, identity: str) -> str:
    """Return an entry as it is stored."""
    return Event(
        id=identity,
        source="bench",
        type=data.type_name(),
        time=now,
        correlationid=identity.split("/")[0],
        dataschema=data.schema_path(),
        data=data.model_dump(mode="json"),
        sequence=sequence,
        recordedtime=now,
    ).model_dump_json()


@dataclass(slots=True)
class Writer:
    """Writes reports of made-up stories, four to five events each."""

    chance: random.Random = field(default_factory=lambda: random.Random(1))
    one_language: bool = False
    sequence: int = 0
    reports: int = 0
    tolls: dict[int, int] = field(default_factory=dict)

    def rules(self) -> str:
        """Return the entry that brings the rules into force."""
        self.sequence += 1
        return entry(RulesActivated(rules="x", text=RULES.read_text(), origin="rules"), self.sequence, START, "rules")

    def _words(self, story: int) -> list[int]:
        own, chance = random.Random(story), self.chance
        if not self.one_language:
            words = [own.getrandbits(32) for _ in range(60)]
            return chance.sample(words, 25) + [chance.getrandbits(32) for _ in range(15)]
        words = [int(VOCABULARY * own.random() ** 2) for _ in range(40)]
        mixed = chance.sample(words, 20) + [int(VOCABULARY * chance.random() ** 2) for _ in range(10)]
        return [word * 214_013 for word in dict.fromkeys(mixed)]

    def report(self, story: int, now: datetime) -> Iterator[str]:
        """Yield the entries of one more report of a story."""
        chance, number = self.chance, self.reports
        self.reports += 1
        country = COUNTRIES[story % len(COUNTRIES)]
        place = Place(country=country, name=f"Town{story}")
        toll = self.tolls[story] = self.tolls.get(story, 0) + chance.choice([0, 0, 1, 5, 20])
        standing, speaker = chance.choice(SPEAKERS)
        attribution = Attribution(standing=standing, speaker=speaker)
        count, hurt, child = Quantity(min=toll, max=toll), Quantity(min=40, max=60), Quantity(min=1, max=1)
        events: list[EventData] = [
            casualties(measure="killed", quantity=count, place=place, attribution=attribution),
            casualties(measure="injured", quantity=hurt, place=place, attribution=attribution),
            casualties(measure="killed", quantity=child, group="children", scope="subset", place=place),
            Unrest(forms=("protest",), place=place, evidence=EVIDENCE),
        ]
        if number % 10 == 0:
            events.append(
                TroopsDeployment(actors=("UN",), host=country, status="deploying", foreign=True, evidence=EVIDENCE)
            )
        head = ReportReceived(
            report=f"r{number}",
            source=f"source{number % 40}",
            published_at=now,
            received_at=now,
            digest="0" * 32,
            characters=2500,
            countries=(country,),
            terms=tuple(self._words(story)),
            shingles=tuple(sorted(chance.getrandbits(32) for _ in range(64))),
            readings=len(events),
            reader="bench/1",
        )
        for ordinal, data in enumerate([head, *events]):
            self.sequence += 1
            yield entry(data, self.sequence, now, f"r{number}/{ordinal}")


def in_turn(writer: Writer, situations: int, reports: int) -> Iterator[str]:
    """Yield the entries of reports of so many stories in turn, all of them within five days."""
    yield writer.rules()
    spacing = timedelta(days=5) / max(situations, 1)
    for number in range(reports):
        yield from writer.report(number % situations, START + spacing * number)


def over_time(writer: Writer, situations: int, at_once: int) -> Iterator[str]:
    """Yield the entries of so many stories, one after the other, of which so many are open at a time."""
    yield writer.rules()
    chance, spacing = random.Random(2), STAYS / at_once
    told: list[tuple[datetime, int, int]] = []
    for story in range(situations):
        heapq.heappush(told, (START + spacing * story, story, chance.choice(TELLINGS)))
        while told and (story == situations - 1 or told[0][0] < START + spacing * (story + 1)):
            now, one, left = heapq.heappop(told)
            yield from writer.report(one, now)
            if left > 1:
                heapq.heappush(told, (now + timedelta(hours=chance.expovariate(1 / 14)), one, left - 1))
            else:
                del writer.tolls[one]


@dataclass(slots=True)
class Row:
    """What was measured at one place: speeds since the row before."""

    situations: int
    open: int
    entries: int
    decisions: int
    events_per_second: float
    entries_per_second: float
    with_decoding_per_second: float
    ratio_to_json_loads: float
    resident_mib: float


def resident() -> float:
    """Return the memory in use, in MiB; where the system does not tell it, the most that ever was."""
    try:
        pages = int(Path("/proc/self/statm").read_text().split()[1])
    except OSError:
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return pages * resource.getpagesize() / 2**20


def measure(log: Iterator[str], marks: Iterable[int] = ()) -> Iterator[Row]:
    """Fold a log, and yield a row at each mark (in entries) and at the end."""
    due = sorted(marks)
    state, held, entries, decisions, opened = EMPTY_STATE, list[str](), 0, 0, 0
    since = (0, 0)
    folding = decoding = plain = 0.0
    collect_seldom()
    batch = list(islice(log, BATCH))
    while batch:
        began = time.process_time()
        for text in batch:
            json.loads(text)
        plain += time.process_time() - began
        began = time.process_time()
        for text in batch:
            decode(text)
        decoding += time.process_time() - began
        held += batch
        began = time.process_time()
        gathering = Gathering(map(decode, held))
        for given in gathering:
            state, decided = step(state, given)
            decisions += len(decided)
            opened += sum(decision.type.startswith("tocsin.situation.opened") for decision in decided)
        folding += time.process_time() - began
        del held[: gathering.whole]
        entries += len(batch)
        batch = list(islice(log, BATCH))
        if not batch or (due and entries >= due[0]):
            stretch, decided_on, without = entries - since[0], decisions - since[1], folding - decoding
            yield Row(
                situations=opened,
                open=len(state.situations),
                entries=entries,
                decisions=decisions,
                events_per_second=(stretch + decided_on) / folding,
                entries_per_second=stretch / without,
                with_decoding_per_second=stretch / folding,
                ratio_to_json_loads=plain / without,
                resident_mib=resident(),
            )
            due, since = [mark for mark in due if mark > entries], (entries, decisions)
            folding = decoding = plain = 0.0


def show(rows: Iterable[Row]) -> list[Row]:
    """Print rows as they come, and return them."""
    print(
        f"{'situations':>10} {'open':>7} {'entries':>10} {'decisions':>10} {'events/s':>10} {'entries/s':>10}"
        f" {'decoded too':>12}",
        end="",
    )
    print(f" {'x json.loads':>13} {'MiB':>6}")
    shown = []
    for row in rows:
        shown.append(row)
        print(f"{row.situations:10,} {row.open:7,} {row.entries:10,} {row.decisions:10,}", end="")
        print(f" {row.events_per_second:10,.0f} {row.entries_per_second:10,.0f}", end="")
        print(f" {row.with_decoding_per_second:12,.0f}", end="")
        print(f" {row.ratio_to_json_loads:13.2f} {row.resident_mib:6.0f}", flush=True)
    return shown


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--lived", type=int, default=100_000, help="situations that open and close in the long run")
    parser.add_argument("--at-once", type=int, default=2_000, help="of which so many are open at a time")
    parser.add_argument("--situations", type=int, nargs="*", default=[100, 1_000, 10_000])
    parser.add_argument("--reports", type=int, default=10_000)
    parser.add_argument("--out", type=Path, default=Path("bench/results/fold.json"))
    arguments = parser.parse_args()
    found: dict[str, list[Row]] = {}
    if arguments.lived:
        print(f"Over a long time, {arguments.at_once:,} situations open at a time:")
        entries = round(arguments.lived * ENTRIES)
        thirds = {entries // 3, entries * 2 // 3}
        found["over_time"] = show(measure(over_time(Writer(), arguments.lived, arguments.at_once), {*MARKS, *thirds}))
    for name, one_language in (("own_words", False), ("one_language", True)):
        if arguments.situations:
            print(f"\nStories open at once, {'that share their words' if one_language else 'each of its own words'}:")
        found[name] = []
        for situations in arguments.situations:
            log = in_turn(Writer(one_language=one_language), situations, max(arguments.reports, situations))
            found[name] += show(measure(log))
    arguments.out.parent.mkdir(parents=True, exist_ok=True)
    arguments.out.write_text(
        json.dumps({name: list(map(asdict, rows)) for name, rows in found.items()}, indent=1) + "\n"
    )


if __name__ == "__main__":
    main()
