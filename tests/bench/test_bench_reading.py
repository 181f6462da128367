import json
import sys

from bench import reading
from bench.baselines import by_pattern


def test_the_bench_measures_every_text_and_says_what_is_missing(tmp_path, monkeypatch, capsys):
    out = tmp_path / "results" / "reading.json"
    monkeypatch.setattr(reading, "FASTEST", 0)
    monkeypatch.setattr(reading, "collect_seldom", lambda: None)
    monkeypatch.setattr(sys, "argv", ["bench.reading", "--sizes", "2", "--repeat", "1", "--out", str(out)])
    reading.main()
    found = json.loads(out.read_text())
    assert found["speed"]["Tocsin"]["2 KB"]["words_per_second"] > 0
    assert found["speed"]["regular expression"]["count_f1"] < found["speed"]["Tocsin"]["count_f1"]
    assert set(found["slow"]) == set(reading.SLOW)
    printed = capsys.readouterr().out
    assert all(name in printed for name in found["speed"])


def test_the_baseline_reads_plain_counts():
    text = "At least 12 people were killed and dozens wounded; police arrested 1,200 men. A boy died."
    assert by_pattern(text) == {
        ("killed", 12, None),
        ("injured", 24, 99),
        ("detained", 1200, 1200),
        ("killed", 1, 1),
    }
