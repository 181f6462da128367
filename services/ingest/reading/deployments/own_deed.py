"""What a force itself does or undergoes, as a verb behind it tells: the record that all readers of such verbs make."""

from typing import Final, NamedTuple

from schemas.events.deployment import Status
from services.ingest.reading.deployments.force import Force
from services.ingest.reading.deployments.statuses import planned
from services.ingest.reading.deployments.verbs import FORMS, Form, Governor, read_around
from services.ingest.reading.document import Mention, Sentence, Token
from services.ingest.reading.lexicon.files import load_table, load_words
from services.ingest.reading.phrases import Phrases

STATUSES: Final[Phrases[Status]] = Phrases(
    (phrase, status)
    for table, status in (
        ("leaving", Status.WITHDRAWING),
        ("on_the_way", Status.DEPLOYING),
        ("going_in", Status.APPROVED),
        ("arrived", Status.DEPLOYED),
        ("over", Status.ENDED),
        ("staying_out", Status.DENIED),
    )
    for phrase in sorted(load_words("deployments", f"status.{table}"))
)
"""Set phrases that tell how far a force has come: `on their way`, `dug in`, `went home`."""
PLACE_WORDS: Final = frozenset(
    ("in", "at", "on", "near", "inside", "across", "around", "outside", "over", "there", "here", "along", "within")
)
"""Prepositions and adverbs of being somewhere."""
BREAKS: Final = frozenset((";", ":", "—", "?"))
"""Marks that end what is told of a force."""
_GOING: Final = frozenset((Status.DEPLOYED, Status.DEPLOYING, Status.APPROVED))
_HOME: Final = Phrases((phrase, True) for phrase in sorted(load_words("deployments", "status.homewards")))
_PARTING: Final = frozenset(("while", "as", "when", "after", "before", "and", "but"))
_WAY: Final = 16
"""Tokens from a verb of moving to the word for home at most."""
_BODIES: Final = frozenset(("units", "loose_units", "named"))
"""A mission ends; soldiers that close something down do not."""
_DEEDS: Final = load_table("deployments", "nouns")
_ONWARDS: Final = 9
"""Tokens from a verb of moving out to the place that a force moves into at most."""
_COURSE: Final = 4
"""Tokens from `finished` to the noun of what is finished at most."""
_GATEWAYS: Final = load_words("deployments", "other_verbs.gateways")
_BACK: Final = 10
"""Tokens from `on their way` to the word for home at most."""
_TOLD_OF: Final = frozenset(("it", "them", "there"))
_TOWARDS: Final = frozenset(("for", "to", "towards"))


class OwnDeed(NamedTuple):
    """A verb or phrase behind a force and what it makes of it."""

    at: int
    first: int
    """where its verb group begins"""
    status: Status
    group: str
    governor: Governor | None
    weak: bool
    """a state that may be mere background"""


def of_phrase(sentence: Sentence, force: Force, at: int, status: Status) -> OwnDeed | None:
    """Read a set phrase at a token with what stands around it: `are not on their way`, `have gone home`."""
    around = read_around(sentence.tokens, at, force.stop)
    if status is Status.DEPLOYING and _goes_back_from(sentence.tokens, at):
        status = Status.WITHDRAWING
    if status is Status.DENIED:
        return OwnDeed(at, around.first, status, "refuse", None, False)
    if status is Status.ENDED:
        if around.negated or force.kind not in _BODIES:
            return None
        if around.modal or around.to or sentence.tokens[at].low.endswith("ing"):
            # "will come to an end", "is to be wound up"
            status = Status.WITHDRAWING
    elif status is Status.WITHDRAWING and _goes_on_into(sentence.tokens, at):
        # "has moved out of Abkhazia and into Senaki"
        return OwnDeed(at, around.first, Status.DEPLOYED, "come", None, False)
    elif status is Status.WITHDRAWING:
        if around.negated:
            return None
        if around.perfect and not around.to:
            status = Status.WITHDRAWN
    elif around.negated or force.none:
        status = Status.DENIED
    elif sentence.tokens[at].low == "present":
        return OwnDeed(at, around.first, status, "rest", None, True)
    elif around.modal:
        future = planned(sentence, around, None, negated=False, group="come")
        if future is None:
            return None
        status = future
    return OwnDeed(at, around.first, status, "phrase", None, False)


def _goes_on_into(tokens: tuple[Token, ...], at: int) -> bool:
    """Tell whether a way out of one place is told to lead into another: `out of Abkhazia and into Senaki`."""
    behind = [token.low for token in tokens[at : at + _ONWARDS]]
    return any(behind[step : step + 2] == ["and", "into"] for step in range(len(behind)))


def of_course(tokens: tuple[Token, ...], verb: int) -> Status | None:
    """What a force has finished or completed: `its deployment` makes it there, `its withdrawal` gone."""
    behind = tokens[verb + 1 : verb + 1 + _COURSE]
    if not behind or behind[0].low not in ("its", "their", "the"):
        return None
    groups = ["come" if token.low == "move" else _DEEDS.get(token.low) for token in behind[1:]]
    group = next((group for group in groups if group is not None), None)
    return {"send": Status.DEPLOYED, "come": Status.DEPLOYED, "withdraw": Status.WITHDRAWN}.get(group or "")


def _goes_back_from(tokens: tuple[Token, ...], at: int) -> bool:
    """`is on its way back`, `on the road home`; not `on its way back to Mali`."""
    for step in range(at + 1, min(len(tokens) - 1, at + _BACK)):
        if tokens[step].kind == "mark" and tokens[step].low != ",":
            return False
        if tokens[step].low in ("back", "home"):
            return tokens[step + 1].low not in _TOWARDS and tokens[step + 1].low not in ("into", "in")
    return False


def homewards(sentence: Sentence, deed: OwnDeed) -> OwnDeed:
    """Make a going home of a coming that leads there: `are crossing into Kuwait, on their way home`."""
    if deed.group not in ("come", "phrase") or deed.status not in _GOING or sentence.words.isdisjoint(_HOME.signs):
        return deed
    tokens = sentence.tokens
    for at in range(deed.at, min(len(tokens), deed.at + _WAY)):
        low = tokens[at].low
        if low in BREAKS or low in _PARTING:
            return deed
        if low in _HOME.openers and _HOME.match(tokens, at):
            status = Status.WITHDRAWN if deed.status is Status.DEPLOYED else Status.WITHDRAWING
            return deed._replace(status=status, group="leave")
    return deed


def goes_back(sentence: Sentence, force: Force, at: int) -> Status | None:
    """Tell where a verb with `back` leads: `came back to Lafole` is a coming, `rolled back across the border` a going.

    None where nothing tells: the set phrases then do.
    """
    tokens = sentence.tokens
    if at + 2 >= len(tokens) or tokens[at + 1].low != "back" or not _is_moving(tokens[at].low):
        return None
    low = tokens[at + 2].low
    if low in ("across", "over"):
        done = any(form.tag in ("past", "pp") for form in FORMS.get(tokens[at].low, ()))
        return Status.WITHDRAWN if done else Status.WITHDRAWING
    if low not in ("to", "into", "in", "onto"):
        return None
    codes = {actor.code for actor in force.actors}
    goals = [m for m in sentence.mentions if at + 2 < m.first <= at + 7 and m.country is not None]
    if not codes or not goals or not _is_abroad(tokens, goals[0], codes):
        return None
    return Status.DEPLOYED


def _is_moving(low: str) -> bool:
    forms = [form for form in FORMS.get(low, ()) if form.side == "subject" and form.group in ("come", "leave")]
    return bool(forms) and forms[0].lemma != "pull"


def names_where(sentence: Sentence, force: Force, form: Form, verb: int) -> bool:
    """`left for Bangui`, `returned to Mali`: away from home, not away from the host."""
    tokens = sentence.tokens
    if form.lemma in ("leave", "depart", "quit") and _leaves_home(sentence, force, verb):
        return True
    if form.lemma == "return":
        return _returns_abroad(sentence, force, verb)
    words = _TOWARDS if form.lemma == "depart" else _TOWARDS - {"to"}
    behind = tokens[force.stop].low if force.stop < len(tokens) else ""
    if behind == "for" and any(mention.first - force.stop in (1, 2) for mention in sentence.mentions):
        # "the first 40 policemen for East Timor left on Monday"
        return True
    for at in range(verb + 1, len(tokens)):
        if tokens[at].low in BREAKS:
            return False
        if tokens[at].low in words and any(mention.first - at in (1, 2, 3) for mention in sentence.mentions):
            return not _leaves_abroad(sentence, force, verb, at)
    return False


def _leaves_home(sentence: Sentence, force: Force, verb: int) -> bool:
    """`have left Zhanjiang to man the base in Djibouti`, of a Chinese force: it departs."""
    codes = {actor.code for actor in force.actors}
    left = [m for m in sentence.mentions if verb < m.first <= verb + 2 and m.kind != "demonym"]
    return bool(left) and left[0].country in codes and sentence.tokens[left[0].first - 1].low not in _TOWARDS


def comes_out_of_gate(tokens: tuple[Token, ...], at: int) -> bool:
    """`drove out of the airport in Monrovia`: out of where soldiers land, into the country."""
    if at + 3 >= len(tokens) or [token.low for token in tokens[at + 1 : at + 3]] != ["out", "of"]:
        return False
    moving = any(form.side == "subject" and form.group == "come" for form in FORMS.get(tokens[at].low, ()))
    return moving and not _GATEWAYS.isdisjoint(token.low for token in tokens[at + 3 : at + 7])


def leaves_own(sentence: Sentence, force: Force, at: int) -> bool:
    """`rolled out of Nema`, of a Mauritanian force: what it moves out of is home."""
    codes = {actor.code for actor in force.actors}
    return any(m.country in codes for m in sentence.mentions if at + 3 <= m.first <= at + 5 and m.kind != "demonym")


def _leaves_abroad(sentence: Sentence, force: Force, verb: int, stop: int) -> bool:
    """`left Iraq for Kuwait`, of a force that is not Iraq's: what it leaves is the host."""
    codes = {actor.code for actor in force.actors}
    left = [
        mention
        for mention in sentence.mentions
        if verb < mention.first < stop and mention.country is not None and mention.kind != "demonym"
    ]
    if any(mention.kind == "city" for mention in left) and _is_country(sentence, stop):
        # "are leaving Vicenza for Poland": out of a garrison, into another country
        return False
    return bool(codes) and bool(left) and not any(mention.country in codes for mention in left)


def _is_country(sentence: Sentence, at: int) -> bool:
    return any(mention.kind == "country" and mention.first - at in (1, 2) for mention in sentence.mentions)


def _returns_abroad(sentence: Sentence, force: Force, verb: int) -> bool:
    """`returned to Mali`, `will be returning to fight in Iraq`: not home."""
    tokens = sentence.tokens
    if verb + 1 >= len(tokens) or tokens[verb + 1].low != "to":
        return False
    codes = {actor.code for actor in force.actors}
    if verb + 2 < len(tokens) and tokens[verb + 2].low in _TOLD_OF:
        # "who left Gao returned to it"
        return any(m.country is not None and m.country not in codes and m.first < verb for m in sentence.mentions)
    goals = [m for m in sentence.mentions if verb + 1 < m.first <= verb + 6 and m.country is not None]
    return bool(codes) and bool(goals) and _is_abroad(tokens, goals[0], codes)


def _is_abroad(tokens: tuple[Token, ...], mention: Mention, codes: set[str]) -> bool:
    return mention.country not in codes and tokens[mention.first - 1].low not in ("from", "of")
