"""How like a report is to a story: what is not looked at closely could not have mattered."""

from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st
from storybook import happened

from services.alerts.situations.inputs import Source, Told
from services.alerts.situations.likeness import ENOUGH, FAR, compare, profile
from services.alerts.situations.situation import Situation, joined
from services.alerts.situations.vocabulary import CAUSES, causes_of

NOW = datetime(2031, 3, 10, 6, tzinfo=UTC)
COUNTRIES = st.sampled_from(["KZ", "PE", "IT"])
TERMS = st.lists(st.sampled_from([*range(12), *sorted(CAUSES)[:4]]), unique=True, max_size=12)
PLACES = st.sampled_from([None, "Almaty", "Cusco", "Taranto"])
REPORT = st.tuples(COUNTRIES, TERMS, PLACES)


def told(report, country, place):
    data = happened("unrest", country, forms=("protest",)).model_dump(mode="json")
    return Told(report, "unrest", report, 1.0, {**data, "place": {"country": country, "name": place}})


def source(report, country, terms):
    return Source(report, "wire", NOW, False, False, (country,), tuple(terms), causes_of(terms), (), None)


def story(number, reports):
    country = reports[0][0]
    made = Situation(f"s{number}", (country,), NOW, NOW, NOW)
    for ordinal, (_, terms, place) in enumerate(reports):
        report = f"r{number}.{ordinal}"
        made = joined(made, source(report, country, terms), (told(report, country, place),), (country,), NOW)
    return made


@given(REPORT, st.lists(st.lists(REPORT, min_size=1, max_size=3), max_size=5))
def test_only_a_story_that_could_not_be_joined_is_far(report, others):
    country, terms, place = report
    shown = profile(source("new", country, terms), (told("new", country, place),), (country,))
    stories = [story(number, reports) for number, reports in enumerate(others)]
    everywhere = {code for one in stories for code in one.countries}
    for quick, whole in zip(compare(shown, stories), compare(shown, stories, everywhere), strict=True):
        assert quick == whole or (quick == FAR and whole.total < ENOUGH)
