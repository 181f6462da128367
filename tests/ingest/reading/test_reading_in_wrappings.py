"""A report reads the same in whatever it comes wrapped: its events are those of the plain text."""

import html
import re
import textwrap
from collections.abc import Callable

import pytest

from schemas.report import Report
from services.ingest.reading import read

REPORTS = [
    "LIMA, Jan 6 (Wire) - At least 14 people, among them three children, were killed and dozens hurt when a bus fell "
    "into a ravine near Puno in southern Peru on Tuesday, police said. Two more are missing.",
    "Rebels captured the airport of Goma in eastern Congo on Monday. The governor said 1,200 people had fled and that "
    '"nobody was killed". Rwanda denied that its soldiers were in the city.',
    "Burkina Faso's president declared a state of emergency and closed the borders on Sunday. The internet was cut in "
    "Ouagadougou. Protesters set fire to the party's headquarters. France said that it would send 200 soldiers.",
    "The death toll from the floods in Malawi's south rose to 42 from 31 on Friday, the health ministry said; about "
    "15,000 people are homeless. Zambia has asked the United Nations for help.",
]
WORDS = re.compile(r"(?<![-\w'])(\d[\d,]*|killed|people|soldiers|airport|missing|police)(?![-\w'])")


def _split_words(text: str) -> str:
    return re.sub(r"([a-z]{3})([a-z]{3})", "\\1\u00ad\\2", text)


def _framed(text: str) -> str:
    above = "Share\nPrint\nBy ANN LEE\n\n"
    below = (
        "\n\nRelated: 19 people killed in Berlin blast\n\nRead more:\nFive die in Paris fire\nSix held in Rome\n© 2024"
    )
    return above + text + "\n\nSign up for our newsletter." + below


WRAPPINGS: dict[str, Callable[[str], str]] = {
    "html": lambda t: f"<div><!-- 12 killed --><p>{html.escape(t)}</p></div><script>x='5 killed';</script>",
    "tags inside": lambda t: WORDS.sub(r"<b>\1</b>", t),
    "escaped html": lambda t: html.escape(f"<p>{t}</p>"),
    "entities": lambda t: (
        t.replace("'", "&#8217;").replace("-", "&#45;").replace('"', "&quot;").replace(" ", "&nbsp;", 4)
    ),
    "bold": lambda t: WORDS.sub(r"**\1**", t),
    "links": lambda t: WORDS.sub(r"[\1](https://example.org/a_b)", t),
    "quoted": lambda t: "> " + t,
    "soft hyphens": _split_words,
    "zero width": lambda t: "\ufeff" + t.replace("ll", "l\u200bl"),
    "no-break spaces": lambda t: t.replace(" ", "\u00a0"),
    "thin spaces": lambda t: t.replace(" ", "\u2009"),
    "curly quotes": lambda t: re.sub(r'"([^"]*)"', "“\\1”", t).replace("'", "’"),
    "lines": lambda t: "\n".join(textwrap.wrap(t, 76)),
    "windows lines": lambda t: "\r\n".join(textwrap.wrap(t, 76)),
    "double spaces": lambda t: t.replace(". ", ".  "),
    "bullet": lambda t: "• " + t,
    "live blog": lambda t: "14:32 GMT - " + t,
    "furniture": _framed,
}


@pytest.mark.parametrize("wrapping", WRAPPINGS)
@pytest.mark.parametrize("text", REPORTS, ids=["bus", "rebels", "emergency", "floods"])
def test_wrapped_reports_read_as_plain_ones(text: str, wrapping: str) -> None:
    plain, wrapped = _facts(text), _facts(WRAPPINGS[wrapping](text))
    assert plain
    assert wrapped == plain


def _facts(text: str) -> list[str]:
    report = Report(published_at="2015-01-08T12:00:00Z", source="wire", text=text)
    facts = []
    for event in read(report).events:
        at = event.evidence
        assert report.text[at.start : at.end] == at.text
        data = event.model_dump(mode="json", exclude={"evidence", "attribution", "reading"})
        for words in (data, data.get("quantity") or {}, data["place"]):
            words.pop("text", None)
        for target in data.get("targets", ()):
            target.pop("text")
        data.pop("facility", None)
        facts.append(f"{event.kind} {data}")
    return facts
