"""Reading is a function of the report alone, and its work grows no faster than the text."""

import hashlib
import json
import os
import subprocess
import sys

import pytest

from schemas.report import Report
from services.ingest.reading import read

TEXTS = [
    "LIMA, Jan 6 (Wire) - At least 14 people, three of them children, were killed and dozens hurt near Puno, Peru.",
    "Rebels captured the airport of Goma in Congo on Monday. Nobody was killed; 1,200 people fled to Rwanda.",
    "İSTANBUL - Türkiye'nin iktidar partisi, en az 12 kişi öldü, 30 kişi yaralandı ve üç kişi kayıp olarak bildirildi.",
    "ISTANBUL - IN TURKEY 12 PEOPLE WERE KILLED AND I SAW 30 INJURED, AN OFFICIAL SAID. TITLE CASE IS TOLD APART.",
    "| Town | Killed | Injured |\n|---|---|---|\n| Herat | 12 | 30 |\n| Ghor | 3 | 5 |",
    "Dozens of soldiers from Chad, Niger and Georgia arrived in Mali. The government cut the internet in Bamako.",
    "The figure of 164 dead was published in error, the ministry said; police put the toll at 26, up from 19.",
    "<p>France will send 200 troops to C&ocirc;te d&rsquo;Ivoire</p>",
]
CODE = """
import sys, json
from schemas.report import Report
from services.ingest.reading import read
texts, order = json.loads(sys.stdin.buffer.read())
answers = {}
for index in order:
    report = Report(published_at="2024-05-16T12:00:00Z", source="wire", title="", text=texts[index])
    answer = read(report)
    answers[index] = [e.kind + e.model_dump_json() for e in answer.events] + [
        answer.language, answer.countries, answer.terms, answer.shingles
    ]
sys.stdout.write(json.dumps([answers[index] for index in range(len(texts))]))
"""
HERE = list(range(len(TEXTS)))
SETTINGS = [
    ({"PYTHONHASHSEED": "0", "LC_ALL": "C"}, HERE),
    ({"PYTHONHASHSEED": "1", "LC_ALL": "tr_TR.UTF-8", "LANG": "tr_TR.UTF-8", "TZ": "Asia/Kathmandu"}, HERE[::-1]),
    ({"PYTHONHASHSEED": "4242", "LC_ALL": "C.UTF-8", "PYTHONUTF8": "1"}, HERE[3:] + HERE + HERE[:3]),
]


def test_reading_depends_on_no_process_locale_zone_hash_seed_or_earlier_report() -> None:
    answers = set()
    for environment, order in SETTINGS:
        given = json.dumps([TEXTS, order]).encode()
        process = subprocess.run(
            [sys.executable, "-c", CODE], input=given, stdout=subprocess.PIPE, env=os.environ | environment, check=True
        )
        answers.add(hashlib.sha256(process.stdout).hexdigest())
    assert len(answers) == 1


UNITS = {
    "news": TEXTS[0] + " ",
    "paragraphs": TEXTS[1] + "\n\n",
    "tables": TEXTS[4] + "\n\n",
    "no stops": "12 people were killed and ",
    "numbers": "1,204 ",
    "commas": "Mali, ",
    "brackets": "( ",
    "tags": "<p",
    "entities": "&amp;",
    "stars": "**a",
    "one word": "killed",
    "names": "Al-Hasakah ",
    "quotes": '"so ',
    "appeals": "Mali asked ",
    "forces": "troops from Chad to Mali and ",
    "lines": "Toll: 3\n",
}


@pytest.mark.parametrize("unit", UNITS)
def test_work_grows_with_the_text_and_no_faster(unit: str) -> None:
    words = UNITS[unit]
    _calls(words * (400 // len(words) + 1))
    small, large = (_calls(words * (size // len(words) + 1)) for size in (6_000, 24_000))
    assert large < 5 * small + 20_000


def _calls(text: str) -> int:
    """How many calls the reader makes for a text: what it does, whatever the machine is busy with."""
    report = Report(published_at="2024-05-16T12:00:00Z", source="wire", text=text)
    count = 0

    def counted(frame: object, event: str, argument: object) -> None:
        nonlocal count
        count += 1

    sys.setprofile(counted)
    try:
        read(report)
    finally:
        sys.setprofile(None)
    return count
