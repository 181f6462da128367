"""The toll ledger: every claim that was made, and what is known because of all of them.

What is known is a function of the set of statements, weighed in the order of publication. So the order in which they
come in does not matter, a statement that is told twice counts once, and taking one out gives the ledger that would
be there had it never come.
"""

from bisect import insort
from dataclasses import dataclass
from typing import Final

from services.alerts.situations import board as boards
from services.alerts.situations.board import EMPTY, Board
from services.alerts.situations.claim import Claim
from services.alerts.situations.parts import Known
from services.alerts.situations.statements import Ground, Statement


@dataclass(frozen=True, slots=True)
class Ledger:
    """The claims of one measure in one story.

    Attributes:
        statements: In the order of publication.
        board: What stands after them; derived, and kept because most statements come in that order.
        known: What is known because of it; None when nothing is.
    """

    statements: tuple[Statement, ...] = ()
    board: Board = EMPTY
    known: Known | None = None

    @property
    def grounds(self) -> tuple[Ground, ...]:
        """The events that this stands on."""
        return boards.grounds(self.board)


EMPTY_LEDGER: Final = Ledger()


def record(ledger: Ledger, statement: Statement) -> Ledger:
    """Return the ledger with one more statement; one of a report that is there already changes nothing."""
    held = ledger.statements
    newest = not held or statement.order > held[-1].order
    plain = all(claim.certainty != "retracted" for claim in statement.claims)
    if newest and plain:
        copied = statement.family in [other.family for other in held] and any(
            other.family == statement.family and other.figures == statement.figures for other in held
        )
        return _ledger(
            (*held, statement), ledger.board if copied else boards.after(ledger.board, statement, ledger.known)
        )
    if any(other.report == statement.report for other in held):
        return ledger
    ordered = list(held)
    insort(ordered, statement, key=lambda one: one.order)
    return _weighed(tuple(ordered))


def withdraw(ledger: Ledger, report: str) -> Ledger:
    """Return the ledger as if `report` had never come."""
    kept = tuple(statement for statement in ledger.statements if statement.report != report)
    return ledger if len(kept) == len(ledger.statements) else _weighed(kept)


def tellers(ledger: Ledger, least: int) -> tuple[str, ...]:
    """Return the reports that tell, for themselves, of at least so many people."""
    return tuple(statement.report for statement in ledger.statements if _told(statement) >= least)


def _told(statement: Statement) -> int:
    """Add up a report's largest totals by group; what it denies or withdraws counts not."""
    largest: dict[str, int] = {}
    for claim in statement.claims:
        if claim.scope == "total" and claim.certainty == "asserted":
            largest[claim.group] = max(largest.get(claim.group, 0), claim.min)
    return sum(largest.values())


def _weighed(statements: tuple[Statement, ...]) -> Ledger:
    board = EMPTY
    for statement in _standing(statements):
        board = boards.after(board, statement, boards.known(board))
    return _ledger(statements, board)


def _ledger(statements: tuple[Statement, ...], board: Board) -> Ledger:
    return Ledger(statements, board, boards.known(board))


def _standing(statements: tuple[Statement, ...]) -> list[Statement]:
    """Leave out copies, and counts that were withdrawn at the time or later."""
    seen: set[object] = set()
    standing: list[Statement] = []
    for statement in statements:
        mark = (statement.family, statement.figures)
        if mark not in seen:
            seen.add(mark)
            standing.append(statement)
    withdrawn: list[Claim] = []
    for at in range(len(standing) - 1, -1, -1):
        statement = standing[at]
        said = [claim for claim in statement.claims if claim.certainty == "retracted"]
        withdrawn += said
        if withdrawn:
            standing[at] = statement._replace(claims=_left(statement.claims, withdrawn, itself=bool(said)))
    return standing


def _left(claims: tuple[Claim, ...], withdrawn: list[Claim], *, itself: bool) -> tuple[Claim, ...]:
    """Return the claims of a statement that are left once counts are withdrawn.

    With a withdrawn count goes what the same report told of it: of whom, and how many of them where. The report that
    withdraws it may tell others beside.
    """
    gone = [claim for claim in claims if any(_same_count(claim, other) for other in withdrawn)]
    if not gone or itself:
        return tuple(claim for claim in claims if claim not in gone)
    speakers = {None, *(claim.speaker for claim in gone)}
    return tuple(claim for claim in claims if claim not in gone and claim.speaker not in speakers)


def _same_count(claim: Claim, gone: Claim) -> bool:
    if claim.certainty != "asserted" or claim.scope == "previous" or claim.min != gone.min:
        return False
    # "164" takes back "at least 164" as well.
    return claim.max == gone.max or claim.max is None or gone.max is None
