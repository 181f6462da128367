"""A key that stands twice is no JSON that anybody meant."""

import pytest

from services.ingest.sources.files import parse
from services.runtime.jsontext import RepeatedKey, loads


def test_json_is_read_as_ever():
    assert loads(b'{"a": [1, {"b": null}], "c": "d"}') == {"a": [1, {"b": None}], "c": "d"}


@pytest.mark.parametrize("text", ['{"a": 1, "a": 1}', '[{"b": {"a": 1, "c": 2, "a": 3}}]'])
def test_a_repeated_key_is_named_wherever_it_stands(text):
    with pytest.raises(RepeatedKey, match="'a' stands there twice"):
        loads(text)


def test_a_report_of_a_file_that_says_a_thing_twice_is_set_aside_with_its_reason():
    line = parse("x.json", b'{"published_at":"2024-05-01T10:00:00Z","source":"s","text":"a","text":"b"}')
    assert line.report is None
    assert "'text' stands there twice" in str(line.problem)
