"""The bench of the fold: its stories open and close, and its rows say so."""

from bench.fold import Writer, in_turn, measure, over_time


def test_situations_of_the_long_run_close_again():
    *_, last = measure(over_time(Writer(), 60, 10))
    assert last.situations == 60
    assert last.open < 30


def test_stories_in_turn_stay_open_and_a_row_stands_at_each_mark():
    rows = list(measure(in_turn(Writer(one_language=True), 20, 250), marks=(500, 1_000)))
    assert [row.entries for row in rows[:2]] == [500, 1_000]
    assert rows[-1].open == rows[-1].situations == 20
