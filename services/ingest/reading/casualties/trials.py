"""What a court rules on lies long back: sentenced for the murder of 44 prisoners, cleared of killing nine."""

from typing import Final

from services.ingest.reading.casualties.candidates import Reading
from services.ingest.reading.casualties.items import Item
from services.ingest.reading.document import Clause
from services.ingest.reading.grammar import RELATIVES
from services.ingest.reading.lexicon.files import load_words

VERDICTS: Final = load_words("casualties", "trials.verdicts")
"""Words of a ruling: it comes months after the deed."""
_TERMS: Final = frozenset(("years", "months", "year", "life", "term", "terms"))
_BREAKS: Final = frozenset((";", "while", "as", "when", "after", "before", "until"))
_RULED: Final = RELATIVES | {"that", "where", "for", "of", "over", "in", "on"}


def is_tried(reading: Reading, item: Item, clause: Clause) -> bool:
    """True for the deed that a ruling in the same sentence is about, and for the years that it gives."""
    tokens = reading.sentence.tokens
    if item.trigger is not None and item.trigger.frame == "state":
        # "15 years in prison"
        return item.first > 0 and tokens[item.first - 1].low in _TERMS
    deed = item.trigger is None or "gerund" in item.trigger.forms
    related = clause.opener in RELATIVES or clause.opener in ("that", "where", "in which", "on which")
    if not (deed or related):
        return False
    for at in range(item.first - 1, -1, -1):
        low = tokens[at].low
        if low in VERDICTS:
            between = [token.low for token in tokens[at + 1 : item.first + 1]]
            return not _RULED.isdisjoint(between)
        if low in _BREAKS:
            return False
    if not related:
        return False
    # "a man who killed 44 prisoners was sentenced on Friday"
    return any(tokens[at].low in VERDICTS for at in range(item.stop, len(tokens)))
