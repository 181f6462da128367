"""A local receiver that misbehaves as it is told, and shows what came."""

import argparse

import pytest

from services.alerts.webhooks.receiver import Received
from services.cli.explained import Paint
from services.cli.listen import configure, line, whole


def parsed(*words: str) -> argparse.Namespace:
    parser = argparse.ArgumentParser()
    configure(parser)
    return parser.parse_args(["--secret", "whsec_x", *words])


def test_it_is_told_how_to_misbehave() -> None:
    given = parsed("--fail", "50%", "--slow", "20s", "--status", "429", "--retry-after", "60")
    assert (given.fail, given.slow, given.status, given.retry_after) == (0.5, 20.0, 429, "60")


@pytest.mark.parametrize("words", [("--slow", "soon"), ("--slow", "-1s"), ("--fail", "2"), ("--fail", "x")])
def test_what_makes_no_sense_is_refused(words: tuple[str, ...], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        parsed(*words)
    assert "Traceback" not in capsys.readouterr().err


@pytest.mark.parametrize(
    ("payload", "told"),
    [
        ({"type": "alert.raised", "data": {"alert": {"severity": "severe", "title": "Toll"}}}, "severe   Toll"),
        ({"type": "ping", "data": {"title": "Test"}}, "ping"),
        ({"type": "x", "data": "odd"}, "x"),
        ([1], "no JSON object"),
        (None, "no JSON object"),
    ],
)
def test_whatever_comes_is_shown_in_a_line(payload: object, told: str) -> None:
    received = Received("m", True, True, 200, payload, b"<alert/>", {})
    assert told in line(received, Paint(False))
    assert line(received, Paint(False)).endswith("→ 200 (again)")
    assert whole(received)
