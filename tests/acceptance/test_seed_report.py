"""A real report, as it comes in: what must be read out of it, and nothing else.

The report is not part of the repository; without it these tests are skipped.
"""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from servicekit import eventually, service
from webhook_receiver import receiver, verified

from schemas.report import Report
from services.ingest.reading import read

PLACE = Path(__file__).resolve().parents[3] / "shared" / "seeds" / "kazakhstan-2022-01-06.txt"


@pytest.fixture(scope="module")
def report() -> Report:
    if not PLACE.exists():
        pytest.skip(f"the sample report {PLACE.name} is not on this machine")
    title, _, text = PLACE.read_text(encoding="utf-8").partition("\n")
    published = datetime(2022, 1, 6, tzinfo=UTC)
    return Report(published_at=published, source="seed", title=title.strip(), text=text)


@pytest.fixture(scope="module")
def events(report: Report) -> list[dict]:
    return [{"kind": event.kind, **event.model_dump(mode="json")} for event in read(report).events]


def of(events: list[dict], kind: str) -> list[dict]:
    return [event for event in events if event["kind"] == kind]


def claim(events: list[dict], measure: str, least: int, most: int | None, **wanted: object) -> dict:
    for event in of(events, "casualties.reported"):
        quantity, place = event["quantity"], event["place"]
        flat = {**event, "country": place["country"], "name": place["name"]}
        if (event["measure"], quantity["min"], quantity["max"]) == (measure, least, most) and all(
            flat[key] == value for key, value in wanted.items()
        ):
            return event
    told = [
        (e["measure"], e["quantity"]["min"], e["quantity"]["max"], e["group"], e["place"], e["scope"])
        for e in of(events, "casualties.reported")
    ]
    raise AssertionError(f"no claim {measure} [{least}, {most}] {wanted} among {told}")


def test_the_alliance_deploys_peacekeepers(events: list[dict]) -> None:
    sent = [event for event in of(events, "troops.deployment") if event["status"] in ("deploying", "deployed")]
    assert sent
    assert all((event["actors"], event["host"], event["foreign"]) == (["CSTO"], "KZ", True) for event in sent)
    assert "peacekeeping" in {event["mission"] for event in sent}
    assert all(event["quantity"] is None for event in sent)


@pytest.mark.parametrize(
    ("measure", "least", "most", "wanted"),
    [
        ("killed", 24, 99, {"group": "protesters", "name": "Almaty", "country": "KZ"}),
        ("killed", 1, None, {"name": "Atyrau", "country": "KZ"}),
        ("killed", 8, None, {"group": "security_forces", "country": "KZ"}),
        ("injured", 900, 1100, {"country": "KZ"}),
        ("injured", 200, 999, {"country": "KZ"}),
        ("hospitalized", 1, 400, {"country": "KZ"}),
    ],
)
def test_each_count_is_an_interval(
    events: list[dict], measure: str, least: int, most: int | None, wanted: dict
) -> None:
    assert claim(events, measure, least, most, **wanted)["certainty"] == "asserted"


def test_the_dead_demonstrators_are_told_by_the_authorities(events: list[dict]) -> None:
    attribution = claim(events, "killed", 24, 99, group="protesters", name="Almaty")["attribution"]
    assert attribution["standing"] in ("local", "authority")


def test_what_was_seized_attacked_cut_and_closed(events: list[dict]) -> None:
    assert "airport" in {event["structure"] for event in of(events, "facility.seized")}
    targets = {t["structure"] for event in of(events, "property.attacked") for t in event["targets"]}
    assert {"city_hall", "presidency"} <= targets
    assert "arson" in {event["form"] for event in of(events, "property.attacked")}
    assert of(events, "unrest")
    assert "internet" in {c for event in of(events, "communications.disrupted") for c in event["channels"]}
    assert {"schools", "banks"} <= {what for event in of(events, "closure.ordered") for what in event["what"]}


def test_the_state_asks_the_alliance(events: list[dict]) -> None:
    assert ("KZ", ["CSTO"]) in [(event["by"], event["to"]) for event in of(events, "intervention.requested")]


def test_prices_success_and_reserves_are_no_events(events: list[dict], report: Report) -> None:
    for words in ("price increase", "one of the most successful", "reserves"):
        start = report.text.index(words)
        for event in events:
            if event["evidence"]["field"] == "text" and event["kind"] != "unrest":
                inside = event["evidence"]["start"] <= start < event["evidence"]["end"]
                assert not inside, event


def test_the_evidence_is_the_very_words(events: list[dict], report: Report) -> None:
    for event in events:
        whole = report.title if event["evidence"]["field"] == "title" else report.text
        assert event["evidence"]["text"] == whole[event["evidence"]["start"] : event["evidence"]["end"]]


def test_over_http_it_raises_its_alerts_signed_so_that_a_changed_byte_is_found(report: Report, tmp_path: Path) -> None:
    due = {"foreign_deployment", "toll_jump", "facility_seized", "communications_disrupted", "intervention_requested"}
    with receiver() as (url, received), service(tmp_path) as (_, client):
        received.secret = client.post("/v1/subscriptions", 201, json={"url": url})["secret"]
        taken = client.post("/v1/reports", json=report.model_dump(mode="json"))
        eventually(lambda: due <= {payload["data"]["alert"]["kind"] for payload in received.payloads.values()})
        told = client.get(f"/v1/events?correlation={taken['id']}&limit=1000")["events"]
        assert {event.kind for event in read(report).events} <= {event["type"].split(".", 1)[1][:-3] for event in told}
    assert received.forged == 0
    body, headers = received.requests[0]
    assert verified(received.secret, body, headers)
    assert not verified(received.secret, body.replace(b"KZ", b"KG", 1), headers)
    for payload in received.payloads.values():
        assert all(
            one["sentence"] in report.text or one["sentence"] == report.title for one in payload["data"]["evidence"]
        )
