"""Sentences by construction: one count of victims, told in as many ways as English has, with what may stand between."""

from collections.abc import Iterator
from typing import NamedTuple


class Told(NamedTuple):
    """A sentence and what it claims, sorted."""

    text: str
    claims: list[str]
    built: str
    """the construction and what was put in, for the report of a failure"""


COUNTS = [
    ("31", "31"),
    ("at least 31", "31+"),
    ("thirty-four", "34"),
    ("nearly 40", "36-40"),
    ("more than 200", "201+"),
    ("between 20 and 30", "20-30"),
    ("dozens of", "24-99"),
    ("as many as 45", "1-45"),
    ("two hundred and sixteen", "216"),
    ("about 50", "45-55"),
    ("1,204", "1204"),
]

NOUNS = [
    ("people", "people"),
    ("miners", "other"),
    ("soldiers", "security_forces"),
    ("schoolgirls", "children"),
    ("demonstrators", "protesters"),
    ("women", "women"),
    ("civilians", "civilians"),
    ("reporters", "journalists"),
    ("aid workers", "aid_workers"),
    ("insurgents", "militants"),
    ("factory workers", "other"),
    ("police officers", "security_forces"),
    ("residents", "people"),
]

PASSIVES = [
    ("were killed", "killed"),
    ("have been killed", "killed"),
    ("were shot dead", "killed"),
    ("were burned to death", "killed"),
    ("are dead", "killed"),
    ("were executed", "killed"),
    ("were injured", "injured"),
    ("were badly wounded", "injured"),
    ("are missing", "missing"),
    ("remain unaccounted for", "missing"),
    ("have been arrested", "detained"),
    ("were detained", "detained"),
    ("were kidnapped", "abducted"),
    ("were taken to hospital", "hospitalized"),
    ("are in hospital", "hospitalized"),
]

INTRANSITIVES = [
    ("died", "killed"),
    ("drowned", "killed"),
    ("perished", "killed"),
    ("lost their lives", "killed"),
    ("fell to their deaths", "killed"),
    ("burned to death", "killed"),
    ("suffocated", "killed"),
    ("succumbed to their wounds", "killed"),
    ("went missing", "missing"),
    ("suffered burns", "injured"),
]

# What may stand between a count and its verb: words, and the claims that they add as (interval, group).
INSERTED: list[tuple[str, list[tuple[str, str]]]] = [
    ("", []),
    (", twelve of them children,", [("12", "children")]),
    (", twelve of them children from a day nursery on the second floor,", [("12", "children")]),
    (", including three nurses and a boy of nine,", [("3", "other"), ("1", "children")]),
    (", among them two judges,", [("2", "officials")]),
    (", two of whom were pregnant women,", [("2", "women")]),
    (", four of them seriously,", [("4", "")]),
    (", most of them from the same village,", []),
    (", all residents of one street,", []),
    (", many still in their nightclothes,", []),
    (", some as young as eight,", []),
    (", aged between 19 and 64,", []),
    (", the youngest of whom was only four,", []),
    (", mainly hawkers who had come to sell vegetables,", []),
    (", who had gathered to watch a film,", []),
    (", who according to the mayor had been warned twice,", []),
    (" who were travelling in a minibus", []),
    (" who had taken shelter in the cellar of a school", []),
    (" that the army had taken in", []),
    (" travelling in a minibus", []),
    (" waiting for a bus that was late", []),
    (", trapped under the rubble for hours,", []),
    (", returning from a wedding in the next valley,", []),
    (" from a day nursery on the second floor", []),
    (", from three villages along the river,", []),
    (" in the eastern town of Bor", []),
    (" on board the vessel", []),
    (" aboard a ferry that capsized off the coast", []),
    (" inside the building when the roof gave way", []),
    (" on Tuesday night", []),
    (", police said,", []),
    (", according to the regional governor,", []),
    (", the mayor told a local radio station,", []),
    (", a spokesman for the fire brigade said on Wednesday,", []),
    (" (mostly from the north)", []),
    (" (see the list below)", []),
    (" — most of them schoolmates of the bride —", []),
    (" - a third of those on board -", []),
    (", it is now known,", []),
    (", however,", []),
    (", in the worst such accident in decades,", []),
    (", unable to find the exits in the smoke,", []),
    (", with no way out of the upper floors,", []),
    (", their hands tied behind their backs,", []),
]

FRONTS = [
    "",
    "Police said ",
    "Police said that ",
    "According to the mayor, ",
    "On Tuesday, ",
    "In the port of Bor, ",
    "When a lorry hit the stand, ",
    "After the roof fell in, ",
    "As the water rose, ",
    "Officials in the capital confirmed that ",
    "Hours after the first shock, ",
    "With the roads cut and the bridges down, ",
    "A spokesman, who asked not to be named, said that ",
    "Caught between two fires, ",
    "The hospital reported on Wednesday that ",
]

TAILS = [
    "",
    " when a lorry bomb sheared off the front of a nine-storey building",
    " in a fire at a hotel in Bor",
    " after the bridge gave way",
    ", police said",
    " on Tuesday, according to the Red Cross",
    " as they slept",
    ", the fire department said",
    ", officials in the capital said on Wednesday",
    " by a wall that fell",
    " while trying to reach the shore",
    ", and the search goes on",
    "; the search goes on",
    ", but the cause is not known",
    ", a doctor who treated the survivors said",
]

AGENTS = [
    "A bomb",
    "A landslide",
    "The fire",
    "A lorry bomb that went off outside a bank",
    "Two explosions at a market, minutes apart,",
    "Heavy shelling of the old town, which began at dawn,",
    "A blast so strong that it was heard across the river",
]

ACTIVES = [("killed", "killed"), ("has killed", "killed"), ("injured", "injured"), ("wounded", "injured")]

LIVING_AGENTS = ["Gunmen", "Rebels in stolen uniforms", "Raiders who came on motorcycles", "A mob"]

DEEDS = [
    ("shot dead", "killed"),
    ("killed", "killed"),
    ("murdered", "killed"),
    ("beheaded", "killed"),
    ("have massacred", "killed"),
    ("wounded", "injured"),
    ("abducted", "abducted"),
    ("kidnapped", "abducted"),
]

# Where nothing but the count and its noun change: {np} is the count with its noun, {n} the bare count.
NOMINALS = [
    ("The deaths of {np}{ins} were confirmed{tail}", "killed"),
    ("The blast led to the deaths of {np}{tail}", "killed"),
    ("The disaster cost the lives of {np}{tail}", "killed"),
    ("The crash claimed the lives of {np}{ins}{tail}", "killed"),
    ("The attack left {np} dead{tail}", "killed"),
    ("The quake left {np}{ins} dead{tail}", "killed"),
    ("The collapse left {np} injured{tail}", "injured"),
    ("The bombing left {np} with burns{tail}", "injured"),
    ("The bodies of {np}{ins} were found{tail}", "killed"),
    ("Rescuers recovered the bodies of {np}{tail}", "killed"),
    ("There are {np} dead{tail}", "killed"),
    ("There were {np} among the dead{tail}", "killed"),
    ("Killed were {np}{tail}", "killed"),
    ("Among the dead are {np}{tail}", "killed"),
    ("It was {np} who died{tail}", "killed"),
    ("Rescuers found {np} dead{tail}", "killed"),
    ("Police took {np} into custody{tail}", "detained"),
    ("Rebels took {np} hostage{tail}", "abducted"),
    ("Hospitals admitted {np}{ins}{tail}", "hospitalized"),
    ("Hospitals are treating {np}{tail}", "hospitalized"),
    ("Ambulances took {np} to hospital{tail}", "hospitalized"),
    ("The storm forced {np} from their homes{tail}", "displaced"),
    ("The flood made {np} homeless{tail}", "displaced"),
    ("The mayor put the number of {noun} killed at {n}{tail}", "killed"),
    ("The number of {noun} killed{ins0} rose to {n}{tail}", "killed"),
    ("The number of {noun} who died in the fire stands at {n}{tail}", "killed"),
]

TOLLS = [
    ("The death toll{ins0} rose to {n}{tail}", "killed"),
    ("The death toll from the quake has reached {n}{tail}", "killed"),
    ("The toll of the dead, which had been put lower, stands at {n}{tail}", "killed"),
    ("The dead now number {n}{tail}", "killed"),
    ("The ministry put the dead at {n}{tail}", "killed"),
    ("There were {n} deaths{tail}", "killed"),
    ("The fire caused {n} deaths{tail}", "killed"),
    ("The hospital reported {n} fatalities{tail}", "killed"),
    ("Officials counted {n} dead{tail}", "killed"),
    ("The number of dead{ins0} has climbed to {n}{tail}", "killed"),
    ("The number of injured stands at {n}{tail}", "injured"),
    ("The number of missing was put at {n}{tail}", "missing"),
    ("The crash claimed {n} lives{tail}", "killed"),
    ("Police made {n} arrests{tail}", "detained"),
]

BETWEEN_TOLL = [
    "",
    " from the fire",
    ", police said,",
    " in the eastern town of Bor",
    ", according to the mayor,",
    " (not counting the crew)",
    ", which is feared to be higher still,",
    " from last week's floods in the south",
]


def _sentence(text: str) -> str:
    return text[0].upper() + text[1:] + "."


def _put(measure: str, interval: str, group: str, added: list[tuple[str, str]]) -> list[str]:
    found = [f"{measure} {interval} {group}"]
    found += [f"{measure} {part} {who or group} subset" for part, who in added]
    return sorted(found)


def _noun_phrase(count: str, noun: str) -> str:
    return f"{count} {noun}"


def subjects() -> Iterator[Told]:
    """Every count before every verb, with every insertion between, in every frame of front and tail."""
    for at, (words, measure) in enumerate((*PASSIVES, *INTRANSITIVES)):
        for step, (inserted, added) in enumerate(INSERTED):
            for shift in range(len(FRONTS)):
                count, interval = COUNTS[(at + step + shift) % len(COUNTS)]
                noun, group = NOUNS[(at + 2 * step + shift) % len(NOUNS)]
                front, tail = FRONTS[shift], TAILS[(at + step + 4 * shift) % len(TAILS)]
                if "seriously" in inserted and measure != "injured":
                    continue
                text = _sentence(f"{front}{_noun_phrase(count, noun)}{inserted} {words}{tail}")
                yield Told(text, _put(measure, interval, group, added), f"{words} | {inserted} | {front} | {tail}")


def objects() -> Iterator[Told]:
    """Every count behind every active verb."""
    pairs = [(agent, deed) for agent in AGENTS for deed in ACTIVES]
    pairs += [(agent, deed) for agent in LIVING_AGENTS for deed in DEEDS]
    for at, (agent, (words, measure)) in enumerate(pairs):
        for step, (inserted, added) in enumerate(INSERTED):
            for shift in range(0, len(FRONTS), 2):
                count, interval = COUNTS[(at + step + shift) % len(COUNTS)]
                noun, group = NOUNS[(at + 2 * step + shift) % len(NOUNS)]
                front, tail = FRONTS[shift], TAILS[(at + step + 4 * shift) % len(TAILS)]
                if "seriously" in inserted and measure != "injured":
                    continue
                subject = agent if not front else agent[0].lower() + agent[1:]
                closed = inserted.removesuffix(",") if tail[:1] in ("", ",", ";") else inserted
                text = _sentence(f"{front}{subject} {words} {_noun_phrase(count, noun)}{closed}{tail}")
                yield Told(text, _put(measure, interval, group, added), f"{agent} {words} | {inserted} | {tail}")


def nominals() -> Iterator[Told]:
    """Every noun of counting, and every verb that gives the dead as an object."""
    for at, (template, measure) in enumerate(NOMINALS):
        for step, (inserted, added) in enumerate(INSERTED if "{ins}" in template else INSERTED[:1]):
            for shift in range(len(TAILS)):
                count, interval = COUNTS[(at + step + shift) % len(COUNTS)]
                if "{n}" in template and count.endswith(" of"):
                    count = "dozens"
                noun, group = NOUNS[(at + 2 * step + shift) % len(NOUNS)]
                if "seriously" in inserted or "hands" in inserted:
                    continue
                tail = TAILS[shift]
                text = template.format(
                    np=_noun_phrase(count, noun),
                    n=count,
                    noun=noun,
                    ins=inserted,
                    ins0=BETWEEN_TOLL[shift % 8],
                    tail=tail,
                )
                claims = _put(measure, interval, group, added)
                if template.startswith(("Among the dead", "There were {np} among")):
                    claims = [f"{claim} subset" for claim in claims]
                yield Told(_sentence(text.replace(",,", ",")), claims, f"{template} | {inserted} | {tail}")


def tolls() -> Iterator[Told]:
    """Every toll, with what may stand between it and its figure."""
    for at, (template, measure) in enumerate(TOLLS):
        for step, inserted in enumerate(BETWEEN_TOLL if "{ins0}" in template else BETWEEN_TOLL[:1]):
            for shift, tail in enumerate(TAILS):
                count, interval = COUNTS[(at + step + shift) % len(COUNTS)]
                count = count.removesuffix(" of")
                text = template.format(n=count, ins0=inserted, tail=tail)
                yield Told(_sentence(text), [f"{measure} {interval} people"], f"{template} | {inserted} | {tail}")


FAMILIES = {"subjects": subjects, "objects": objects, "nominals": nominals, "tolls": tolls}
"""Products of constructions, by name."""
