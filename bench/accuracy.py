"""How right the reader is, on labelled reports: a table by file, and what it misses by phenomenon.

    python -m bench.accuracy [FILE.jsonl ...] [--misses N] [--phenomena] [--json]

Without files it scores the reports in tests/gold, and labelled reports in ../shared/eval where these are at hand. A
file has a report a line with `claims`, `deployments` or `events` (see tests/gold/README.md). Three depths are scored
for claims: count (measure and interval), who (and the group) and
full (and scope, certainty and country). A label of null is held against nobody.
"""

import argparse
import json
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from schemas.report import Report
from services.ingest.reading import read

Row = dict[str, Any]
GOLD: Final = Path(__file__).parent.parent / "tests" / "gold"
BESIDE: Final = Path(__file__).parent.parent.parent / "shared" / "eval"
COUNT: Final = ("measure", "min", "max")
WHO: Final = (*COUNT, "group")
FULL: Final = (*WHO, "scope", "certainty", "country")
COMING: Final = frozenset({"approved", "deploying", "deployed", "reinforced"})
CLASSES: Final = {
    **dict.fromkeys(COMING, "coming"),
    **dict.fromkeys(("requested", "considered"), "maybe"),
    **dict.fromkeys(("withdrawing", "withdrawn", "ended"), "leaving"),
}


@dataclass(slots=True)
class Tally:
    """Hits, what was answered, and what was due."""

    hits: int = 0
    said: int = 0
    due: int = 0

    def add(self, hits: int, said: int, due: int) -> None:
        """Count one report."""
        self.hits, self.said, self.due = self.hits + hits, self.said + said, self.due + due

    @property
    def rates(self) -> tuple[float, float, float]:
        """Precision, recall and F1."""
        precision = self.hits / self.said if self.said else 1.0
        recall = self.hits / self.due if self.due else 1.0
        return precision, recall, 2 * precision * recall / (precision + recall) if precision + recall else 0.0


class Score:
    """The score of one file."""

    def __init__(self) -> None:
        self.tallies: dict[str, Tally] = defaultdict(Tally)
        self.clean = Tally()
        self.missed: dict[str, list[str]] = defaultdict(list)
        self.reports: dict[str, int] = defaultdict(int)

    def claims(self, row: Row, events: Sequence[Row]) -> None:
        """Score the casualty claims of a report."""
        said = [_claim(event) for event in events if event["type"] == "casualties.reported"]
        for depth, keys in (("count", COUNT), ("who", WHO), ("full", FULL)):
            gold = _distinct(row["claims"], keys)
            mine = _distinct(said, keys)
            hits, _ = _match(mine, gold, lambda a, g, keys=keys: _agree(a, g, keys))
            self.tallies[f"claims {depth}"].add(hits, len(mine), len(gold))
            if depth == "full" and hits < max(len(mine), len(gold)):
                self.missed[row["phenomenon"]].append(row["id"])
        if not row["claims"]:
            self.clean.add(not said, 1, 1)

    def deployments(self, row: Row, events: Sequence[Row]) -> None:
        """Score the deployments of a report, and whether an alert is due."""
        said = [event["data"] for event in events if event["type"] == "troops.deployment"]
        hits, _ = _match(said, row["deployments"], _same_force)
        self.tallies["deployments"].add(hits, len(said), len(row["deployments"]))
        due = any(d["foreign"] and d["status"] in COMING and d["mission"] != "exercise" for d in said)
        self.tallies["alert due"].add(due and row["alert_due"], due, row["alert_due"])
        if due != row["alert_due"] or hits < max(len(said), len(row["deployments"])):
            self.missed[row["phenomenon"]].append(row["id"])

    def events(self, row: Row, events: Sequence[Row]) -> None:
        """Score the other kinds of event by kind and country; one that is optional is held against nobody."""
        kinds = ("casualties.reported", "troops.deployment")
        said = _distinct(
            [{"type": e["type"], "country": e["data"]["place"]["country"]} for e in events if e["type"] not in kinds],
            ("type", "country"),
        )
        needed = _distinct([g for g in row["events"] if not g.get("optional")], ("type", "country"))
        hits, left = _match(said, needed, lambda a, g: _agree(a, g, ("type", "country")))
        allowed, _ = _match(left, row["events"], lambda a, g: _agree(a, g, ("type", "country")))
        self.tallies["other events"].add(hits, len(said) - allowed, len(needed))
        if hits < len(needed) or len(left) > allowed:
            self.missed[row["phenomenon"]].append(row["id"])


def _claim(event: Row) -> Row:
    data = event["data"]
    return {**data, **data["quantity"], "country": data["place"]["country"]}


def _agree(answer: Row, gold: Row, keys: Sequence[str]) -> bool:
    return all(answer.get(k) == gold.get(k) or (k not in ("min", "max") and gold.get(k) is None) for k in keys)


def _same_force(answer: Row, gold: Row) -> bool:
    if "??" not in gold["actor"] and set(answer["actors"]).isdisjoint(gold["actor"]):
        return False
    here = gold["host"] is None or answer["host"] == gold["host"]
    return here and _class(answer["status"]) == _class(gold["status"])


def _class(status: str) -> str:
    return CLASSES.get(status, status)


def _distinct(rows: Sequence[Row], keys: Sequence[str]) -> list[Row]:
    return list({json.dumps([row.get(k) for k in keys]): {k: row.get(k) for k in keys} for row in rows}.values())


def _match(said: Sequence[Row], due: Sequence[Row], same: Callable[[Row, Row], bool]) -> tuple[int, list[Row]]:
    left, hits = list(said), 0
    for gold in due:
        found = next((one for one in left if same(one, gold)), None)
        if found is not None:
            left.remove(found)
            hits += 1
    return hits, left


def score(path: Path) -> Score:
    """Read every report of a file and score what was read."""
    found = Score()
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        found.reports[row["phenomenon"]] += 1
        fields = {name: row[name] for name in ("published_at", "source", "title", "text")}
        read_events = [
            {"type": event.kind, "data": event.model_dump(mode="json")}
            for event in read(Report.model_validate(fields)).events
        ]
        for labels in ("claims", "deployments", "events"):
            if labels in row:
                getattr(found, labels)(row, read_events)
    return found


def own_files() -> list[Path]:
    """Return the labelled reports of the repository; those of whole stories are scored elsewhere."""
    return sorted(path for path in GOLD.glob("*.jsonl") if path.name != "stories.jsonl")


def others_files() -> list[Path]:
    """Return labelled reports beside the repository, where there are any."""
    found = sorted(path for path in BESIDE.glob("*.dev.jsonl") if path.name != "stories.dev.jsonl")
    return [path for path in found if "phenomenon" in path.read_text(encoding="utf-8").partition("\n")[0]]


def phenomena(found: Score) -> list[str]:
    """Return a table: phenomenon, reports, reports that were read without a fault."""
    rows = sorted(found.reports, key=lambda name: (-len(found.missed.get(name, ())), name))
    return [
        f"{name:40} {found.reports[name] - len(found.missed.get(name, ())):4} of {found.reports[name]}" for name in rows
    ]


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="*", type=Path)
    parser.add_argument("--misses", type=int, default=12, metavar="N", help="phenomena to name, most missed first")
    parser.add_argument("--phenomena", action="store_true", help="a table of every phenomenon, the most missed first")
    parser.add_argument("--json", action="store_true", help="for machines")
    arguments = parser.parse_args()
    scores = {path: score(path) for path in arguments.files or (*own_files(), *others_files())}
    if arguments.json:
        rows = {str(p): {name: tally.rates for name, tally in s.tallies.items()} for p, s in scores.items()}
        print(json.dumps(rows))
        return
    print(f"{'':30} {'precision':>9} {'recall':>7} {'F1':>6}   found of due, said")
    for path, found in scores.items():
        print(path.name)
        for name, tally in found.tallies.items():
            precision, recall, f1 = tally.rates
            counts = f"{tally.hits} of {tally.due}, {tally.said}"
            print(f"  {name:28} {precision:9.3f} {recall:7.3f} {f1:6.3f}   {counts}")
        if found.clean.due:
            print(f"  {'reports without a claim':28} left alone: {found.clean.hits} of {found.clean.due}")
        if arguments.phenomena:
            for line in phenomena(found):
                print(f"  {line}")
            continue
        worst = sorted(found.missed.items(), key=lambda entry: (-len(entry[1]), entry[0]))[: arguments.misses]
        if worst:
            print("  missed: " + ", ".join(f"{name} ({' '.join(ids)})" for name, ids in worst))


if __name__ == "__main__":
    main()
