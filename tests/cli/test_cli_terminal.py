"""What comes from outside, a report or a receiver's answer, does not steer the terminal on which it is shown."""

from datetime import UTC, datetime

from schemas.delivery import Attempt, Delivery, Reason
from services.alerts.webhooks.receiver import Received
from services.cli.deliveries import _shown
from services.cli.listen import line, whole
from services.cli.marks import Paint
from services.cli.table import table

NOON = datetime(2031, 3, 10, 12, tzinfo=UTC)
STEERS = "\x1b]0;owned\x07\x1b[2J\x9b31m\u202e\rgone"


def is_harmless(text: str) -> bool:
    return not any(sign in text for sign in "\x1b\x07\x9b\u202e\r")


def test_a_table_is_harmless_and_keeps_its_columns():
    shown = table(("title", "id"), [(f"a\n{STEERS}", "1"), ("b", "2")])
    assert is_harmless(shown)
    assert len(shown.splitlines()) == 3


def test_a_webhook_that_came_is_harmless_in_one_line_and_whole():
    payload = {"type": "alert.raised", "data": {"alert": {"title": STEERS}}}
    json_came = Received("m", True, False, 200, payload, b"", {})
    text_came = Received("m", True, False, 200, None, STEERS.encode(), {})
    for came in (json_came, text_came):
        assert is_harmless(line(came, Paint(False)))
        assert is_harmless(whole(came))
    assert len(whole(json_came).splitlines()) > 3


def test_the_answer_of_a_receiver_is_harmless():
    class Store:
        def get(self, name):
            return Delivery(
                id=name, message="m", event="e", sequence=1, alert="a", number=1, action="raised",
                subscription="s", state="exhausted", reason="unacceptable", created_at=NOON,
            )  # fmt: skip

        def attempts(self, name):
            return [Attempt(number=1, at=NOON, status=400, reason=Reason.UNACCEPTABLE, seconds=0.1, answer=STEERS)]

    assert is_harmless(_shown(Store(), "dlv_1", as_json=False))
