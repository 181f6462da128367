import pytest

from schemas.report import Report
from services.ingest.reading.parse import parse


def sentences(text: str, title: str = "") -> list[str]:
    document = parse(Report(published_at="2024-05-16T12:00:00Z", source="wire", title=title, text=text))
    return [" ".join(token.text for token in sentence.tokens) for sentence in document.sentences]


@pytest.mark.parametrize(
    "line",
    [
        "Sign up for our newsletter and never miss one of our 12 daily stories.",
        "Subscribe to our channel today",
        "Related: 14 people killed in market blast",
        "READ MORE: Five dead in hotel fire",
        "Also read | Thirty soldiers killed in ambush",
        "See also — Troops sent to the border",
        "(Reporting by Ann Lee in Oslo; Editing by Joe Roe)",
        "By ANN LEE and JOE ROE",
        "© 2024 Wire Agency. All rights reserved.",
        "We use cookies and share data with 120 partners.",
        "Follow us on Facebook and Instagram.",
        "FILE PHOTO: Soldiers carry the bodies of 12 victims of an earlier attack",
        "Share",
        "This material may not be published, broadcast, rewritten or redistributed.",
        "Advertisement",
    ],
)
def test_furniture_is_no_part_of_the_report(line: str) -> None:
    assert sentences(f"{line}\n\nOne man died.\n\n{line}") == ["One man died ."]


def test_headlines_below_a_heading_for_other_stories_are_left_out() -> None:
    text = "Two men died.\n\nRelated stories:\n- Ten killed in blast\n- Toll rises to 40\n\nPolice are on site."
    assert sentences(text) == ["Two men died .", "Police are on site ."]


@pytest.mark.parametrize(
    "line",
    [
        "Related violence killed 12 people in Jos.",
        "More than 12 people were killed.",
        "By Monday 12 people had died.",
        "Live rounds were fired.",
        "Watch towers were attacked.",
        "Police said the sign had fallen.",
        "4.30 million people fled.",
        "Comment on the toll was refused.",
    ],
)
def test_sentences_of_the_report_stay(line: str) -> None:
    assert len(sentences(line)) == 1


@pytest.mark.parametrize(
    "stamp",
    [
        "14:32 ",
        "[14:32 GMT] ",
        "10.45am: ",
        "1245 GMT - ",
        "09:05 local time: ",
        "• ",
        "- ",
        "* ",
        "1) ",
        "(b) ",
        "🔴 ",
        "→ 7:15 pm | ",
    ],
)
def test_bullets_and_times_of_a_live_blog_are_trimmed(stamp: str) -> None:
    assert sentences(f"{stamp}Twelve people died in Oslo.") == ["Twelve people died in Oslo ."]


def test_the_title_is_never_furniture() -> None:
    assert sentences("", title="Watch: 12 die in blast") == ["Watch : 12 die in blast"]
