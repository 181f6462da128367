# ruff: noqa: E501
"""What holds for every report: reading is pure, evidence is a slice, nothing raises."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from schemas.report import Report
from services.ingest.reading import read

WORDS = st.sampled_from(
    [
        "At",
        "least",
        "12",
        "people",
        "were",
        "killed",
        "and",
        "wounded",
        "in",
        "Kano",
        ",",
        "Nigeria",
        "on",
        "Monday",
        ".",
        "police",
        "said",
        "that",
        "the",
        "toll",
        "rose",
        "from",
        "5",
        "to",
        "40",
        "none",
        "of",
        "them",
        "survived",
        "(",
        "including",
        "three",
        "children",
        ")",
        '"',
        "dozens",
        '"',
        "—",
        "of",
        "whom",
        "no",
        "one",
        "denied",
        "reports",
        "if",
        "3,000",
        "a",
        "year",
        "who",
        "two",
        "of",
        "the",
        "dead",
        "hospital",
        "missing",
        "hostage",
        "to",
        "death",
        "1.5",
        "million",
        "half",
        "a",
        "-",
        ";",
        ":",
        "'",
        "more",
        "another",
        "family",
        "of",
        "five",
        "he",
        "troops",
        "were",
        "sent",
        "airport",
        "seized",
        "curfew",
    ]
)
TAGS = ("<p>", "</b>", "<!--", "<script>", "&nbsp;", "&#8217;", "**", "_", "| ", "\n| a | killed |\n", "> ", "\n- ")
ODD = ("\t", "\n", "\n\n", "\u00ad", "\u200b", "\ufeff", "\u202e", "\x01", "\u0301", "\ufb01", "\uff11", "\U0001f534")
MARKUP = st.sampled_from((*TAGS, *ODD, "14:32 GMT - ", "Related: ", "Sign up"))
TEXTS = st.one_of(
    st.lists(WORDS, max_size=60).map(" ".join),
    st.lists(st.one_of(WORDS, WORDS, MARKUP), max_size=60).map(" ".join),
    st.lists(st.one_of(WORDS, MARKUP, st.characters(codec="utf-8")), max_size=40).map("".join),
    st.text(max_size=400),
)


def report(text: str, title: str = "x") -> Report:
    return Report(published_at="2024-05-16T12:00:00Z", source="test", title=title, text=text)


def usable(text: str) -> bool:
    return "\0" not in text and not any(0xD800 <= ord(letter) <= 0xDFFF for letter in text)


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(TEXTS.filter(usable))
def test_any_text_is_read_and_evidence_is_the_exact_slice(text: str) -> None:
    given_report = report(text)
    for event in read(given_report).events:
        source = given_report.title if event.evidence.field == "title" else given_report.text
        assert source[event.evidence.start : event.evidence.end] == event.evidence.text
        assert event.evidence.text
        assert 0 < event.confidence <= 1
        assert event.reading
        assert type(event).model_validate_json(event.model_dump_json()) == event


@settings(max_examples=60, deadline=None)
@given(TEXTS.filter(usable))
def test_the_same_report_reads_the_same(text: str) -> None:
    assert read(report(text)) == read(report(text))


def test_another_language_is_flagged_and_yields_nothing() -> None:
    answer = read(
        report(
            "Au moins douze personnes ont été tuées et une trentaine ont été blessées dans une explosion à Alger, selon la police.",
            "",
        )
    )
    assert (answer.language, answer.events) == ("fr", ())


def test_hashes_for_likeness_are_bounded_and_shared_by_copies() -> None:
    text = (
        "A ferry with 90 people aboard sank off Bantayan island on Sunday after its engine failed in high waves. " * 9
    )
    one, two = read(report(text)), read(report(text + " Corrects spelling."))
    assert len(one.terms) <= 64
    assert len(one.shingles) <= 64
    assert len(set(one.shingles) & set(two.shingles)) > len(one.shingles) // 2
