"""The laws of the ledger, for any claims in any order."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from services.alerts.situations.claim import Claim
from services.alerts.situations.ledger import EMPTY_LEDGER, record, withdraw
from services.alerts.situations.statements import Statement

START = datetime(2031, 3, 10, tzinfo=UTC)
SPEAKERS = [(0, "ministry"), (1, "police"), (1, "hospital"), (2, "union"), (3, "witness"), (3, None)]


@st.composite
def claims(draw, scopes=("total", "increment", "subset", "previous"), certainties=("asserted", "denied", "retracted")):
    low = draw(st.integers(0, 60))
    rank, speaker = draw(st.sampled_from(SPEAKERS))
    return Claim(
        event=f"e{draw(st.integers(0, 10**6))}",
        min=low,
        max=draw(st.one_of(st.none(), st.just(low), st.integers(low, low + 40))),
        approx=False,
        group=draw(st.sampled_from(["people", "people", "protesters", "security_forces", "children", "other"])),
        scope=draw(st.sampled_from(scopes)),
        certainty=draw(st.sampled_from(certainties)),
        place=draw(st.sampled_from([None, None, "north", "south"])),
        country="KZ",
        rank=rank,
        speaker=speaker,
        day=draw(st.sampled_from([None, "2031-03-05", "2031-03-10", "2031-03-11"])),
        were_missing=draw(st.sampled_from([False, False, True])),
    )


@st.composite
def statements(draw, **of):
    listed = draw(st.lists(st.tuples(st.integers(0, 200), st.lists(claims(**of), min_size=1, max_size=3)), max_size=8))
    told = [
        Statement(f"r{n}", f"source{n % 3}", START + timedelta(hours=hour), f"r{n}", tuple(said))
        for n, (hour, said) in enumerate(listed)
    ]
    # Some reports are copies of the first one, at other outlets and other times.
    copied = draw(st.lists(st.integers(0, 200), max_size=2)) if told else []
    return told + [
        told[0]._replace(report=f"c{n}", source=f"outlet{n}", story=START + timedelta(hours=hour))
        for n, hour in enumerate(copied)
    ]


def ledger_of(listed):
    ledger = EMPTY_LEDGER
    for statement in listed:
        ledger = record(ledger, statement)
    return ledger


def bounds_are_in_order(listed):
    known = ledger_of(listed).known
    assert known is None or known.max is None or known.min <= known.max


def order_of_arrival_does_not_matter(listed, shuffled):
    assert ledger_of(shuffled) == ledger_of(listed)


def withdrawing_is_as_if_it_had_never_come(listed, gone):
    kept = [statement for statement in listed if statement.report != gone]
    assert withdraw(ledger_of(listed), gone) == ledger_of(kept)


def repeating_changes_nothing(listed, again):
    ledger = ledger_of(listed)
    assert record(ledger, again) == ledger


def copies_change_nothing_known(listed, copied):
    copy = copied._replace(report="copy", source="another", story=copied.story + timedelta(days=30))
    assert record(ledger_of(listed), copy).known == ledger_of(listed).known


def never_more_than_was_told(listed):
    """Nobody is counted twice: no more are known than all asserted counts add up to."""
    known = ledger_of(listed).known
    told = sum(
        c.min for s in listed for c in s.claims if c.certainty == "asserted" and c.scope in ("total", "increment")
    )
    assert known is None or known.min <= told


def a_total_told_again_raises_nothing(listed):
    """Whoever tells the standing total again, in the same words, adds nobody."""
    ledger = ledger_of(listed)
    if ledger.known is None or ledger.known.max is None:
        return
    last = listed[-1]
    again = last.claims[0]._replace(
        event="again",
        min=ledger.known.min,
        max=ledger.known.max,
        group="people",
        scope="total",
        certainty="asserted",
        place=None,
        speaker=None,
        rank=3,
        day=None,
        were_missing=False,
    )
    end = START + timedelta(days=60)
    told = record(ledger, Statement("again", "another", end, "again", (again,))).known
    assert told is not None
    assert told.min <= ledger.known.min


def denials_never_raise_the_minimum(listed, denied):
    ledger = ledger_of(listed)
    known = record(ledger, denied).known
    if ledger.known is None:
        assert known is None
    else:
        assert known is not None
        assert known.min <= ledger.known.min


def two_ledgers_united_are_the_ledger_of_all(listed, cut):
    one, other = ledger_of(listed[:cut]), ledger_of(listed[cut:])
    for statement in other.statements:
        one = record(one, statement)
    assert one == ledger_of(listed)


def taking_out_and_putting_back_changes_nothing(listed, one):
    ledger = ledger_of(listed)
    assert record(withdraw(ledger, one.report), one) == ledger


def denied_and_withdrawn_claims_alone_establish_nothing(listed):
    assert ledger_of(listed).known is None


@given(statements())
def test_min_is_never_above_max(listed):
    bounds_are_in_order(listed)


@given(st.data())
def test_order_of_arrival_does_not_matter(data):
    listed = data.draw(statements())
    order_of_arrival_does_not_matter(listed, data.draw(st.permutations(listed)))


@given(st.data())
def test_withdrawing_a_report_is_as_if_it_had_never_come(data):
    listed = data.draw(statements().filter(bool))
    withdrawing_is_as_if_it_had_never_come(listed, data.draw(st.sampled_from(listed)).report)


@given(st.data())
def test_repeating_a_report_changes_nothing(data):
    listed = data.draw(statements().filter(bool))
    repeating_changes_nothing(listed, data.draw(st.sampled_from(listed)))


@given(st.data())
def test_a_copy_changes_nothing(data):
    listed = data.draw(statements().filter(bool))
    copies_change_nothing_known(listed, data.draw(st.sampled_from(listed)))


@given(statements())
def test_nobody_is_counted_twice(listed):
    never_more_than_was_told(listed)


@given(statements(certainties=("denied", "retracted")))
def test_denied_and_withdrawn_claims_establish_nothing(listed):
    denied_and_withdrawn_claims_alone_establish_nothing(listed)


@given(statements().filter(bool))
def test_the_standing_total_told_again_adds_nobody(listed):
    a_total_told_again_raises_nothing(listed)


@st.composite
def denials(draw):
    said = draw(st.lists(claims(scopes=("total", "increment"), certainties=("denied",)), min_size=1, max_size=3))
    return Statement("denial", "another", START + timedelta(days=60), "denial", tuple(said))


@given(statements(), denials())
def test_denials_never_raise_the_minimum(listed, denied):
    denials_never_raise_the_minimum(listed, denied)


@given(st.data())
def test_two_ledgers_united_are_the_ledger_of_all(data):
    listed = data.draw(statements())
    two_ledgers_united_are_the_ledger_of_all(listed, data.draw(st.integers(0, len(listed))))


@given(st.data())
def test_taking_a_report_out_and_putting_it_back_changes_nothing(data):
    listed = data.draw(statements().filter(bool))
    taking_out_and_putting_back_changes_nothing(listed, data.draw(st.sampled_from(listed)))


@pytest.mark.torture
@settings(max_examples=2000, deadline=None)
@given(st.data())
def test_all_laws_at_length(data):
    listed = data.draw(statements().filter(bool))
    one = data.draw(st.sampled_from(listed))
    bounds_are_in_order(listed)
    order_of_arrival_does_not_matter(listed, data.draw(st.permutations(listed)))
    withdrawing_is_as_if_it_had_never_come(listed, one.report)
    repeating_changes_nothing(listed, one)
    copies_change_nothing_known(listed, one)
    never_more_than_was_told(listed)
    a_total_told_again_raises_nothing(listed)
    denials_never_raise_the_minimum(listed, data.draw(denials()))
    two_ledgers_united_are_the_ledger_of_all(listed, data.draw(st.integers(0, len(listed))))
    taking_out_and_putting_back_changes_nothing(listed, one)
