"""The claims of a sentence do not depend on how it is built."""

import pytest
from casualty_combinations import FAMILIES as COMBINATIONS
from casualty_combinations import combined
from casualty_paradigms import FAMILIES, Told
from claim_notation import claims

_SAMPLE = 11
"""Every so many sentences of a product are read in the normal suite."""
_FILLINGS = 66
"""Ways in which the templates can be filled with counts and nouns."""


def misread(told: list[Told], *, titled: bool = False) -> list[tuple[str, list[str], list[str]]]:
    rows = [(each, claims("", each.text) if titled else claims(each.text)) for each in told]
    return [(each.text, each.claims, found) for each, found in rows if found != each.claims]


@pytest.mark.parametrize("family", FAMILIES)
def test_what_stands_between_changes_no_claim(family: str) -> None:
    assert misread(list(FAMILIES[family]())[::_SAMPLE]) == []


@pytest.mark.parametrize("family", COMBINATIONS)
@pytest.mark.parametrize("filling", [0, 7])
def test_several_counts_are_told_apart(family: str, filling: int) -> None:
    assert misread(list(combined(family, filling)), titled=family == "headlines") == []


@pytest.mark.parametrize("family", COMBINATIONS)
def test_wire_capitals_change_no_claim(family: str) -> None:
    shouted = [Told(each.text.upper(), each.claims, each.built) for each in combined(family, 3)]
    assert misread(shouted, titled=family == "headlines") == []


@pytest.mark.torture
@pytest.mark.parametrize("family", FAMILIES)
def test_no_sentence_of_the_full_product_is_misread(family: str) -> None:
    assert misread(list(FAMILIES[family]())) == []


@pytest.mark.torture
@pytest.mark.parametrize("family", COMBINATIONS)
def test_no_filling_of_a_template_is_misread(family: str) -> None:
    told = [each for filling in range(_FILLINGS) for each in combined(family, filling)]
    assert misread(told, titled=family == "headlines") == []
