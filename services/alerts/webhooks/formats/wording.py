"""Words that all formats for people share: what changed, from what to what, and on whose word."""

from collections.abc import Mapping
from typing import Any, Final, NamedTuple

from schemas.actors import country_name
from schemas.alert import Action
from services.alerts.rules.wording import between
from services.alerts.situations.parts import Known
from services.alerts.webhooks.message import Sentence

HAPPENED: Final[Mapping[Action, str]] = {
    Action.RAISED: "New",
    Action.UPDATED: "Worse",
    Action.REVISED: "Changed",
    Action.RETRACTED: "Withdrawn",
    Action.ESCALATED: "Nobody has answered",
    Action.ACKNOWLEDGED: "Acknowledged",
    Action.SUPPRESSED: "Held back",
    Action.CLOSED: "Closed",
}
"""What a stage of an alert's life says to a person."""

_COUNT: Final = ("measure", "min", "max", "contested")
_EMPTY: Final[tuple[Any, ...]] = (None, "", [], (), {})


class Change(NamedTuple):
    """One fact: what it was and what it is; `was` is empty where there is nothing to compare with."""

    fact: str
    was: str
    now: str

    @property
    def text(self) -> str:
        """The change without its name: "from 26 to 164", or the fact as it stands."""
        return f"from {self.was} to {self.now}" if self.was and self.was != self.now else self.now


def changes(before: Mapping[str, Any], after: Mapping[str, Any]) -> tuple[Change, ...]:
    """Return what changed, the count first; facts that nothing is known of are left out."""
    found = []
    if "min" in before or "min" in after:
        measure = str(after.get("measure") or before.get("measure") or "count")
        found.append(Change(measure, _count(before), _count(after)))
        if after.get("contested"):
            found.append(Change("contested", "", "yes: sources disagree"))
    for name in (*after, *(name for name in before if name not in after)):
        was, now = before.get(name), after.get(name)
        if name not in _COUNT and (was not in _EMPTY or now not in _EMPTY):
            found.append(Change(name.replace("_", " "), "" if was in _EMPTY else _value(was), _value(now)))
    return tuple(found)


def lines(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[str]:
    """Write what changed, a fact a line: "killed: from 26 to at least 40"."""
    return [f"{change.fact}: {change.text}" for change in changes(before, after)]


def told_by(sentence: Sentence) -> str:
    """Say on whose word a sentence stands and who published it, and when."""
    speaker = f"{sentence.speaker}, in " if sentence.speaker else ""
    return f"{speaker}{sentence.source}, {sentence.published_at:%Y-%m-%d %H:%M} UTC"


def quoted(sentence: Sentence) -> str:
    """Return the sentence in one line; says so when its text was removed."""
    return " ".join(sentence.text.split()) if sentence.text else "(the text was removed)"


def places(countries: tuple[str, ...]) -> str:
    """Name countries."""
    return ", ".join(country_name(code) for code in countries) or "no country"


def cut(text: str, most: int) -> str:
    """Return the text, or its beginning with an ellipsis when it is longer than so many characters."""
    return text if len(text) <= most else text[: most - 1] + "…"


def _count(facts: Mapping[str, Any]) -> str:
    low = facts.get("min")
    return between(Known(low, facts.get("max")) if isinstance(low, int) else None)


def _value(value: Any) -> str:
    if value in _EMPTY:
        return "unknown"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Mapping):
        if "min" in value:
            return _count(value)
        return ", ".join(str(held) for held in value.values() if held not in _EMPTY) or "unknown"
    if isinstance(value, list | tuple):
        return ", ".join(_value(one) for one in value)
    return str(value).replace("_", " ")
