"""Every format says what changed, from what to what, on whose word, and keeps to what its receiver takes."""

import json
import re
import shutil
import socket
import subprocess
import time
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from xml.etree import ElementTree

import pytest
import requests
from hypothesis import given, settings
from hypothesis import strategies as st
from webhookkit import alert

from schemas.alert import Severity
from schemas.events.envelope import Event
from services.alerts.webhooks.formats import cap, slack, teams
from services.alerts.webhooks.formats.registry import FORMATS
from services.alerts.webhooks.message import Message, Sentence, read_message
from services.alerts.webhooks.notice import Notice

NOON = datetime(2024, 5, 1, 12, tzinfo=UTC)
LINK = "https://desk.example/v1/alerts/a"
GOLDEN = Path(__file__).parent / "golden"
QUOTE = "Forty miners died in Aqtas, the mayor said."
NOTICE = Notice("receiver.failing", "n1", NOON, "A receiver fails", "Nothing since noon.", LINK, {"subscription": "s"})


def message(stage: str = "raised", number: int = 1, *, at: datetime = NOON, **fields: object) -> Message:
    draft = alert("a", number, stage=stage)
    facts = {"before": {"measure": "killed", "min": 26, "max": 26}, "after": {"measure": "killed", "min": 40}}
    data = {**draft.data, **facts, "labels": {"team": "steppe"}, **fields}
    event = Event(**draft.model_copy(update={"data": data}).model_dump(), sequence=number, recordedtime=at)
    found = read_message(event)
    assert found is not None
    return found


def sentence(text: str | None = QUOTE, **fields: object) -> Sentence:
    url = "https://wire.example/1?a=1&b=2"
    base = Sentence("e1", "casualties.reported", text, text, "the mayor", "r1", "Steppe Wire", url, NOON)
    return replace(base, **fields)  # type: ignore[arg-type]


def withdrawn() -> Message:
    facts = {"before": {"measure": "killed", "min": 40}, "after": {"measure": "killed", "min": None}}
    first, second = message(), message("updated", 2, at=NOON + timedelta(minutes=5), severity="extreme")
    return replace(message("retracted", 3, at=NOON + timedelta(hours=1), **facts), earlier=(first, second))


@pytest.mark.parametrize("name", sorted(FORMATS))
def test_a_message_looks_as_it_did(name: str) -> None:
    form = FORMATS[name]
    for stage, given_message in (("raised", message()), ("retracted", withdrawn())):
        path = GOLDEN / f"{name}.{stage}.{'xml' if 'xml' in form.content_type else 'json'}"
        content = form.render(given_message, [sentence()], LINK)
        text = content.decode()
        if path.suffix == ".json":
            text = json.dumps(json.loads(content), indent=2, ensure_ascii=False) + "\n"
        if not path.exists():
            path.write_text(text)
        assert text == path.read_text(), f"{path.name} tells how it looked; remove it when the change is meant"


@pytest.mark.parametrize("name", sorted(FORMATS))
def test_every_format_says_what_changed_on_whose_word_and_where_to_read_more(name: str) -> None:
    text = FORMATS[name].render(message(), [sentence()], LINK).decode()
    for part in ("Toll in a rises", "26", "40", QUOTE, "the mayor", "Steppe Wire", LINK, "severe"):
        assert part in text or part.title() in text, part


@pytest.mark.parametrize("name", sorted(FORMATS))
def test_a_removed_text_and_a_notice_are_written_as_well(name: str) -> None:
    form = FORMATS[name]
    assert form.render(message(), [sentence(None, url=None, speaker=None)], LINK)
    assert b"A receiver fails" in form.notice(NOTICE)


WORDS = st.text(max_size=3_000) | st.sampled_from(["<!channel>", "&" * 4_000, "\x00\x1b\ud800"[:2], "]](x)" * 900])


@settings(max_examples=60, deadline=None)
@given(words=WORDS, texts=st.lists(WORDS, max_size=12), link=st.text(max_size=200))
def test_every_format_keeps_to_the_limits_whatever_is_told(words: str, texts: list[str], link: str) -> None:
    told = message(title=words, message=words, after={words: words, "x": [words]}, countries=["KZ", "FR"])
    sentences = [sentence(text, source=words, speaker=words, url=words) for text in texts]
    written = {name: form.render(told, sentences, link) for name, form in FORMATS.items()}
    check_slack(json.loads(written["slack"]))
    assert len(written["teams"]) < 28_000
    check_alertmanager(json.loads(written["alertmanager"]))
    check_cap(written["cap"])
    assert len(written["cloudevents"]) <= 20_000


# -- cloudevents


def test_a_cloudevent_has_the_attributes_of_the_specification() -> None:
    for body in (FORMATS["cloudevents"].render(message(), [], LINK), FORMATS["cloudevents"].notice(NOTICE)):
        event = json.loads(body)
        assert event["specversion"] == "1.0"
        assert all(isinstance(event[name], str) and event[name] for name in ("id", "source", "type", "time"))
        # Names of attributes are lower-case letters and digits.
        assert all(re.fullmatch("[a-z0-9]{1,20}", name) for name in event)
        assert event["data"]["link"] == LINK


# -- slack and teams


def check_slack(body: dict) -> None:
    assert 0 < len(body["blocks"]) <= 50
    assert len(body["text"]) <= 4_000
    for block in body["blocks"]:
        text = block["text"]["text"]
        assert 1 <= len(text) <= (slack.MOST_HEADER if block["type"] == "header" else slack.MOST_SECTION)
        if block["type"] == "section":
            assert not re.search("<(?!https?://|[^<>|]*(\\||>))", text)


def test_a_report_can_neither_mention_nor_link_in_slack() -> None:
    text = FORMATS["slack"].render(message(), [sentence("<!channel> <https://evil.example|click>")], LINK).decode()
    assert "<!channel" not in text
    assert "<https://evil" not in text


def test_a_report_has_no_markup_in_teams() -> None:
    card = json.loads(FORMATS["teams"].render(message(), [sentence("[click](https://evil.example)")], LINK))
    content = card["attachments"][0]["content"]
    assert (content["type"], content["version"]) == ("AdaptiveCard", "1.4")

    def kinds(element: dict) -> set[str]:
        inside = element.get("body", []) + element.get("items", []) + element.get("inlines", [])
        return {element["type"]}.union(*(kinds(one) for one in inside))

    # Runs show their text as it is; a TextBlock would read Markdown in it.
    assert kinds(content) == {"AdaptiveCard", "Container", "RichTextBlock", "TextRun"}


def test_a_card_that_grows_too_large_loses_its_last_sentences() -> None:
    long = [sentence("€" * 3_000, source="€" * 3_000) for _ in range(20)]
    assert len(FORMATS["teams"].render(message(message="€" * 9_000), long, LINK)) <= teams.MOST_BYTES


# -- alertmanager


def check_alertmanager(body: list[dict]) -> None:
    assert body
    for one in body:
        assert one["labels"]["alertname"]
        for name, value in {**one["labels"], **one["annotations"]}.items():
            assert re.fullmatch("[a-zA-Z_][a-zA-Z0-9_]*", name)
            assert value
        assert one["startsAt"] <= one["endsAt"]


def test_an_alert_ends_under_every_set_of_labels_that_it_had() -> None:
    body = json.loads(FORMATS["alertmanager"].render(withdrawn(), [], LINK))
    check_alertmanager(body)
    assert [one["labels"]["severity"] for one in body] == ["severe", "extreme"]
    assert {one["endsAt"] for one in body} == {"2024-05-01T13:00:00.000000Z"}
    assert {one["startsAt"] for one in body} == {"2024-05-01T12:00:00.000000Z"}


ALERTMANAGER = shutil.which("alertmanager") or shutil.which("prometheus-alertmanager")


@pytest.fixture(scope="module")
def alertmanager(tmp_path_factory: pytest.TempPathFactory):
    """A real one."""
    if ALERTMANAGER is None:
        pytest.skip("no alertmanager is installed")
    folder = tmp_path_factory.mktemp("alertmanager")
    (folder / "config.yml").write_text("route: {receiver: none}\nreceivers: [{name: none}]\n")
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    process = subprocess.Popen(
        [
            ALERTMANAGER,
            f"--config.file={folder / 'config.yml'}",
            f"--storage.path={folder}",
            f"--web.listen-address=127.0.0.1:{port}",
            "--cluster.listen-address=",
        ],
        stderr=subprocess.DEVNULL,
    )
    url = f"http://127.0.0.1:{port}"
    for _ in range(100):
        try:
            if requests.get(f"{url}/-/ready", timeout=1).ok:
                break
        except requests.RequestException:
            time.sleep(0.1)
    yield url
    process.terminate()
    process.wait(10)


def test_a_real_alertmanager_shows_an_alert_its_change_and_its_end(alertmanager: str) -> None:
    now = datetime.now(UTC)

    def post(body: bytes) -> list[dict]:
        answer = requests.post(
            f"{alertmanager}/api/v2/alerts", body, headers={"Content-Type": "application/json"}, timeout=5
        )
        assert answer.status_code == 200, answer.text
        return requests.get(f"{alertmanager}/api/v2/alerts", timeout=5).json()

    render = FORMATS["alertmanager"].render
    first = message(at=now - timedelta(seconds=2))
    (shown,) = post(render(first, [sentence()], LINK))
    assert (shown["status"]["state"], shown["labels"]["severity"], shown["labels"]["team"]) in [
        ("active", "severe", "steppe"),
        ("unprocessed", "severe", "steppe"),
    ]
    assert QUOTE in shown["annotations"]["evidence"]
    worse = message("updated", 2, at=now - timedelta(seconds=1), severity=Severity.EXTREME)
    (shown,) = post(render(replace(worse, earlier=(first,)), [], LINK))
    assert shown["labels"]["severity"] == "extreme"
    gone = message("retracted", 3, at=now, severity=Severity.EXTREME)
    assert post(render(replace(gone, earlier=(first, worse)), [], LINK)) == []
    (shown,) = post(FORMATS["alertmanager"].notice(replace(NOTICE, at=now)))
    assert shown["labels"]["alertname"] == "TocsinReceiverFailing"


# -- cap

ALERT = [
    "identifier",
    "sender",
    "sent",
    "status",
    "msgType",
    "source",
    "scope",
    "restriction",
    "addresses",
    "code",
    "note",
    "references",
    "incidents",
    "info",
]
INFO = [
    "language",
    "category",
    "event",
    "responseType",
    "urgency",
    "severity",
    "certainty",
    "audience",
    "eventCode",
    "effective",
    "onset",
    "expires",
    "senderName",
    "headline",
    "description",
    "instruction",
    "web",
    "contact",
    "parameter",
    "resource",
    "area",
]
CLOSED = {
    "status": "Actual Exercise System Test Draft",
    "msgType": "Alert Update Cancel Ack Error",
    "scope": "Public Restricted Private",
    "category": "Geo Met Safety Security Rescue Fire Health Env Transport Infra CBRNE Other",
    "urgency": "Immediate Expected Future Past Unknown",
    "severity": "Extreme Severe Moderate Minor Unknown",
    "certainty": "Observed Likely Possible Unlikely Unknown",
}
TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[-+]\d\d:\d\d")


def check_cap(content: bytes) -> dict[str, list[str]]:
    """The order, the closed lists and the forms of text of the schema of CAP 1.2."""
    root = ElementTree.fromstring(content)
    assert root.tag == f"{{{cap.NAMESPACE}}}alert"

    def children(element: ElementTree.Element, order: list[str]) -> dict[str, list[ElementTree.Element]]:
        names = [child.tag.removeprefix(f"{{{cap.NAMESPACE}}}") for child in element]
        assert names == sorted(names, key=order.index)
        held: dict[str, list[ElementTree.Element]] = {}
        for name, child in zip(names, element, strict=True):
            held.setdefault(name, []).append(child)
        return held

    head = children(root, ALERT)
    info = children(head["info"][0], INFO) if "info" in head else {}
    texts = {name: [one.text or "" for one in found] for name, found in {**head, **info}.items()}
    for name in ("identifier", "sender", "sent", "status", "msgType", "scope"):
        assert len(texts[name]) == 1, name
    if info:
        for name in ("category", "event", "urgency", "severity", "certainty"):
            assert texts[name][0], name
        assert info["area"][0][0].text
    for name, words in CLOSED.items():
        assert set(texts.get(name, [])) <= set(words.split()), name
    for name in ("sent", "effective", "onset"):
        assert all(TIME.fullmatch(text) for text in texts.get(name, []))
    for name in ("identifier", "sender"):
        assert not re.search(r"[\s,<&]", texts[name][0])
    return texts


def test_cap_alerts_updates_and_cancels_refer_to_what_went_before() -> None:
    first = check_cap(FORMATS["cap"].render(message(), [sentence()], LINK))
    assert (first["msgType"], first.get("references")) == (["Alert"], None)
    last = check_cap(FORMATS["cap"].render(withdrawn(), [], LINK))
    assert last["msgType"] == ["Cancel"]
    assert last["references"] == [
        "tocsin@desk.example,a-1,2024-05-01T12:00:00-00:00 tocsin@desk.example,a-2,2024-05-01T12:05:00-00:00"
    ]
    assert check_cap(FORMATS["cap"].notice(NOTICE))["status"] == ["System"]
