"""The picture of a toll over time shows what the code does."""

from tools.draw_toll import PICTURE, draw, points


def test_the_picture_is_true():
    assert PICTURE.read_text() == draw(points()), "run python -m tools.draw_toll"
