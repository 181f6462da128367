"""Words of alerts: plain, from facts alone, for somebody who is woken by them."""

from collections.abc import Mapping
from typing import Any, Final

from schemas.actors import country_name, force_name
from schemas.events.casualties import Measure
from schemas.rules import RuleParameters
from schemas.template import fill
from services.alerts.rules.finding import Finding
from services.alerts.situations.inputs import Told
from services.alerts.situations.parts import Known
from services.alerts.situations.situation import Situation

MEASURES: Final = {
    Measure.KILLED.value: "known dead",
    Measure.INJURED.value: "known injured",
    Measure.HOSPITALIZED.value: "known in hospital",
    Measure.MISSING.value: "known missing",
    Measure.DETAINED.value: "known detained",
    Measure.ABDUCTED.value: "known abducted",
    Measure.DISPLACED.value: "known displaced",
}

_STATUSES: Final = {
    "requested": "were asked for",
    "considered": "may come",
    "approved": "are to deploy",
    "deploying": "are deploying",
    "deployed": "have deployed",
    "reinforced": "are being reinforced",
    "rotation": "are rotating",
    "withdrawing": "are leaving",
    "withdrawn": "have left",
    "denied": "are denied",
    "ended": "have left",
}


def where(situation: Situation) -> str:
    """Name the country that a situation leads with."""
    return country_name(situation.countries[0] if situation.countries else None)


def interval(known: Known | None) -> str:
    """Write an interval in words: "26", "24 to 99", "at least 8", "unknown"."""
    if known is None:
        return "unknown"
    if known.max is None:
        return f"at least {known.min:,}"
    return f"{known.min:,}" if known.min == known.max else f"{known.min:,} to {known.max:,}"


def between(known: Known | None) -> str:
    """Write an interval for use behind "from" or "to": "26", "between 24 and 99", "at least 8", "unknown"."""
    if known is not None and known.max is not None and known.min != known.max:
        return f"between {known.min:,} and {known.max:,}"
    return interval(known)


def facts(measure: str, known: Known | None) -> dict[str, int | str | bool | None]:
    """Write what is known as facts for `before` and `after`; min and max are null when nothing is known."""
    if known is None:
        return {"measure": measure, "min": None, "max": None, "contested": False}
    return {"measure": measure, "min": known.min, "max": known.max, "contested": known.contested}


def board(situation: Situation) -> str:
    """Write the whole board in a line: every measure that is known."""
    counts = [
        f"{words.removeprefix('known ')} {interval(known)}"
        for measure, words in MEASURES.items()
        if (known := situation.known(measure)) is not None
    ]
    reports = len(situation.reports)
    told = f"{reports} report{'' if reports == 1 else 's'} so far"
    return f"Board: {', '.join(counts)}; {told}." if counts else f"{told[0].upper()}{told[1:]}."


def worded(rule: RuleParameters, finding: Finding, situation: Situation) -> tuple[str, str]:
    """Return title and message of a finding: in the rule's own words, where it has some."""
    if rule.title is None and rule.message is None:
        return finding.title, finding.message
    values = {
        "title": finding.title,
        "message": finding.message,
        "rule": rule.name,
        "kind": rule.kind,
        "severity": finding.severity.value,
        "country": where(situation),
        "countries": ", ".join(country_name(code) for code in situation.countries),
        "before": _counted(finding.before),
        "after": _counted(finding.after),
        "reports": str(len(situation.reports)),
    }
    title = finding.title if rule.title is None else fill(rule.title, values)
    message = finding.message if rule.message is None else fill(rule.message, values)
    return title, message


def _counted(facts: Mapping[str, Any]) -> str:
    low = facts.get("min")
    return interval(Known(low, facts.get("max"))) if isinstance(low, int) else interval(None)


def deployment(told: Told, situation: Situation) -> str:
    """Write a deployment: "Kazakhstan: CSTO troops are deploying (peacekeeping)"."""
    data = told.data
    force = force_name(data["actors"])
    mission = data.get("mission", "unknown")
    size = data.get("quantity")
    extras = [] if mission == "unknown" else [mission]
    if size:
        extras.append(f"{interval(Known(size['min'], size['max']))} strong")
    # The high seas have no host; the story's country says where it belongs.
    country = country_name(data["host"]) if data.get("host") else where(situation)
    more = f" ({', '.join(extras)})" if extras else ""
    return f"{country}: {force} {_STATUSES.get(data['status'], data['status'])}{more}"


def seen(told: Told, situation: Situation) -> str:
    """Write an event in a line, by its kind."""
    data = told.data
    place = data.get("place") or {}
    country = country_name(place["country"]) if place.get("country") else where(situation)
    spot = f" in {place['name']}" if place.get("name") else ""
    return f"{country}: {_happened(told.kind, data)}{spot}"


def _happened(kind: str, data: dict[str, object]) -> str:
    def said(key: str) -> str:
        value = data.get(key)
        items = [str(item) for item in value] if isinstance(value, list | tuple) else [str(value)]
        return " and ".join(item.replace("_", " ") for item in items)

    match kind:
        case "facility.seized":
            return f"{said('structure')} {'retaken' if data.get('retaken') else 'seized'}"
        case "property.attacked":
            return f"property attacked ({said('form')})"
        case "communications.disrupted":
            return f"{said('channels')} {'restored' if data.get('restored') else 'disrupted'}"
        case "emergency.declared":
            return f"{said('emergency')} {'lifted' if data.get('lifted') else 'declared'}"
        case "closure.ordered":
            return f"{said('what')} {'open again' if data.get('lifted') else 'closed by order'}"
        case "intervention.requested":
            asked = data.get("to")
            to = (
                f" from {force_name(list(asked)).removeprefix('troops of ')}"
                if isinstance(asked, list) and asked
                else ""
            )
            return f"intervention requested{to}"
        case "government.change":
            return f"government change ({said('what')})"
        case "unrest":
            return f"unrest ({said('forms')})"
        case _:
            return kind.replace(".", " ")
