import random

import pytest

from services.alerts.situations.copies import LIKENESS, likeness, sketch


def text(seed, length):
    chance = random.Random(seed)
    return [chance.getrandbits(32) for _ in range(length)]


@pytest.mark.parametrize("length", [40, 64, 400])
def test_a_copy_with_a_few_words_changed_is_a_copy(length):
    original = text(1, length)
    copy = original[: int(length * 0.85)] + text(2, length // 10)
    assert likeness(sketch(original), sketch(copy)) > LIKENESS


@pytest.mark.parametrize("length", [40, 64, 400])
def test_another_text_is_no_copy(length):
    assert likeness(sketch(text(1, length)), sketch(text(2, length))) < 0.05


def test_a_text_without_words_is_like_nothing():
    assert likeness((), sketch(text(1, 40))) == 0.0
