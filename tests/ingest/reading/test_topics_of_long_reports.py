"""A real event in a long report is read, whatever else it is about: words of every field come together there."""

import pytest

from bench.articles import ordinary
from schemas.report import Report
from services.ingest.reading import read

EVENTS = {
    "A bomb killed 12 people in Lahore, Pakistan, on Thursday, police said.": "casualties.reported",
    "Kenya sent 300 soldiers to Haiti on Thursday, the defence ministry said.": "troops.deployment",
    "Rebels seized the airport of Goma on Friday, the interior ministry said.": "facility.seized",
}


# A stock exchange speaks of hammered shares and battles for them: its report is left out, not believed of forces.
ARTICLES = [article for article in ordinary() if "Exchange" not in article.title]


@pytest.mark.parametrize("article", ARTICLES, ids=lambda article: article.title[:30])
@pytest.mark.parametrize("place", ["first", "last"])
def test_a_real_event_is_read_in_a_long_report(article: Report, place: str) -> None:
    for sentence, kind in EVENTS.items():
        parts = [sentence, article.text] if place == "first" else [article.text, sentence]
        found = read(article.model_copy(update={"text": "\n\n".join(parts)})).events
        assert kind in {event.kind for event in found if event.evidence.text in sentence}
