"""The texts that the bench of the reader reads: all of our own prose.

- `short`: the reports of the seeds, about 1 KB each; nearly every sentence tells of an event.
- `crisis` and `ordinary`: articles of the length that newspapers print, in `bench/articles`: of a disaster or a war,
  and of what fills the rest of a paper, in which few sentences hold a word of harm or of arms: that is why the reader
  is so much faster there.
"""

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from schemas.report import Report

SEEDS: Final = Path(__file__).parent.parent / "seeds"
ARTICLES: Final = Path(__file__).parent / "articles"
DAY: Final = datetime(2024, 5, 3, 12, tzinfo=UTC)


def short() -> list[Report]:
    """Return the reports of the seeds."""
    rows = [json.loads(path.read_text(encoding="utf-8")) for path in sorted(SEEDS.glob("*/*.json"))]
    return [
        Report.model_validate({name: row[name] for name in ("published_at", "source", "title", "text")}) for row in rows
    ]


def crisis() -> list[Report]:
    """Return full articles in which nearly every sentence tells of an event."""
    return _full("crisis")


def ordinary() -> list[Report]:
    """Return full articles of ordinary news."""
    return _full("ordinary")


def _full(kind: str) -> list[Report]:
    texts = [path.read_text(encoding="utf-8") for path in sorted((ARTICLES / kind).glob("*.txt"))]
    parts = [text.strip().split("\n\n", 1) for text in texts]
    return [Report(published_at=DAY, source="bench", title=title, text=text) for title, text in parts]
