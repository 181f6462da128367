"""Protest, riot, strike, clashes, looting: one event a country, with all its forms."""

from collections.abc import Iterator
from typing import Final

from schemas.events.data import Reading
from schemas.events.disorder import Unrest, UnrestForm
from services.ingest.reading.detector import Detector
from services.ingest.reading.document import Document, Sentence
from services.ingest.reading.incidents.facts import (
    fields,
    is_fact,
    is_negated,
    is_of_games,
    is_unreached,
    matches,
    phrases_of,
)
from services.ingest.reading.lexicon.files import load_table, load_words

_SKIP: Final = "skip"
_MOST: Final = 80
"""Words of unrest that are placed at most: a long report says it all again."""
_FORMS: Final = phrases_of(
    [
        *((words, str(form)) for words, form in load_table("incidents", "unrest").items() if form != "not_unrest"),
        *((words, _SKIP) for words in load_words("incidents", "unrest.not_unrest")),
    ]
)


def detect(document: Document, sentences: tuple[Sentence, ...]) -> Iterator[Reading]:
    """Yield one event for each country in which a report tells of unrest."""
    first_told: dict[str | None, Unrest] = {}
    forms: dict[str | None, list[UnrestForm]] = {}
    told = 0
    for sentence in sorted(sentences, key=lambda one: one.field == "title"):
        for first, stop, form in matches(_FORMS, sentence):
            if (
                told > _MOST
                or form == _SKIP
                or not is_fact(document, sentence, first)
                or is_negated(sentence, first, 2)
                or is_unreached(sentence, first)
                or (form == UnrestForm.CLASHES and is_of_games(sentence, first, stop))
            ):
                continue
            told += 1
            data = fields(document, sentence, first, stop, (f"unrest: {form}",))
            country = data["place"].country
            if country is None and first_told:
                country = next(iter(first_told))
            if country not in first_told and sentence.field == "title" and first_told:
                continue
            kind = UnrestForm(form)
            if country not in first_told:
                first_told[country] = Unrest(forms=(kind,), **data)
                forms[country] = [kind]
            elif kind not in forms[country]:
                forms[country].append(kind)
    for country, event in first_told.items():
        yield event.model_copy(update={"forms": tuple(sorted(forms[country]))})


UNREST: Final = Detector("unrest", _FORMS.phrases, detect)
"""Protest, riot, strike, clashes, looting."""
