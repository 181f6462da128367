"""Verbs that somebody does to a force, before it: `sent 300 soldiers`, `ruled out sending troops`."""

from typing import Final

from schemas.events.deployment import Status
from services.ingest.reading.deployments.deeds import judgement
from services.ingest.reading.deployments.force import Force
from services.ingest.reading.deployments.governors import find_governor
from services.ingest.reading.deployments.predicate import Predicate
from services.ingest.reading.deployments.statuses import of_active
from services.ingest.reading.deployments.verbs import FORMS, Form, is_adverb, read_around
from services.ingest.reading.document import Sentence, Token
from services.ingest.reading.grammar import ARTICLES, BASES, BE, POSSESSIVES, SUBORDINATORS
from services.ingest.reading.lexicon.files import load_words

_NEVER_BETWEEN: Final = frozenset(
    ("to", "into", "at", "by", "against", "between", "under", ",", "behind", "beside", "alongside", "past", "near")
)
_LET_IN: Final = frozenset(
    (
        "into",
        "in",
        "onto",
        "cross",
        "enter",
        "use",
        "through",
        "stay",
        "land",
        "operate",
        "take",
        "join",
        "go",
        "serve",
        "fight",
        "be",
        "pass",
        "transit",
        "train",
        "patrol",
        "set",
        "remain",
        "base",
        "help",
        "come",
        "march",
        "move",
        "deploy",
        "take",
    )
)
_GROUND_VERBS: Final = frozenset(("deploy", "station", "move", "position", "redeploy", "roll", "land", "mass"))
_CRAFT_VERBS: Final = _GROUND_VERBS | {"send", "dispatch", "despatch", "base", "order"}
_SUBJECTS: Final = load_words("deployments", "agents.offices") | {
    *("it", "he", "she", "who", "which", "and", "alliance", "bloc", "coalition", "union", "group", "country", "side"),
}
_BEFORE_ADJECTIVE: Final = ARTICLES | POSSESSIVES | {"'s", "'"}
_CARRIERS: Final = load_words("deployments", "signs.carriers") | load_words("deployments", "heads.naval")
_ALERT: Final = frozenset(("alert", "standby", "readiness", "notice"))
_PUT: Final = load_words("deployments", "status.put_where")
_GROUND: Final = load_words("deployments", "heads.ground")
_INVARIANT: Final = frozenset(("let", "put", "set", "cut", "quit", "spread"))
_NAVAL: Final = load_words("deployments", "heads.naval")
_OF_THEM: Final = load_words("deployments", "signs.of_them")
_PLANNING: Final = frozenset(("for", "about", "of", "on"))
_FETCHING: Final = frozenset(("bring", "call", "pull", "take", "fly", "get", "ship", "fetch", "ferry", "carry"))
_ENDING: Final = frozenset(("bring", "put", "draw"))
_PARTS: Final = frozenset(("participation", "contribution", "involvement", "part", "role", "membership"))
_USING: Final = frozenset(("use", "employ"))
_PERMITTING: Final = frozenset(("approve", "permit", "refuse", "ask"))
"""What is used by leave goes where it is to be used: `authorised the president to use the army in Ukraine`."""
_LISTING: Final = frozenset((",", "and", "or", "to", "for", "on", "upon", "the", "both"))
_LETTING: Final = frozenset(("let", "lets", "letting"))
_GRACE: Final = frozenset(("hours", "hour", "days", "day", "week", "weeks", "until", "deadline", "ultimatum", "notice"))
_COMMANDING: Final = frozenset(("order", "tell", "ask", "urge", "call", "press", "want"))
_ASIDE: Final = 16
"""Tokens of an aside behind a force at most."""
_GOING: Final = frozenset(("go", "pull", "get", "move", "pack", "fly", "sail", "come"))
_OUT: Final = frozenset(("out", "home", "back", "up", "away"))
_REACH: Final = 7
_LONG_REACH: Final = 14
"""Tokens between a verb and the force that is its object at most; for verbs of asking, which name somebody between."""


def is_verb(sentence: Sentence, at: int, form: Form) -> bool:
    """Tell a verb from a noun or adjective of the same spelling: `an order`, `the mandate is clear`."""
    tokens = sentence.tokens
    before = tokens[at - 1].low if at else ""
    if at == 0 and form.tag in ("past", "pp") and sentence.field == "title":
        # "Hired soldiers take the bridge"
        return False
    if form.tag in ("base", "s") and (
        before in ("the", "a", "an", "'s", "its", "their", "his", "her", "this", "of", "no", "any", "under", "by")
        or before in BE
    ):
        return False
    if form.tag == "ing" and before in _BEFORE_ADJECTIVE:
        # "the saluting battery of the Armed Forces"
        return False
    if form.tag == "s" and any(m.kind == "demonym" and m.stop == at for m in sentence.mentions):
        # "Serbian volunteers and policemen"
        return False
    if form.tag == "s" and not _may_be_subject(tokens, at - 1, title=sentence.field == "title"):
        return False
    if form.tag == "base":
        governor = find_governor(tokens, at)
        if governor is not None and governor.group == "ask" and "that" in sentence.words:
            # "requested that Australia lend": a subjunctive.
            return True
        if not _LETTING.isdisjoint(token.low for token in tokens[max(0, at - 5) : at]):
            # "a bill that lets the army send soldiers"
            return True
        around = read_around(tokens, at)
        if form.lemma in _INVARIANT and (around.perfect or _may_be_subject(tokens, at - 1, title=False)):
            return True
        return (
            around.to
            or bool(around.modal)
            or sentence.field == "title"
            or before in ("and", "or", "not", "leaders", "states", "we", "they", "you", "i")
        )
    return True


def _moves_craft(head: str, form: Form) -> bool:
    """Tell a ship or jet that goes with its crew from one that is given away."""
    if head in _NAVAL:
        return True
    return form.lemma in (_GROUND_VERBS if head in _GROUND else _CRAFT_VERBS)


def _may_be_subject(tokens: tuple[Token, ...], at: int, *, title: bool) -> bool:
    """Tell `Paris ships`, `the cabinet offers` from `bar ships`, `of troops orders`."""
    while at >= 0 and (is_adverb(tokens[at]) or tokens[at].low in ("no", "longer")):
        at -= 1
    if at < 0:
        return title
    low = tokens[at].low
    if tokens[at].text[0].isupper() or low in _SUBJECTS or low in _CARRIERS:
        return True
    # "as planes set down": a bare plural
    return low.endswith("s") and tokens[at].kind == "word" and (at == 0 or tokens[at - 1].low in SUBORDINATORS)


def of_verb(sentence: Sentence, force: Force, at: int, form: Form, floor: int) -> Predicate | None:
    """Return what a verb before a force makes of it, None where it does nothing that counts."""
    tokens = sentence.tokens
    between = [token.low for token in tokens[at + 1 : force.first]]
    if between[:2] == ["between", "them"]:
        del between[:2]
    after = tokens[force.stop].low if force.stop < len(tokens) else ""
    if form.lemma == "let" and between[:1] == ["in"]:
        # "let in 46 warships and 7,000 marines"
        del between[0]
    elif form.lemma == "let" and after not in _LET_IN:
        return None
    if form.lemma == "set" and between[:1] == ["down"]:
        # "planes set down a battalion"
        form = form._replace(group="send")
    if force.first > at + 2 and tokens[force.first - 1].low == "of" and tokens[force.first - 2].low in _OF_THEM:
        # "announced the deaths of two officers"
        return None
    if form.lemma in ("agree", "consent") and between and between[-1] == "to":
        # "agreed on Thursday to 1,400 men for Uruzgan"
        between = []
    if form.lemma == "tell" and after != "to":
        return None
    if form.lemma == "make" and between[:2] == ["available", "to"]:
        # "make available to the mission in Lebanon one company"
        del between[: max(2, len(between) - 1)]
    elif form.lemma == "make" and "available" not in between and after != "available":
        return None
    if form.lemma == "release" and after != "for":
        return None
    if form.lemma == "take" and not _taken_to(sentence, force):
        return None
    if form.lemma == "back" and "up" in between:
        return None
    if (form.group in ("ask", "approve", "offer") or form.lemma == "give") and _told_to_go(tokens, force.stop):
        # "ordered the troops to leave", "wants the soldiers out"
        return (
            None
            if read_around(tokens, at, floor).negated
            else Predicate(at, at, Status.WITHDRAWING, "leave", None, True)
        )
    if form.lemma == "give" and force.definite and _is_given_time(tokens, force.stop):
        return None
    if form.lemma in _COMMANDING and force.definite and _told_something_else(tokens, force.stop):
        # "ordered the British army, which ..., to pay"
        return None
    if form.lemma == "put" and after == "on" and _ALERT & {token.low for token in tokens[force.stop : force.stop + 5]}:
        return Predicate(at, at, Status.CONSIDERED, "offer", None, True)
    if form.lemma in _ENDING and _brought_to_end(tokens, force.stop):
        # "brought its mission in Uruzgan to an end"
        around = read_around(tokens, at, floor)
        done = form.tag in ("past", "pp") and not (around.to or around.modal)
        ended = Status.ENDED if done else Status.WITHDRAWING
        return None if around.negated else Predicate(at, around.first, ended, "end", None, True)
    if form.lemma == "put" and not (force.stop < len(tokens) and tokens[force.stop].low in _PUT):
        return None
    if (
        form.lemma == "pull"
        and not _goes_out(tokens, force.stop)
        and "out" not in between
        and not _pulled_from(tokens, force)
    ):
        return None
    if force.kind == "craft" and not _moves_craft(tokens[force.head].low, form):
        return None
    if form.group == "end" and not _PARTS.isdisjoint(between):
        between = [low for low in between if low != "to"]
    if form.group != "ask" and form.group != "refuse":
        far = _LONG_REACH if "as" in between else _REACH
        if len(between) > far or any(word in _NEVER_BETWEEN for word in between):
            return None
    elif "against" in between or ("," in between and not _is_list_of_states(sentence, at, force.first)):
        return None
    around = read_around(tokens, at, floor)
    if form.tag == "base" and form.lemma in _INVARIANT and not (around.to or around.modal):
        form = form._replace(tag="past")
    governor = None
    if around.to or (form.tag == "ing" and not around.be) or (form.tag == "base" and not around.modal):
        governor = find_governor(tokens, around.first, floor)
    if form.tag == "ing" and governor is None and not around.be and _is_topic(sentence, at):
        # "Sending soldiers is one option", "is out of the question"
        judged = {"offer": Status.CONSIDERED, "refuse": Status.DENIED}.get(judgement(sentence, force))
        usual = form.group in ("send", "approve")
        return Predicate(at, at, judged, form.group, None, True) if judged is not None and usual else None
    if form.tag == "ing" and governor is None and not around.be and at and tokens[at - 1].low in _PLANNING:
        # "spoke of a plan for sending a force"
        return Predicate(at, at, Status.CONSIDERED, "offer", None, True)
    returns = between[:1] == ["home"] or (between[:1] == ["back"] and form.lemma in _FETCHING)
    if returns and not (around.negated or force.none):
        # "is calling home its soldiers"
        done = form.tag in ("past", "pp") and not (around.be or around.to or around.modal)
        return Predicate(at, around.first, Status.WITHDRAWN if done else Status.WITHDRAWING, "withdraw", governor, True)
    if form.lemma in _USING and (governor is None or governor.group not in _PERMITTING):
        # "uses soldiers to guard the polls": where they are.
        return None
    status = of_active(sentence, force, form, around, governor)
    if status is None:
        return None
    if form.group == "receive" and _goes_out(tokens, force.stop):
        # "received 850 soldiers back from a year in Cambodia"
        return Predicate(at, around.first, Status.WITHDRAWN, "leave", governor, True)
    if form.group in ("send", "approve") and _goes_out(tokens, force.stop):
        gone = form.tag == "past" and form.group == "send" and not (around.to or around.modal or around.be)
        status = Status.WITHDRAWN if gone else Status.WITHDRAWING
    if form.group == "keep" and status is Status.DENIED and governor is None and not (around.negated or force.none):
        return None
    # "concluded its participation in the NATO force": whose part it is, who concludes it says.
    group = "join" if form.group == "end" and not _PARTS.isdisjoint(between) else form.group
    return Predicate(at, around.first, status, group, governor, True)


def _taken_to(sentence: Sentence, force: Force) -> bool:
    """`took 60 paratroopers to Kabul`; not `took 12 soldiers hostage`, `to hospital`."""
    tokens = sentence.tokens
    at = force.stop
    if at >= len(tokens) or tokens[at].low not in ("to", "into", "ashore", "across"):
        return False
    return any(at < mention.first <= at + 3 for mention in sentence.mentions if mention.kind != "demonym")


def _is_topic(sentence: Sentence, at: int) -> bool:
    """`Withdrawing the troops now would be a mistake`: what is talked about, not what is done."""
    tokens = sentence.tokens
    opens = at == 0 or tokens[at - 1].low in ("that", "—", ":", '"', "“")
    return opens and bool(sentence.words & {"would", "could", "might", "is", "means"})


def _brought_to_end(tokens: tuple[Token, ...], stop: int) -> bool:
    """`to an end`, `to a close`, behind the mission and where it was."""
    for at in range(stop, min(len(tokens) - 2, stop + _REACH)):
        if tokens[at].low in (".", ";", "and"):
            return False
        if tokens[at].low == "to" and tokens[at + 2].low in ("end", "close", "conclusion"):
            return True
    return False


def _is_list_of_states(sentence: Sentence, at: int, stop: int) -> bool:
    """`appealed to India, Pakistan and the United States for soldiers`: only those who are asked stand between."""
    named = {step for mention in sentence.mentions for step in range(mention.first, mention.stop)}
    between = range(at + 1, stop)
    listed = all(step in named or sentence.tokens[step].low in _LISTING for step in between)
    return listed and not named.isdisjoint(between)


def _is_given_time(tokens: tuple[Token, ...], stop: int) -> bool:
    """`gave the soldiers in power 72 hours`, `gave the peacekeepers until Friday`."""
    return any(token.low in _GRACE for token in tokens[stop : stop + _REACH])


def _told_something_else(tokens: tuple[Token, ...], stop: int) -> bool:
    """`to pay for the damage`, `to hold its fire`: an infinitive that no force goes anywhere by."""
    at = stop
    if at < len(tokens) and tokens[at].low == ",":
        at = next((step + 1 for step in range(at + 1, min(len(tokens), at + _ASIDE)) if tokens[step].low == ","), at)
    if at + 1 >= len(tokens) or tokens[at].low != "to":
        return False
    return tokens[at + 1].low in BASES and not FORMS.get(tokens[at + 1].low)


def _told_to_go(tokens: tuple[Token, ...], stop: int) -> bool:
    """`to leave`, `within a week to pull out`, `out of the country`."""
    low = tokens[stop].low if stop < len(tokens) else ""
    after = tokens[stop + 1].low if stop + 1 < len(tokens) else ""
    if low == "out" and after != "to":
        return True
    for at in range(stop, min(len(tokens) - 1, stop + 6)):
        if tokens[at].kind == "mark":
            return False
        if tokens[at].low == "to":
            behind = tokens[at + 1].low
            return any(form.group == "leave" for form in FORMS.get(behind, ())) or (
                behind in _GOING and at + 2 < len(tokens) and tokens[at + 2].low in _OUT
            )
    return False


def _pulled_from(tokens: tuple[Token, ...], force: Force) -> bool:
    """`pulled 200 of its men from the force in Mali`, what they leave being part of their noun phrase or behind it."""
    return any(token.low == "from" for token in tokens[force.head + 1 : force.stop + 1])


def _goes_out(tokens: tuple[Token, ...], stop: int) -> bool:
    low = tokens[stop].low if stop < len(tokens) else ""
    after = tokens[stop + 1].low if stop + 1 < len(tokens) else ""
    if low == "home" or (low == "to" and after in ("leave", "withdraw")):
        return True
    # "sent 50 of them back to Gao" is no return home.
    return low in ("back", "out") and after != "to"
