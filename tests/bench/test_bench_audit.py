import json
import sys

from bench import audit


def test_the_bench_does_everything_to_a_log_and_finds_it_right(tmp_path, monkeypatch, capsys):
    out = tmp_path / "results" / "audit.json"
    monkeypatch.setattr(sys, "argv", ["bench.audit", "--entries", "1500", "--out", str(out)])
    audit.main()
    rows = json.loads(out.read_text())
    assert [row["act"] for row in rows] == list(audit.ACTS)
    assert all(row["per_second"] > 0 and row["peak_mib"] > 0 for row in rows)
    assert "verify file" in capsys.readouterr().out
