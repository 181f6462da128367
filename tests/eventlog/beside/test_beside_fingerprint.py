"""Other places give other sums, also where they differ as little as an attacker could make them."""

import random
import struct

from services.eventlog.beside.fingerprint import Fingerprint


def of(places: dict[str, list[int]], secret: bytes) -> Fingerprint:
    made = Fingerprint(0, 1_000, secret)
    for value, numbers in places.items():
        made.add("subject", value.encode(), struct.pack(f">{len(numbers)}Q", *numbers))
    return made


def test_places_that_were_exchanged_between_two_indexes_give_other_sums() -> None:
    for trial in range(2_000):
        source = random.Random(trial)
        one, other = source.sample(range(1, 1_000), 2)
        secret = source.randbytes(16)
        assert of({"a": [one], "b": [other]}, secret).differing(of({"a": [other], "b": [one]}, secret)) == [0]


def test_sequences_with_the_same_sum_give_other_sums() -> None:
    for trial in range(2_000):
        source = random.Random(trial)
        low, far, step = source.randrange(1, 300), source.randrange(300, 600), source.randrange(1, 100)
        secret = source.randbytes(16)
        mine, others = [low, far + step], [low + step, far]
        assert of({"a": mine}, secret).differing(of({"a": others}, secret)) == [0]


def test_the_same_places_in_another_order_give_the_same_sums() -> None:
    mine, others = {"a": [3, 5], "b": [4]}, {"b": [4], "a": [5, 3]}
    assert of(mine, b"s").differing(of(others, b"s")) == []
    assert of(mine, b"s").differing(of(mine, b"t")) == [0]
