"""Finds entries of the lexicon that contradict each other, before they mislead the reader."""

from collections.abc import Iterator
from importlib import resources

from schemas.actors import ALLIANCES
from services.ingest.reading.lexicon.files import load_rows, load_tables


def find_conflicts() -> list[str]:
    """Return one sentence for each conflict, with the file and the entry; an empty list is the wanted answer."""
    return [*_twice_in_countries(), *_unknown_codes(), *_twice_in_forces(), *_twice_in_classes()]


def _twice_in_countries() -> Iterator[str]:
    seen: dict[str, str] = {}
    for iso, names, peoples, _ in load_rows("countries"):
        for name in {*names.split("|"), *peoples.split("|")} - {""}:
            if seen.setdefault(name, iso) != iso:
                yield f"countries.tsv: {name!r} stands under {seen[name]} and {iso}; keep it under one of them"


def _unknown_codes() -> Iterator[str]:
    known = {row[0] for row in load_rows("countries")}
    for file in ("regions", "subdivisions", "metonyms", "cities", "former_names", "forces", "missions", "leaders"):
        for row in load_rows(file):
            iso = row[1] if file in ("cities", "former_names") else row[0]
            if iso not in known:
                yield f"{file}.tsv: {iso!r} is no country of countries.tsv"
    for code, _ in load_rows("alliances"):
        if code not in ALLIANCES:
            yield f"alliances.tsv: {code!r} is no organisation of schemas/alliances.toml"


def _twice_in_forces() -> Iterator[str]:
    for file in ("forces", "alliances", "companies", "leaders"):
        seen: dict[str, str] = {}
        for row in load_rows(file):
            for name in filter(None, row[1].split("|")):
                if seen.setdefault(name.rstrip("?"), row[0]) != row[0]:
                    yield f"{file}.tsv: {name!r} stands under {seen[name.rstrip('?')]} and {row[0]}"


def _twice_in_classes() -> Iterator[str]:
    """A word under two classes of one TOML table (a table of lists) would be read as the first."""
    for entry in sorted(resources.files(__package__).joinpath("data").iterdir(), key=lambda path: path.name):
        if not entry.name.endswith(".toml"):
            continue
        name = entry.name.removesuffix(".toml")
        for table, classes in load_tables(name).items():
            if not isinstance(classes, dict) or classes.get("_overlap"):
                continue
            seen: dict[str, str] = {}
            for kind, words in classes.items():
                for word in words if isinstance(words, list) else ():
                    if isinstance(word, str) and seen.setdefault(word, kind) != kind:
                        yield f"{entry.name}: {word!r} stands under {table}.{seen[word]} and {table}.{kind}"
