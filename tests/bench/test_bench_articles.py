from bench import articles
from services.ingest.reading import read

LENGTHS = range(400, 1001)


def test_full_articles_have_the_length_of_articles():
    for report in (*articles.ordinary(), *articles.crisis()):
        assert len(f"{report.title} {report.text}".split()) in LENGTHS


def test_every_crisis_tells_of_many_events_and_ordinary_news_of_few():
    crisis = [len(read(report).events) for report in articles.crisis()]
    ordinary = [len(read(report).events) for report in articles.ordinary()]
    assert min(crisis) >= 10 > max(ordinary)
