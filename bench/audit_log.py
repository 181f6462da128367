"""A log of any length for the benchmark of the record: reports, readings, genuine decisions, seals, texts.

A hundred stories run at a time, each for thirty reports over three weeks; then others follow, so that what is open
stays about the same however long the log is.
"""

import random
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, Final
from uuid import NAMESPACE_URL, uuid5

from bench.fold import COUNTRIES, EVIDENCE, RULES, SPEAKERS, START, casualties
from schemas.base import format_instant
from schemas.events.data import EventData
from schemas.events.desk import LogSealed, RulesActivated
from schemas.events.disorder import Unrest
from schemas.events.envelope import Draft
from schemas.events.reports import ReportReceived
from schemas.evidence import Attribution
from schemas.place import Place
from schemas.quantity import Quantity
from schemas.words import report_digest
from services.alerts.engine import attempt
from services.alerts.situations.inputs import gather
from services.alerts.situations.state import EMPTY_STATE
from services.eventlog.encoding import decode, encode
from services.eventlog.exports.format import End, Header, line
from services.eventlog.seals.chain import entry_hash, seal_hash
from services.eventlog.seals.sealer import ENTRIES

EVERY: Final = timedelta(minutes=10)
AT_A_TIME: Final = 100
REPORTS: Final = 30
TEXT: Final = "The river had fallen by half a metre, traders said, and the school would open again next week. " * 26
"""About 430 words."""


class _Writer:
    """Gives entries their numbers, decides on what is whole, and seals."""

    def __init__(self) -> None:
        self.sequence = 0
        self.decided = 0
        self._state = EMPTY_STATE
        self._hashes: list[str] = []
        self._sealed = 0
        self._seal: str | None = None

    def put(self, draft: Draft, now: datetime) -> bytes:
        """Return a draft as it is stored."""
        self.sequence += 1
        head = f'{{"sequence":{self.sequence},"recordedtime":"{format_instant(now)}",'
        stored = (head + encode(draft)[1:]).encode()
        self._hashes.append(entry_hash(stored))
        return stored

    def decide(self, stored: list[bytes], now: datetime) -> Iterator[bytes]:
        """Yield the decisions on one whole input."""
        for given in gather(map(decode, stored)):
            self._state, decisions, fault = attempt(self._state, given)
            assert fault is None, fault
            self.decided = given.last
            for decision in decisions:
                yield self.put(decision, now)

    def seal(self, now: datetime) -> Iterator[bytes]:
        """Yield a seal where one is full."""
        while len(self._hashes) >= ENTRIES:
            hashes = tuple(self._hashes[:ENTRIES])
            del self._hashes[:ENTRIES]
            first, last = self._sealed + 1, self._sealed + ENTRIES
            seal = seal_hash(first, last, self._seal, hashes)
            data = LogSealed(first=first, last=last, entries=hashes, previous=self._seal, seal=seal)
            self._sealed, self._seal = last, seal
            yield self.put(_draft(data, seal, now), now)


def write_log(path: Path, entries: int) -> int:
    """Write an export of a log of about so many entries, and return how many they are."""
    writer, body = _Writer(), path.with_suffix(".body")
    reports = 0
    with body.open("wb") as file:
        rules = _draft(RulesActivated(rules="bench", text=RULES.read_text(), origin="rules"), "rules", START)
        stored = [writer.put(rules, START)]
        file.write(b"\n".join([*stored, *writer.decide(stored, START)]) + b"\n")
        while writer.sequence < entries:
            now = START + EVERY * reports
            fields, drafts = _report(reports, now)
            stored = [writer.put(draft, now) for draft in drafts]
            everything = [*stored, *writer.decide(stored, now), *writer.seal(now)]
            file.write(b"\n".join(everything) + b"\n" + line("report", fields))
            reports += 1
    header = Header(
        version="bench",
        workspace="bench",
        first=1,
        last=writer.sequence,
        head=writer.sequence,
        decided=writer.decided,
        texts=True,
        time=now,
    )
    with path.open("wb") as file, body.open("rb") as source:
        file.write(line("export", header.model_dump(mode="json")))
        while chunk := source.read(1 << 20):
            file.write(chunk)
        file.write(line("end", End(entries=writer.sequence, reports=reports).model_dump()))
    body.unlink()
    return writer.sequence


def _report(number: int, now: datetime) -> tuple[dict[str, str], list[Draft]]:
    story = number // (AT_A_TIME * REPORTS) * AT_A_TIME + number % AT_A_TIME
    told = number // AT_A_TIME % REPORTS
    chance = random.Random(number)
    country, town = COUNTRIES[story % len(COUNTRIES)], f"Town{story}"
    place = Place(country=country, name=town)
    standing, speaker = chance.choice(SPEAKERS)
    known = told * 2 + chance.choice([0, 0, 1, 5])
    events: list[Any] = [
        casualties(
            measure="killed",
            quantity=Quantity(min=known, max=known),
            place=place,
            attribution=Attribution(standing=standing, speaker=speaker),
        ),
        casualties(measure="injured", quantity=Quantity(min=40, max=60), place=place),
        Unrest(forms=("protest",), place=place, evidence=EVIDENCE),
    ]
    name, title, salt = str(uuid5(NAMESPACE_URL, f"bench/{number}")), f"Toll in {town}", f"{number:032x}"
    head = ReportReceived(
        report=name,
        source=f"source{number % 40}",
        url=f"https://wire.example/{number}",
        published_at=now,
        received_at=now,
        digest=report_digest(salt, title, TEXT),
        characters=len(TEXT),
        countries=(country,),
        terms=tuple(_words(story, chance)),
        shingles=tuple(sorted(chance.getrandbits(32) for _ in range(64))),
        readings=len(events),
        reader="bench/1",
    )
    drafts = [_draft(data, f"{name}/{place}", now, name) for place, data in enumerate([head, *events])]
    fields = {
        "id": name,
        "source": head.source,
        "url": f"{head.url}",
        "title": title,
        "text": TEXT,
        "salt": salt,
        "published_at": format_instant(now),
        "received_at": format_instant(now),
        "state": "read",
        "revision": "1",
        "words": "{}",
        "options": "{}",
        "address": f"{number:064x}",
        "content": f"{number:064x}",
    }
    return fields, drafts


def _words(story: int, chance: random.Random) -> list[int]:
    own = random.Random(story)
    return chance.sample([own.getrandbits(32) for _ in range(60)], 25) + [chance.getrandbits(32) for _ in range(15)]


def _draft(data: EventData, identity: str, now: datetime, report: str | None = None) -> Draft:
    return Draft(
        id=str(uuid5(NAMESPACE_URL, identity)),
        source="bench",
        type=data.type_name(),
        subject=report,
        time=now,
        correlationid=report,
        dataschema=data.schema_path(),
        data=data.model_dump(mode="json"),
    )
