"""What may be said around a deployment without changing it, and what changes it always in the same way."""

from itertools import product

import pytest
from deployment_notation import deployments, is_due

STATES = [("Kenyan", "Kenya", "KE"), ("Danish", "Denmark", "DK"), ("Chilean", "Chile", "CL")]
HOSTS = [("Haiti", "HT"), ("South Sudan", "SS"), ("Lebanon", "LB")]
PHRASES = [
    "the first of up to 1,000 {people} soldiers",
    "the second batch of 80 {people} peacekeepers",
    "half of the 300 {people} soldiers",
    "another 200 {people} troops",
    "as many as 500 {people} soldiers",
    "a 300-strong {people} battalion",
    "a platoon of {people} military police",
    "300 men and women of the {people} army",
    "60 {people} sappers",
    "120 {people} gendarmes",
    "25 {people} military advisers",
    "the lead elements of a {people} brigade",
    "two companies of {people} marines",
    "a group of 45 {people} commandos",
    "the remaining 60 {people} soldiers",
    "several hundred {people} troops",
    "a 20-member {people} military team",
    "military personnel from {state}",
    "a convoy of {people} troops",
    "three hundred {people} military personnel",
    "an engineering battalion from {state}",
]
COMING = [
    "{people} soldiers arrived in {host} on Tuesday",
    "300 {people} paratroopers were flown to {host} on Tuesday",
    "{state} has sent 300 soldiers to {host}",
    "{state} will send a battalion to {host}",
    "{people} troops crossed into {host} at dawn on Tuesday",
    "{state} began moving troops into {host} on Tuesday",
]
OTHERWISE = [
    ("{state} could send 300 soldiers to {host}", "considered"),
    ("{state} has refused to send soldiers to {host}", "denied"),
    ("{state} denied that its soldiers had entered {host}", "denied"),
    ("{state} is withdrawing its soldiers from {host}", "withdrawing"),
]
FRAMES = [
    "{}.",
    "{}, a diplomat said.",
    "{}, the Swiss ambassador said.",
    "A spokesman said that {}.",
    "Officials said on Wednesday {}.",
    "According to residents, {}.",
    "In a further sign of unrest, {}.",
    "{}, while shops stayed shut.",
    '"{}," a Norwegian doctor told the radio.',
    "After a night of shooting, {}.",
    "The defence minister told reporters in Oslo that {}.",
    "{}, days after gunmen killed 12 people.",
    "{}; the rain had stopped.",
]
SUBJECTS = [
    ("Some 300 {people} soldiers", "landed in {host} on Tuesday"),
    ("The first {people} peacekeepers", "stepped off a plane in {host}"),
    ("{state}", "has sent 300 soldiers to {host}"),
    ("{state}", "has agreed to send 300 soldiers to {host}"),
]
INSERTIONS = [
    "",
    ", after weeks of hesitation,",
    ", according to witnesses,",
    ", the army said,",
    " finally",
    " reportedly",
    ", in spite of protests at home,",
    ", for the first time in ten years,",
    ", it was announced in Geneva,",
]
ENDINGS = [
    " to guard the airport",
    " as rebels neared the capital",
    " at the request of its government",
    " under a UN mandate",
    " despite a warning from Russia",
    ", where 12 people died in clashes on Sunday",
    ", Reuters reported from Paris",
    " for three months",
]


def course(status: str) -> str:
    return "coming" if status in ("approved", "deploying", "deployed", "reinforced") else status


def read(text: str) -> list[tuple[str, str]]:
    return [(force, course(status)) for force, status in (found.split() for found in deployments(text))]


@pytest.mark.parametrize("frame", FRAMES)
def test_who_tells_it_and_what_happens_beside_it_change_nothing(frame):
    cases = [*((template, "coming") for template in COMING), *OTHERWISE]
    for (template, wanted), (people, state, code), (host, place) in zip(cases, STATES * 4, HOSTS * 4, strict=False):
        text = frame.format(template.format(people=people, state=state, host=host))
        assert read(text) == [(f"{code}>{place}", wanted)], text


@pytest.mark.parametrize(("subject", "rest"), SUBJECTS)
def test_what_is_put_between_or_behind_changes_nothing(subject, rest):
    for (people, state, code), (host, place) in product(STATES, HOSTS):
        words = {"people": people, "state": state, "host": host}
        texts = [f"{subject.format(**words)}{inner} {rest.format(**words)}." for inner in INSERTIONS]
        texts += [f"{subject.format(**words)} {rest.format(**words)}{ending}." for ending in ENDINGS]
        for text in texts:
            assert read(text) == [(f"{code}>{place}", "coming")], text


@pytest.mark.parametrize("phrase", PHRASES)
def test_however_a_force_is_named_it_goes_there(phrase):
    for (people, state, code), deed in product(STATES, ["landed in Haiti on Tuesday", "will be sent to Haiti"]):
        text = f"{phrase.format(people=people, state=state)} {deed}."
        assert read(text[0].upper() + text[1:]) == [(f"{code}>HT", "coming")], text


@pytest.mark.parametrize("template", COMING)
def test_a_state_in_its_own_country_is_not_foreign(template):
    for people, state, _ in STATES:
        assert not is_due(template.format(people=people, state=state, host=state) + ".")


@pytest.mark.parametrize("when", ["In 1999", "In the spring of 2004", "Thirty years ago", "Two years ago,"])
def test_what_is_long_past_is_history(when):
    for people, _, _ in STATES:
        for host, _ in HOSTS:
            assert deployments(f"{when} {people} soldiers landed in {host}.") == []
