import re

import pytest

from services.alerts.rulesfile import load_rules, load_written
from services.runtime.errors import RulesError

GOOD = """# a comment
[[rule]]
name = "jump"
type = "toll_jump"
by = 5

[[rule]]
name = "seized"
type = "event_seen"
event = "facility.seized"
where.structure = ["airport"]
"""


def test_the_version_is_the_hash_of_the_text():
    rules = load_rules(GOOD, "mine.toml")
    assert re.fullmatch(r"sha256:[0-9a-f]{64}", rules.version)
    assert [rule.kind for rule in rules.rules] == ["toll_jump", "event_seen"]


def test_the_standard_rules_are_valid(repository):
    rules = load_rules((repository / "seeds" / "rules.toml").read_text(), "rules.toml").rules
    assert {rule.kind for rule in rules} >= {"toll_jump", "toll_withdrawn", "foreign_deployment", "facility_seized"}


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("by = 5", "bye = 5", r"mine.toml, line 5 \(rule 1\): `bye`: unknown key; .* did you mean 'by'\?"),
        ('"toll_jump"', '"tol_jump"', r"line 4 .*`type`: 'tol_jump' is no type of rule.* did you mean 'toll_jump'"),
        ('"airport"', '"airprt"', r"line 11 .*`structure`: 'airprt' is not one of .* did you mean 'airport'"),
        (
            "where.structure",
            "where.struct",
            r"line 11 .*facility.seized has no field 'struct'; it has retaken, structure",
        ),
        ('"facility.seized"', '"facility"', r"line 10 .*`event`: 'facility' is not one of"),
        ("by = 5", 'by = "five"', r"line 5 .*`by`: .*integer"),
        ('name = "seized"', 'name = "jump"', r"line 8 \(rule 2\): `name`: the name 'jump' is taken"),
        ('name = "seized"', "", r"line 7 \(rule 2\): `name`: is missing"),
        ('type = "toll_jump"', "", r"line 2 \(rule 1\): `type` is missing; it is one of"),
        ("[[rule]]", "[[rules]]", r"line 2: unknown key 'rules'; .* did you mean 'rule'"),
        ("by = 5", "by = 5 5", r"not valid TOML: .*line 5"),
        ("by = 5", 'severity = "sever"', r"line 5 .*`severity`: 'sever' is not one of .* did you mean 'severe'"),
        ("by = 5", 'countries = ["Kazakhstan"]', r"line 5 .*`countries`: 'Kazakhstan' is no ISO"),
    ],
)
def test_what_is_wrong_is_named_with_line_and_key(old, new, said):
    with pytest.raises(RulesError, match=said):
        load_rules(GOOD.replace(old, new, 1), "mine.toml")


@pytest.mark.parametrize(
    "text",
    [
        "a = " + "[" * 100_000,
        "a = " + "9" * 5_000,
        "# " + "x" * 300_000,
        '[[rule]]\nname = "f"\ntype = "foreign_deployment"\nagain_after_hours = 1e12',
        '[[rule]]\nname = "j"\ntype = "toll_jump"\ntimes = inf',
    ],
)
def test_a_hostile_file_is_refused_like_any_other(text):
    with pytest.raises(RulesError):
        load_rules(text, "rules.toml")


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ('min_sources = "2"', "`min_sources`: must be a number, without quotes (got '2')"),
        ("min_sources = true", "`min_sources`: must be a number, without quotes (got True)"),
        ('min_confidence = "0.5"', "`min_confidence`: must be a number"),
        ('escalate = [{ after_minutes = "10", severity = "extreme" }]', "`after_minutes`: must be a number"),
    ],
)
def test_a_value_that_would_be_taken_for_another_is_refused_in_a_file_and_not_in_a_log(value, said):
    text = f'[[rule]]\nname = "a"\ntype = "toll_jump"\n{value}\n'
    with pytest.raises(RulesError, match=r"r\.toml, line 4") as refused:
        load_written(text, "r.toml")
    assert said in str(refused.value)
    assert load_rules(text, "r.toml").rules[0].name == "a"


def test_numbers_and_truths_as_they_should_be_are_fine(repository):
    for path in sorted((repository / "seeds").rglob("*rules*.toml")):
        load_written(path.read_text(), path.name)
