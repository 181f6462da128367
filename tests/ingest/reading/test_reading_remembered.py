from services.ingest.reading.remembered import Remembered
from services.ingest.reading.tokenize import tokenize


def test_what_is_remembered_is_made_once():
    asked: list[str] = []
    lengths = Remembered(lambda word: asked.append(word) or len(word), 10)
    assert [lengths["toll"], lengths["toll"], lengths["dead"]] == [4, 4, 4]
    assert asked == ["toll", "dead"]


def test_all_is_forgotten_when_too_much_is_kept():
    squares = Remembered(lambda number: number * number, 3)
    assert [squares[number] for number in range(10)] == [number * number for number in range(10)]
    assert len(squares) <= 3


def test_a_stretch_is_cut_alike_wherever_it_stands():
    # A dash between spaces parts clauses, one at a bullet does not; neither may be remembered for the other.
    assert [token.low for token in tokenize("a - b")] == ["a", "—", "b"]
    assert [token.low for token in tokenize("•- b", 1)] == ["-", "b"]
    assert [token.low for token in tokenize("- b")] == ["—", "b"]


def test_numbers_and_tags_go_on_behind_white_space():
    assert [token.text for token in tokenize('12 000 men <a href="x y">here</a>')] == ["12 000", "men", "here"]
