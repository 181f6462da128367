import re

from hypothesis import given
from hypothesis import strategies as st

from schemas.report import Report
from services.cli.explained import Paint, explain
from services.cli.marks import underline
from services.ingest.reading import read

TEXT = (
    "At least 12 miners and three rescuers died in Lota, Chile, on Monday, police said. Some 30 were hurt. "
    "The internet was cut off. Brazil will send 200 soldiers to Chile."
)


def shown(text: str = TEXT, *, terminal: bool = False, title: str = "") -> str:
    report = Report(published_at="2024-05-16T12:00:00Z", source="wire", title=title, text=text)
    return explain(report, read(report), Paint(terminal))


def test_each_event_is_told_in_words_below_its_sentence() -> None:
    lines = shown().splitlines()
    claims = [line.strip() for line in lines if re.match(r" {4}\d ", line)]
    assert claims == [
        "1 killed at least 12 (other, total)",
        "2 killed exactly 3 (other, total)",
        "3 injured 27 to 33, roughly (people, total)",
        "4 communications disrupted: channels internet",
        "5 force of BR in CL: approved, exactly 200 persons (unknown)",
    ]


def test_the_rules_the_place_the_speaker_and_what_was_taken_off_are_told() -> None:
    whole = shown()
    assert "Lota, CL (told beside it) · says police (a local authority or service)" in whole
    assert "read by: injured: transitive hurt · number: about 30 · elided noun" in whole
    assert "confidence 0.92 = 1.00 − 0.05 elided noun − 0.03 place: carried" in whole


def test_carets_stand_below_the_words_where_there_is_no_terminal() -> None:
    lines = shown("Calm. Twelve people died in Lota, Chile.").splitlines()
    at = next(number for number, line in enumerate(lines) if "^" in line)
    start = lines[at].index("1")
    assert lines[at - 1][start : len(lines[at])] == "Twelve people died"
    assert "\033" not in "\n".join(lines)


def test_words_are_underlined_on_a_terminal() -> None:
    assert "\033[4m\033[36mTwelve people died\033[0m" in shown("Twelve people died in Lota, Chile.", terminal=True)


def test_a_report_cannot_steer_the_terminal() -> None:
    whole = shown("Twelve people\033[2J\033]0;x\007 died\r in Lota,\u202e Chile.", title="A\033[1mB")
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f\u202e]", whole)


def test_what_is_not_read_says_why() -> None:
    assert "its language is es" in shown("Doce personas murieron y treinta fueron heridas según la policía.")
    assert "nothing is told in it" in shown("All is calm in Lota.")


@given(st.text(alphabet="ab \n\t", max_size=300), st.integers(0, 300), st.integers(1, 300))
def test_carets_mark_exactly_the_words(text: str, start: int, size: int) -> None:
    stop = min(len(text), start + size)
    if start >= stop or len(text) > 400:
        return
    lines = underline(text, [(1, start, stop)], Paint(False), 40)
    marked, before = "", ""
    for line in lines:
        if "^" in line or "1" in line:
            marked += before.ljust(len(line))[line.index(line.strip()[0]) : len(line)]
        before = line
    assert marked.replace(" ", "") == "".join(text[start:stop].split())
