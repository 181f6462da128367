"""Two situations that are one story: the union knows what one situation would know that had heard all reports."""

from services.alerts.situations.merging import united


def two(story):
    """Two open situations that have nothing in common, and what each was told."""
    story.report(story.count(8, place="Redtown"), terms=story.words("quake roofs Redtown"), report="a1")
    story.report(story.count(4, place="Bluetown", country="PE"), country="PE", terms=story.words("ferry sandbank"))
    story.report(
        story.count(3, scope="increment", country="PE"), country="PE", terms=story.words("ferry sandbank"), report="b2"
    )
    one, other = sorted(story.state.situations.values(), key=lambda situation: situation.opened)
    return one, other


def test_the_reports_and_words_of_both_are_in_the_union(story):
    one, other = two(story)
    both = united(one, other)
    assert both.id == one.id
    assert both.reports == (*one.reports, *other.reports)
    assert both.countries == ("KZ", "PE")
    assert set(both.terms) == set(one.terms) | set(other.terms)
    assert both.newest == other.newest
    assert both.opened == one.opened


def test_counts_are_weighed_as_if_they_had_been_told_in_one_story(story):
    one, other = two(story)
    assert one.known("killed")[:2] == (8, 8)
    assert other.known("killed")[:2] == (7, 7)
    assert united(one, other).known("killed")[:2] == united(other, one).known("killed")[:2] == (11, 11)


def test_a_situation_united_with_itself_knows_no_more(story):
    one, _ = two(story)
    again = united(one, one)
    assert again.ledgers == one.ledgers
    assert again.reports == one.reports
    assert again.texts == one.texts
