"""Reports from files: NDJSON, JSON, plain text, or folders of these."""

import json
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import chain
from pathlib import Path
from typing import Any, Final

from pydantic import ValidationError

from schemas.report import Intake
from services.runtime.errors import BadReport, UsageError
from services.runtime.jsontext import RepeatedKey, loads

STANDARD_INPUT: Final = "-"
LINES: Final = (".ndjson", ".jsonl")
"""Suffixes of files with a report a line."""
KINDS: Final = (".ndjson", ".jsonl", ".json", ".txt")


@dataclass(frozen=True, slots=True)
class Line:
    """One report, or what is wrong with it.

    Attributes:
        origin: Where it stands: `reports.ndjson:12`.
        report: The report; None when it is none.
        problem: Why it is none; None when it is one.
    """

    origin: str
    report: Intake | None = None
    problem: str | None = None


def read_files(names: Sequence[str], published_at: datetime | None = None) -> Iterator[Line]:
    """Yield every report of the files named, in order; `-` or no name at all is standard input (NDJSON,
    or plain text where `published_at` is given).

    Args:
        names: Files ending in .ndjson or .jsonl (a report a line), .json (one report or a list), .txt (one report),
            or folders, whose files are taken in the order of their names.
        published_at: When a text was published.

    Raises:
        UsageError: A file cannot be read at all.
    """
    for name in names or [STANDARD_INPUT]:
        if name == STANDARD_INPUT:
            yield from _stdin(published_at)
            continue
        path = Path(name)
        if path.is_dir():
            inside = sorted(p for p in path.iterdir() if p.suffix in KINDS)
            if not inside:
                raise UsageError(f"{path}: no .json, .ndjson or .txt file in this folder")
            yield from read_files([str(p) for p in inside], published_at)
        else:
            yield from _file(path, published_at)


def parse(origin: str, raw: bytes) -> Line:
    """Read one report from the bytes of a JSON object."""
    try:
        return Line(origin, report=report_from(raw))
    except BadReport as error:
        return Line(origin, problem=str(error))


def report_from(raw: bytes | str) -> Intake:
    """Read one report.

    Raises:
        BadReport: It is no UTF-8, no JSON, or no report; the message names the byte, character or field.
    """
    try:
        text = raw.decode() if isinstance(raw, bytes) else raw
        fields = loads(text)
    except UnicodeDecodeError as error:
        raise BadReport(f"no UTF-8: byte {error.start} is 0x{error.object[error.start]:02x}") from None
    except RecursionError:
        raise BadReport("no report: the JSON is nested too deeply") from None
    except RepeatedKey as error:
        raise BadReport(f"no report: {error}") from None
    except ValueError as error:
        raise BadReport(f"no JSON: {error}") from None
    if not isinstance(fields, dict):
        raise BadReport(f"no report: a JSON object is needed, not {type(fields).__name__}")
    try:
        return Intake.model_validate(fields)
    except ValidationError as error:
        raise BadReport(describe(error)) from None


def describe(error: ValidationError) -> str:
    """Say what is wrong with a report, field by field, without repeating its text."""
    parts = []
    for problem in error.errors(include_input=False, include_url=False):
        field = ".".join(str(step) for step in problem["loc"]) or "report"
        message = problem["msg"].removeprefix("Value error, ")
        parts.append(f"{field}: {message}")
    return "; ".join(parts)


def _file(path: Path, published_at: datetime | None) -> Iterator[Line]:
    try:
        if path.suffix == ".txt":
            yield _text(path, path.read_bytes(), published_at)
        elif path.suffix == ".json":
            yield from _json(path, path.read_bytes())
        elif path.suffix not in LINES and not _is_pipe(path):
            raise UsageError(f"{path}: reports come as {', '.join(KINDS)}; give NDJSON on standard input as -")
        else:
            with path.open("rb") as lines:
                yield from _lines(str(path), lines)
    except OSError as error:
        raise UsageError(f"{path}: {error.strerror or error}") from None


def _is_pipe(path: Path) -> bool:
    # What is no file to speak of has no suffix to speak of: /dev/stdin, <(command).
    return path.is_relative_to("/dev") or (path.exists() and not path.is_file())


def _stdin(published_at: datetime | None) -> Iterator[Line]:
    """NDJSON as it comes in; plain text where the first character opens no JSON and a date is given."""
    first = b""
    while not first.strip():
        line = sys.stdin.buffer.readline()
        if not line:
            return
        first += line
    if first.lstrip()[:1] in (b"{", b"[", b'"'):
        yield from _lines("stdin", chain(first.splitlines(keepends=True), sys.stdin.buffer))
    elif published_at is not None:
        yield _text(Path("stdin"), first + sys.stdin.buffer.read(), published_at)
    else:
        yield Line("stdin:1", problem="no JSON; if it is a plain text, give --published-at 2022-01-06")
        yield from _lines("stdin", sys.stdin.buffer, after=len(first.splitlines()))


def _lines(name: str, lines: Iterable[bytes], after: int = 0) -> Iterator[Line]:
    for number, raw in enumerate(lines, start=after + 1):
        if raw.strip():
            yield parse(f"{name}:{number}", raw)


def _json(path: Path, raw: bytes) -> Iterator[Line]:
    try:
        whole: Any = loads(raw)
    except RepeatedKey as error:
        yield Line(str(path), problem=f"no report: {error}")
        return
    except ValueError as error:
        yield Line(str(path), problem=f"no JSON: {error}")
        return
    if isinstance(whole, list):
        for number, fields in enumerate(whole, start=1):
            yield parse(f"{path}[{number}]", json.dumps(fields).encode())
    else:
        yield parse(str(path), raw)


def _text(path: Path, raw: bytes, published_at: datetime | None) -> Line:
    if published_at is None:
        raise UsageError(f"{path}: a text does not say when it was published; give --published-at 2022-01-06")
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        return Line(str(path), problem=f"no UTF-8: byte {error.start} is 0x{raw[error.start]:02x}")
    first, _, rest = text.partition("\n")
    title, body = (first.strip(), rest) if rest.strip() and len(first) <= 300 else ("", text)
    try:
        report = Intake(id=path.stem, published_at=published_at, source=path.name, title=title, text=body)
    except ValidationError as error:
        return Line(str(path), problem=describe(error))
    return Line(str(path), report=report)
