"""How fast is the fold? Reports of many stories at once through gather, step (evolve, decide, rules).

usage: python -m bench.fold [--situations N] [--reports N] [--json FILE]

Prints entries for each second of processor time (other work on the machine does not count), also as a ratio to a plain
baseline on the same machine (json.loads of the same entries), the memory in use, and the cost as stories grow.
"""

import argparse
import gc
import json
import random
import resource
import sys
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

from schemas.events.casualties import CasualtiesReported
from schemas.events.deployment import TroopsDeployment
from schemas.events.desk import RulesActivated
from schemas.events.disorder import Unrest
from schemas.events.envelope import Event
from schemas.events.reports import ReportReceived
from schemas.evidence import Attribution, Evidence
from schemas.place import Place
from schemas.quantity import Quantity
from services.alerts.engine import step
from services.alerts.situations.inputs import gather, whole
from services.alerts.situations.state import EMPTY_STATE
from services.alerts.worker import BATCH
from services.eventlog.encoding import decode
from services.ingest.entries import schema_path
from services.runtime.garbage import collect_seldom

START = datetime(2030, 1, 1, tzinfo=UTC)
RULES = Path(__file__).parent.parent / "seeds" / "rules.toml"
COUNTRIES = [f"{a}{b}" for a in "ABCDEFGHIJ" for b in "ABCDEFGHIJKLMNOPQRST"]
EVIDENCE = Evidence(start=0, end=10)
SPEAKERS = [("authority", "ministry"), ("local", "police"), ("local", "hospital"), ("organisation", "union")]


def entry(data: object, sequence: int, now: datetime, identity: str) -> Event:
    return Event(
        id=identity,
        source="bench",
        type=data.type_name(),
        time=now,
        correlationid=identity.split("/")[0],
        dataschema=schema_path(data),
        data=data.model_dump(mode="json"),
        sequence=sequence,
        recordedtime=now,
    )


casualties = partial(CasualtiesReported, evidence=EVIDENCE)


def story_words(story: int, chance: random.Random) -> list[int]:
    own = random.Random(story)
    words = [own.getrandbits(32) for _ in range(60)]
    return chance.sample(words, 25) + [chance.getrandbits(32) for _ in range(15)]


def log(situations: int, reports: int, *, seed: int = 1) -> Iterator[str]:
    """Yield entries as they are stored: reports of `situations` stories in turn, four to five events each."""
    chance = random.Random(seed)
    sequence = 1
    yield entry(RulesActivated(rules="x", text=RULES.read_text(), origin="rules"), 1, START, "rules").model_dump_json()
    tolls = [0] * situations
    spacing = timedelta(days=5) / max(situations, 1)
    for number in range(reports):
        story = number % situations
        now = START + spacing * number
        country = COUNTRIES[story % len(COUNTRIES)]
        place = Place(country=country, name=f"Town{story}")
        tolls[story] += chance.choice([0, 0, 1, 5, 20])
        standing, speaker = chance.choice(SPEAKERS)
        attribution = Attribution(standing=standing, speaker=speaker)
        count = Quantity(min=tolls[story], max=tolls[story])
        events = [
            casualties(measure="killed", quantity=count, place=place, attribution=attribution),
            casualties(
                measure="injured",
                quantity=Quantity(min=40, max=60),
                place=place,
                attribution=attribution,
            ),
            casualties(
                measure="killed",
                quantity=Quantity(min=1, max=1),
                group="children",
                scope="subset",
                place=place,
            ),
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
            terms=tuple(story_words(story, chance)),
            shingles=tuple(sorted(chance.getrandbits(32) for _ in range(64))),
            readings=len(events),
            reader="bench/1",
        )
        for ordinal, data in enumerate([head, *events]):
            sequence += 1
            yield entry(data, sequence, now, f"r{number}/{ordinal}").model_dump_json()


def measure(situations: int, reports: int) -> dict[str, float]:
    stored = list(log(situations, reports))
    gc.collect()
    began = time.process_time()
    for text in stored:
        json.loads(text)
    baseline = time.process_time() - began

    began = time.process_time()
    for text in stored:
        decode(text)
    decoding = time.process_time() - began

    collect_seldom()
    state, decisions, folding, at = EMPTY_STATE, 0, 0.0, 0
    while at < len(stored):
        events = [decode(text) for text in stored[at : at + BATCH]]
        events = events[: whole(events)]
        at += len(events)
        began = time.process_time()
        for given in gather(events):
            state, decided = step(state, given)
            decisions += len(decided)
        folding += time.process_time() - began
    return {
        "situations": situations,
        "open": len(state.situations),
        "entries": len(stored),
        "decisions": decisions,
        "entries_per_second": len(stored) / folding,
        "with_decoding_per_second": len(stored) / (folding + decoding),
        "ratio_to_json_loads": baseline / folding,
        "peak_mib": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--situations", type=int, nargs="+", default=[100, 1_000, 10_000])
    parser.add_argument("--reports", type=int, default=20_000)
    parser.add_argument("--json", type=Path)
    arguments = parser.parse_args()
    rows = []
    print("situations    open  entries  decisions  entries/s  with decoding  x json.loads  peak MiB")
    for situations in arguments.situations:
        row = measure(situations, max(arguments.reports, situations))
        rows.append(row)
        print(
            f"{row['situations']:10,} {row['open']:7,} {row['entries']:8,} {row['decisions']:10,} "
            f"{row['entries_per_second']:10,.0f} {row['with_decoding_per_second']:14,.0f} "
            f"{row['ratio_to_json_loads']:13.2f} {row['peak_mib']:9.0f}"
        )
        sys.stdout.flush()
    if arguments.json:
        arguments.json.write_text(json.dumps(rows, indent=1) + "\n")


if __name__ == "__main__":
    main()
