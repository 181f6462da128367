"""How far a deployment has come, from the verb that tells of it and what stands around that verb."""

from typing import Final

from schemas.events.deployment import Status
from services.ingest.reading.deployments.force import Force
from services.ingest.reading.deployments.verbs import Around, Form, Governor
from services.ingest.reading.document import Sentence

_GOVERNED: Final = {
    "approve": Status.APPROVED,
    "offer": Status.CONSIDERED,
    "ask": Status.REQUESTED,
    "begin": Status.DEPLOYING,
    "finish": Status.DEPLOYED,
    "refuse": Status.DENIED,
}
_HOLDING: Final = frozenset(("have", "lead", "head", "command", "host"))
_POSTING: Final = frozenset(("station", "base", "garrison", "quarter", "billet", "house", "post"))
_REPORTING: Final = frozenset(
    (
        *("said", "says", "announced", "announces", "confirmed", "confirms", "told", "promised", "pledged", "decided"),
        *("declared", "vowed", "agreed", "stated", "added"),
    )
)
_CONDITIONS: Final = frozenset(("if", "unless", "provided"))


def of_governor(governor: Governor, *, negated: bool = False) -> Status | None:
    """Return what `agreed to`, `no plans to`, `refused to`, `began` make of the deed; None for a rumour."""
    status = _GOVERNED.get(governor.group)
    if governor.negated or negated:
        if status is Status.REQUESTED:
            return None
        return Status.CONSIDERED if status is Status.DENIED else Status.DENIED
    return status


def of_active(sentence: Sentence, force: Force, form: Form, around: Around, governor: Governor | None) -> Status | None:
    """The status of a verb that somebody does to the force: `sent`, `will withdraw`; None for background."""
    group = form.group
    negated = around.negated or force.none
    if form.lemma in _HOLDING and (around.modal or around.to):
        return planned(sentence, around, governor, negated=negated, group=group)
    if group == "keep":
        if around.no_longer:
            return Status.WITHDRAWN
        if governor is not None and governor.group == "refuse":
            return Status.CONSIDERED if governor.negated else Status.DENIED
        return Status.DENIED if negated and not around.modal else None
    if group == "refuse":
        return Status.CONSIDERED if around.negated else Status.DENIED
    if group == "ask":
        return None if around.negated else Status.REQUESTED
    if group == "end":
        return Status.ENDED if form.tag in ("past", "pp") and not around.to else Status.WITHDRAWING
    if group == "withdraw":
        if negated or (governor is not None and governor.group in ("refuse", "ask")):
            return None
        done = form.tag in ("past", "pp") and not around.be and not around.to
        return Status.WITHDRAWN if done and not around.modal else Status.WITHDRAWING
    if group == "rotate":
        if around.to and not around.be and (governor is None or governor.at < around.first - 1):
            # "sending a force to replace them": a purpose.
            return None
        return Status.ROTATION
    if around.modal or around.to or around.negated or governor is not None:
        return planned(sentence, around, governor, negated=negated, group=group)
    if negated:
        return Status.DENIED
    if form.lemma in _POSTING and form.tag in ("s", "base") and sentence.field == "text":
        # "The United States stations 28,500 soldiers in the South": as it has for long.
        return None
    plain = {
        "approve": Status.APPROVED,
        "offer": Status.CONSIDERED,
        "reinforce": Status.REINFORCED,
        "receive": Status.DEPLOYED,
    }.get(group)
    if plain is not None:
        return plain
    return Status.DEPLOYED if form.tag in ("past", "pp") else Status.DEPLOYING


def of_passive(sentence: Sentence, force: Force, form: Form, around: Around) -> Status | None:
    """The status of `were sent`, `will be withdrawn`, `have been asked`."""
    negated = around.negated or force.none
    group = form.group
    if group == "withdraw":
        return None if negated else Status.WITHDRAWING if around.modal or around.to else Status.WITHDRAWN
    if group == "end":
        return None if negated else Status.ENDED
    if group == "rotate":
        return Status.ROTATION
    if group == "ask":
        return None if negated else Status.REQUESTED
    if around.modal or around.to:
        if around.to and not around.modal and not negated:
            return Status.APPROVED
        return planned(sentence, around, None, negated=negated, group=group)
    if negated:
        return Status.DENIED
    plain = {"approve": Status.APPROVED, "offer": Status.CONSIDERED}.get(group)
    if plain is not None:
        return plain
    if group == "reinforce":
        return Status.REINFORCED if force.actors else None
    return Status.DEPLOYING if "being" in sentence.words else Status.DEPLOYED


def of_own(
    sentence: Sentence, force: Force, form: Form, around: Around, governor: Governor | None, *, away: bool
) -> Status | None:
    """The status of a verb that the force itself does: `arrived`, `will leave`.

    `away` tells that a verb of leaving names where they go: `left for Bangui`.
    """
    group = form.group
    negated = around.negated or force.none
    if group == "leave":
        if away:
            return Status.DENIED if negated else Status.APPROVED if around.modal else Status.DEPLOYING
        if negated:
            return None
        if around.modal or around.to or form.tag in ("ing", "base", "s"):
            return Status.WITHDRAWING
        return Status.WITHDRAWN
    if group == "rotate":
        return Status.ROTATION
    if form.lemma in ("stay", "remain", "complete"):
        return None
    if group == "end":
        return None if negated or force.kind not in ("units", "loose_units") else Status.ENDED
    if around.to and around.be and not around.modal and not negated:
        return Status.APPROVED
    if around.modal or around.to:
        return planned(sentence, around, governor, negated=negated, group=group)
    if negated:
        return Status.DENIED
    if form.tag == "ing":
        return Status.DEPLOYING if group == "come" else Status.DEPLOYED
    if form.lemma == "follow":
        return None
    return Status.DEPLOYED


def planned(
    sentence: Sentence, around: Around, governor: Governor | None, *, negated: bool, group: str
) -> Status | None:
    """The status of what is to come, wanted, thought of or refused; None for a mere purpose."""
    if governor is not None and (around.to or not around.modal):
        if governor.group == "rumour":
            return Status.DENIED if negated else Status.DEPLOYED
        status = of_governor(governor, negated=negated)
        return Status.CONSIDERED if status is Status.APPROVED and group == "offer" else status
    if negated:
        return Status.DENIED
    modal = around.modal
    if modal in ("will", "shall", "'ll", "won't"):
        return Status.CONSIDERED if sentence.words & _CONDITIONS else Status.APPROVED
    if modal in ("would", "'d"):
        return Status.APPROVED if _is_reported(sentence, around.first) else Status.CONSIDERED
    if modal:
        return Status.CONSIDERED
    if around.be or sentence.field == "title":
        return Status.APPROVED
    return None


def _is_reported(sentence: Sentence, before: int) -> bool:
    """`said it would send` is a decision told later; `would send if asked` is not."""
    if sentence.words & _CONDITIONS or "should" in sentence.words:
        return False
    tokens = sentence.tokens
    if any(token.low in _REPORTING for token in tokens[max(0, before - 10) : before]):
        return True
    # "France said that it would send officers, and Italy that ten of its own would go"
    that = any(token.low == "that" for token in tokens[max(0, before - 8) : before])
    return that and any(token.low in _REPORTING for token in tokens[max(0, before - 30) : before])
