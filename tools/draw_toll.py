"""Draws docs/toll.svg: what is known of a toll over the story of the seeds, report by report.

usage: python -m tools.draw_toll [--check]

The picture is made of what `tocsin simulate` prints; a test keeps it true.
"""

import sys
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final, NamedTuple

from schemas.report import Intake
from services.alerts.rulesfile import load_rules
from services.audit.simulate import simulate
from services.ingest.reading import READER, read

ROOT: Final = Path(__file__).parent.parent
PICTURE: Final = ROOT / "docs" / "toll.svg"
WIDTH, HEIGHT = 760, 300
LEFT, RIGHT, TOP, BOTTOM = 44, 16, 34, 46
FONT: Final = 'font-family="sans-serif" font-size="11"'
MARKS: Final = {"toll_jump": "jump", "toll_withdrawn": "withdrawn"}


class Point(NamedTuple):
    """What is known after a report."""

    at: datetime
    low: int
    high: int | None
    alerts: tuple[str, ...]


def points() -> list[Point]:
    """Simulate the seeds under the standard rules."""
    paths = sorted((ROOT / "seeds" / "kazakhstan-2022-01").glob("*.json"))
    reports = [Intake.model_validate_json(path.read_bytes()) for path in paths]
    lines = simulate(reports, load_rules((ROOT / "seeds" / "rules.toml").read_text()), read, READER)
    found = []
    for report, line in zip(reports, lines, strict=True):
        toll = line["toll"]["killed"] or {"min": 0, "max": 0}
        alerts = tuple(
            one["kind"] for one in line["alerts"] if one["kind"] in MARKS and one["action"] in ("raised", "updated")
        )
        found.append(Point(report.received_at or report.published_at, toll["min"], toll["max"], alerts))
    return found


def draw(told: Sequence[Point]) -> str:
    """Return the picture as SVG."""
    first, last = told[0].at.date(), told[-1].at.date() + timedelta(days=1)
    begin = datetime.combine(first, datetime.min.time(), told[0].at.tzinfo)
    span = (last - first).days * 86_400
    top = max(max(one.low, one.high or 0) for one in told) * 1.1

    def x(moment: datetime) -> float:
        return round(LEFT + (moment - begin).total_seconds() / span * (WIDTH - LEFT - RIGHT), 1)

    def y(count: float) -> float:
        return round(HEIGHT - BOTTOM - count / top * (HEIGHT - TOP - BOTTOM), 1)

    end = begin + timedelta(seconds=span)
    steps = [(one, told[n + 1].at if n + 1 < len(told) else end) for n, one in enumerate(told)]
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" {FONT}>',
        "<title>Known dead in the story of the seeds, from the least to the most, report by report</title>",
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#ffffff"/>',
        f'<text x="{LEFT}" y="18" fill="#333333">known dead: the least (line) and the most (shade); '
        "marks are alerts</text>",
    ]
    for count in _round_numbers(top):
        parts.append(f'<line x1="{LEFT}" x2="{WIDTH - RIGHT}" y1="{y(count)}" y2="{y(count)}" stroke="#e3e3e3"/>')
        parts.append(f'<text x="{LEFT - 6}" y="{y(count) + 4}" text-anchor="end" fill="#666666">{count}</text>')
    for day in range(0, (last - first).days, 3):
        moment = begin + timedelta(days=day)
        parts.append(f'<text x="{x(moment)}" y="{HEIGHT - BOTTOM + 18}" fill="#666666">{moment:%-d %b}</text>')
    for one, until in steps:
        high = top if one.high is None else one.high
        width = round(x(until) - x(one.at), 1)
        parts.append(
            f'<rect x="{x(one.at)}" y="{y(high)}" width="{width}" height="{round(y(one.low) - y(high), 1)}" '
            'fill="#f2c9a8"/>'
        )
    path = " ".join(
        f"{'M' if n == 0 else 'L'}{x(one.at)},{y(one.low)} H{x(until)}" for n, (one, until) in enumerate(steps)
    )
    parts.append(f'<path d="{path}" fill="none" stroke="#a8401c" stroke-width="2"/>')
    for one in told:
        for kind in one.alerts:
            parts.append(f'<circle cx="{x(one.at)}" cy="{y(one.low)}" r="4.5" fill="#a8401c"/>')
            # A fall has its line above on the left.
            fell = kind == "toll_withdrawn"
            side, anchor = (9, "start") if fell else (-7, "end")
            parts.append(
                f'<text x="{x(one.at) + side}" y="{y(one.low) - 8}" text-anchor="{anchor}" fill="#333333">'
                f"{MARKS[kind]}: {one.low}</text>"
            )
    return "\n".join([*parts, "</svg>", ""])


def _round_numbers(top: float) -> Iterator[int]:
    step = next(step for step in (10, 25, 50, 100, 250, 500) if top / step <= 6)
    yield from range(0, int(top) + 1, step)


def main() -> int:
    """Draw, or check that what is drawn is true."""
    picture = draw(points())
    if "--check" in sys.argv[1:]:
        return int(picture != PICTURE.read_text())
    PICTURE.write_text(picture)
    print(f"wrote {PICTURE.relative_to(ROOT)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
