"""The verbs of deployments in all their forms, and what stands around one: will, not, to, has, is."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final, Literal, NamedTuple

from services.ingest.reading.deployments.goals import leads_nowhere
from services.ingest.reading.document import Token
from services.ingest.reading.grammar import ADVERBS, BE, HAVE, MODALS
from services.ingest.reading.lexicon.files import load_tables, load_words
from services.ingest.reading.morphology import verb_forms
from services.ingest.reading.phrases import Phrases

Side = Literal["object", "subject"]
Tag = Literal["base", "s", "past", "pp", "ing"]


def _particles(table: str) -> Mapping[str, frozenset[str]]:
    rows = load_tables("deployments")[table].items()
    return MappingProxyType({verb: frozenset(words) for verb, words in rows if verb[0] != "_"})


_PARTICLES: Final[Mapping[Side, Mapping[str, frozenset[str]]]] = MappingProxyType(
    {"subject": _particles("particles"), "object": _particles("object_particles")}
)
_NEGATIONS: Final = frozenset(
    ("not", "n't", "never", "neither", "nor", "won't", "cannot", "can't", "wouldn't", "didn't")
)
_CAN_MOVE: Final = frozenset(("fly", "drive", "march", "move", "land", "push", "pull", "escort", "evacuate"))
_ANSWERS: Final = frozenset(("fire", "gunfire", "salutes", "calls", "shots", "the"))
_JUMP: Final = frozenset(("jump", "drop"))
_PERSONS: Final = frozenset(("him", "her", "them", "me", "us"))
_INNER: Final = frozenset(
    ("more", "than", "longer", "yet", "up", "immediately", "so", "far", "all", "one", "day", "before", "ever")
)
_INWARDS: Final = frozenset(("into", "across", "ashore", "onto"))
_GATEWAYS: Final = load_words("deployments", "other_verbs.gateways")
"""Where soldiers come in: who drives out of one is on the way into the country."""
_BY: Final = frozenset(
    (
        "air",
        "sea",
        "road",
        "rail",
        "train",
        "ship",
        "boat",
        "plane",
        "bus",
        "lorry",
        "truck",
        "helicopter",
        "night",
        "ferry",
    )
)
_COMING: Final = frozenset(("come", "go"))
_INWARDS_TOO: Final = _INWARDS | {"to"}
_STRONG: Final = frozenset(("taken", "led", "driven", "brought", "let", "flown", "shown"))
"""Participles of strong verbs by which others move a force: `was taken across the river`."""
_ALONG: Final = frozenset(
    ("over", "through", "past", "along", "down", "up", "from", "off", "out", "north", "south", "east", "west")
)
_STILL: Final = load_words("deployments", "other_verbs.still")
_NOT_ADVERBS: Final = load_words("deployments", "other_verbs.like_adverbs")
_CARRIERS: Final = load_words("deployments", "signs.carriers")
_HOLD: Final = Phrases((phrase, True) for phrase in sorted(load_words("deployments", "other_verbs.hold")))
_DAYTIMES: Final = load_words("deployments", "other_verbs.daytimes") | load_words("deployments", "other_verbs.times")
_BEFORE_TIME: Final = frozenset(("on", "at", "before", "after", "by", "early", "late", "this", "last", "since", "from"))
_TIMES: Final = load_words("deployments", "other_verbs.times")
_ALIGHTING: Final = load_words("deployments", "other_verbs.alighting")
_SEIZE: Final = load_words("deployments", "other_verbs.seize")
_HELD: Final = load_words("deployments", "other_verbs.held")
_REACH: Final = 16
"""Tokens between a governing word and what it governs at most."""


class Form(NamedTuple):
    """One reading of a word as a form of a verb."""

    side: Side
    """object: the force stands behind it; subject: the force stands before it"""
    group: str
    """send, approve, ask, come, stay, leave ...: a key of the lexicon"""
    lemma: str
    tag: Tag


class Around(NamedTuple):
    """What stands before a verb in its group."""

    first: int
    negated: bool
    modal: str
    perfect: bool
    be: bool
    to: bool
    no_longer: bool


class Governor(NamedTuple):
    """The word that rules an infinitive, a gerund or a noun: `agreed to`, `ruled out`, `no plans to`."""

    at: int
    group: str
    negated: bool
    future: bool
    """`will ask`, `would refuse`"""


def _forms() -> Mapping[str, tuple[Form, ...]]:
    table: dict[str, list[Form]] = {}
    lexicon = load_tables("deployments")
    sides: tuple[tuple[Side, str], ...] = (("object", "object_verbs"), ("subject", "subject_verbs"))
    for side, name in sides:
        for group, entries in lexicon[name].items():
            for entry in entries:
                forms = verb_forms(entry)
                tagged: tuple[tuple[str, Tag], ...] = (
                    (forms.base, "base"),
                    (forms.singular, "s"),
                    (forms.past, "past"),
                    (forms.participle, "pp"),
                    (forms.gerund, "ing"),
                )
                for word, tag in tagged:
                    table.setdefault(word, []).append(Form(side, group, forms.base, tag))
    return MappingProxyType({word: tuple(found) for word, found in table.items()})


FORMS: Final = _forms()
_AWAY: Final = frozenset(("sail", "fly", "march", "drive", "go", "move", "steam", "ride", "roll", "pull"))
_GOING_AWAY: Final = frozenset(
    word for word, forms in FORMS.items() if any(form.side == "subject" and form.lemma in _AWAY for form in forms)
)
"""Verbs that with `away` behind them tell of a going."""


def form_at(tokens: tuple[Token, ...], at: int, side: Side, *, passive: bool = False) -> Form | None:
    """Return the form of a deployment verb at a token for a force on one side of it.

    `passive` asks for a participle. A verb that needs a particle (`set up`, `took part`) counts only with one.
    """
    for form in FORMS.get(tokens[at].low, ()):
        if form.side != side or (passive and form.tag not in ("pp", "past")):
            continue
        particles = _PARTICLES[side].get(form.lemma)
        if passive and side == "subject" and particles is not None:
            if at + 1 < len(tokens) and tokens[at + 1].low not in particles:
                continue
        elif particles is not None and not passive and not _has_particle(tokens, at, particles):
            comes = form.lemma in _COMING and _comes_with(tokens, at)
            if not comes and not (form.lemma == "make" and _made_available(tokens, at)):
                continue
        moved = side == "subject" and not passive and form.lemma in _CAN_MOVE
        if moved and at + 1 < len(tokens) and tokens[at + 1].low in _PERSONS:
            # "soldiers flew him to Costa Rica": it is he who goes.
            continue
        if form.lemma == "return" and at + 1 < len(tokens) and tokens[at + 1].low in _ANSWERS:
            # "returned fire"
            continue
        if form.lemma == "get" and side == "subject" and not _gets_to(tokens, at):
            continue
        if form.lemma == "take" and side == "object" and not _takes_to(tokens, at):
            continue
        if form.lemma in _JUMP and side == "subject" and not passive and not _is_jump(tokens, at):
            continue
        if side == "subject" and not passive and form.group == "come" and leads_nowhere(tokens, at):
            # "entered its last month", "appeared in court"
            continue
        return form
    return None


def _takes_to(tokens: tuple[Token, ...], at: int) -> bool:
    """`took 60 paratroopers to Kabul`; not `is taking its soldiers out of Mali`."""
    behind = [token.low for token in tokens[at + 1 : at + 9]]
    stop = next(
        (step for step, low in enumerate(behind) if low in ("out", "from", "part", "up", ",", ".")), len(behind)
    )
    return not _INWARDS_TOO.isdisjoint(behind[:stop])


def _gets_to(tokens: tuple[Token, ...], at: int) -> bool:
    """`got to El Fasher`; not `got to know`, `got into trouble`."""
    behind = tokens[at + 2 : at + 4]
    if tokens[at + 1].low in ("off", "out"):
        return True
    return bool(behind) and (behind[0].text[0].isupper() or (behind[0].low == "the" and len(behind) == 2))


def _made_available(tokens: tuple[Token, ...], at: int) -> bool:
    """`is making 500 soldiers available`"""
    return any(token.low == "available" for token in tokens[at + 1 : at + _REACH])


def _comes_with(tokens: tuple[Token, ...], at: int) -> bool:
    """`came with their dogs to Agdam`, `will come this summer`: the goal stands later, or is known."""
    behind = [token.low for token in tokens[at + 1 : at + 8]]
    if behind[:1] == ["by"] and behind[1:2] and behind[1] in _BY:
        return True
    if behind[:1] == ["with"] and behind[1:2] in (["them"], ["it"]):
        # "Two hundred Senegalese go with them"
        return True
    if behind[:1] == ["with"] or behind[:1] == ["by"]:
        stop = next((step for step, low in enumerate(behind) if low in (",", ".", "and", ";")), len(behind))
        return not _INWARDS_TOO.isdisjoint(behind[:stop])
    soon = behind[:1] in (["this"], ["next"], ["."], ["soon"], ["tomorrow"], ["tonight"], []) or behind[:1] == ["on"]
    return soon and tokens[at - 1].low in MODALS


def _has_particle(tokens: tuple[Token, ...], at: int, particles: frozenset[str]) -> bool:
    """`dropped on the airfield`, `drove on Monday at dawn into`: a time may stand before the particle."""
    step = at + 1
    if step < len(tokens) and tokens[step].low in particles:
        return step + 1 >= len(tokens) or tokens[step + 1].low not in _DAYTIMES or tokens[step].low != "on"
    while step < len(tokens) and (tokens[step].low in ADVERBS or tokens[step].low in _DAYTIMES):
        step += 1
        if step < len(tokens) and tokens[step].low in particles and tokens[step].low != "on":
            return True
        while step + 1 < len(tokens) and tokens[step].low in _BEFORE_TIME and tokens[step + 1].low in _DAYTIMES:
            step += 2
    while step + 1 < len(tokens) and tokens[step].low in _BEFORE_TIME and tokens[step + 1].low in _DAYTIMES:
        step += 2
    return at + 1 < step < len(tokens) and tokens[step].low in particles


def _is_jump(tokens: tuple[Token, ...], at: int) -> bool:
    """`jumped over Kolwezi` is a landing, `jumped over the wall` is none."""
    return tokens[at + 1].low != "over" or (at + 2 < len(tokens) and tokens[at + 2].text[0].isupper())


def read_around(tokens: tuple[Token, ...], verb: int, floor: int = 0) -> Around:
    """Read the auxiliaries, adverbs and negations before a verb."""
    negated = perfect = be = to = no_longer = False
    modal = ""
    at = verb - 1
    while at >= floor:
        low = tokens[at].low
        if low in _NEGATIONS or low.endswith("n't"):
            negated = True
        elif low == "to":
            to = True
        elif low in HAVE and not to:
            perfect = True
        elif low in HAVE and tokens[at + 1].low == "yet":
            # "has yet to be approved"
            modal = "may"
        elif low in BE:
            be = True
        elif low == "no" and tokens[at + 1].low == "longer":
            no_longer = True
        elif (low in _TIMES or _is_month(tokens, at)) and (jump := _skip_time(tokens, at, floor)) is not None:
            # "will next week send", "will for the first time have"
            at = jump
            continue
        elif not (is_adverb(tokens[at]) or low in MODALS or low in _INNER):
            break
        if low in MODALS or low in ("won't", "cannot"):
            modal = low
        at -= 1
    return Around(at + 1, negated, modal, perfect, be, to, no_longer)


def _is_month(tokens: tuple[Token, ...], at: int) -> bool:
    """`from 1 March`, `in May`: not the verbs."""
    return (
        tokens[at].text in ("March", "May")
        and at > 0
        and (tokens[at - 1].kind == "number" or tokens[at - 1].low in ("in", "from", "since", "by", "of"))
    )


def _skip_time(tokens: tuple[Token, ...], at: int, floor: int) -> int | None:
    """Return the auxiliary before a time between it and its verb, None where none stands there."""
    for step in range(at - 1, max(floor, at - 6) - 1, -1):
        low = tokens[step].low
        if low in MODALS or low in HAVE or low in BE:
            return step
        if tokens[step].kind == "mark" or low in FORMS:
            return None
    return None


def moves_out(tokens: tuple[Token, ...], at: int) -> bool:
    """Tell whether a word is a verb of moving out: `drove out of the barracks`; not `climbed out of a plane`."""
    if at + 2 < len(tokens) and tokens[at + 1].low == "away" and tokens[at].low in _GOING_AWAY:
        return True
    if at + 2 >= len(tokens) or tokens[at + 1].low != "out" or tokens[at + 2].low != "of":
        return False
    if any(token.low in _CARRIERS or token.low in _GATEWAYS for token in tokens[at + 3 : at + 7]):
        return False
    moving = [form for form in FORMS.get(tokens[at].low, ()) if form.side == "subject" and form.group == "come"]
    if moving:
        return moving[0].lemma not in _ALIGHTING
    return tokens[at].low.endswith(("ed", "ing")) and not FORMS.get(tokens[at].low)


def is_adverb(token: Token) -> bool:
    """Tell an adverb from what only ends like one: `quickly`, not `fly`."""
    return token.low in ADVERBS or (token.low.endswith("ly") and token.kind == "word" and token.low not in _NOT_ADVERBS)


def moves_in(tokens: tuple[Token, ...], at: int) -> bool:
    """Tell whether a word is a verb of moving in, whichever it is: `slogged across the river`, `spilling into`."""
    low = tokens[at].low
    if (
        not (low.endswith(("ed", "ing")) or low in _STRONG)
        or low in _STILL
        or tokens[at].kind != "word"
        or at + 1 >= len(tokens)
    ):
        return False
    after = tokens[at + 1].low
    if after in _INWARDS:
        return not leads_nowhere(tokens, at)
    # "rumbled over the bridge into"
    return after in _ALONG and any(token.low == "into" for token in tokens[at + 2 : at + 9])


def takes_hold(tokens: tuple[Token, ...], at: int) -> bool:
    """Tell whether a force comes to hold a place: `took control of`, `secured the airport`, `threw a ring around`."""
    found = _HOLD.match(tokens, at)
    if found is not None:
        return True
    if tokens[at].low not in _SEIZE:
        return False
    return any(token.low in _HELD for token in tokens[at + 1 : at + 6])
