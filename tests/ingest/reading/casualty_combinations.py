"""Sentences with several counts: lists, gaps, shared verbs, swapped clauses, parts, headlines, quoted speech.

`{A}` is a count with its noun, `{a}` the bare count, `{An}` the noun alone; in what is told, `A` is the count of A with
its group, `b/A` the count of B for the group of A, `1 other` a count and a group as they stand.
"""

from collections.abc import Iterator

from casualty_paradigms import COUNTS, NOUNS, Told

_SMALL = [("three", "3"), ("5", "5"), ("at least six", "6+"), ("seven", "7"), ("about 10", "9-11"), ("9", "9")]

GAPS = [
    ("{A} were killed and {B} wounded", "killed A; injured B"),
    ("{A} were killed and {b} wounded", "killed A; injured b/A"),
    ("{A} were killed and {b} were wounded", "killed A; injured b/A"),
    ("{A} were killed and another {b} injured", "killed A; injured b/A"),
    ("{A} were killed, {b} injured and {c} are missing", "killed A; injured b/A; missing c/A"),
    ("{A} died and {b} were taken to hospital", "killed A; hospitalized b/A"),
    ("{A} died, while {b} were injured", "killed A; injured b/A"),
    ("{A} were killed; {b} were injured", "killed A; injured b/A"),
    ("{A} were killed, and {B} were wounded", "killed A; injured B"),
    ("{A} were killed, with {b} more injured", "killed A; injured b/A"),
    ("{A} are dead and {b} missing", "killed A; missing b/A"),
    ("{A} have died and {b} remain missing", "killed A; missing b/A"),
    ("{A} were wounded, {b} of them seriously", "injured A; injured b/A subset"),
    ("The blast killed {A} and wounded {B}", "killed A; injured B"),
    ("The blast killed {A} and wounded {b}", "killed A; injured b/A"),
    ("The blast killed {A} and wounded {b} others", "killed A; injured b/A"),
    ("The blast killed {A}, wounding {b}", "killed A; injured b/A"),
    ("The blast killed {A} and left {b} missing", "killed A; missing b/A"),
    ("The blast killed {A}, injured {B} and left {C} homeless", "killed A; injured B; displaced C"),
    ("The blast left {A} dead and {b} injured", "killed A; injured b/A"),
    ("The blast left {A} dead and {B} with burns", "killed A; injured B"),
    ("The blast left {a} dead and {b} injured", "killed a/people; injured b/people"),
    ("The blast left {a} dead, {b} injured and {c} missing", "killed a/people; injured b/people; missing c/people"),
    ("{a} dead, {b} hurt", "killed a/people; injured b/people"),
    ("{a} people killed, {b} wounded", "killed a/people; injured b/people"),
    ("{a} killed and {b} wounded", "killed a/people; injured b/people"),
    ("There are {a} dead and {b} injured", "killed a/people; injured b/people"),
    ("Police counted {a} dead and {b} injured", "killed a/people; injured b/people"),
    ("Police gave the toll as {a} dead and {b} injured", "killed a/people; injured b/people"),
    ("Rebels killed {A} and kidnapped {B}", "killed A; abducted B"),
    ("Rebels killed {A} and took {B} hostage", "killed A; abducted B"),
    ("Rebels killed {A}, kidnapped {B} and burned down a mill", "killed A; abducted B"),
    ("Police shot dead {A} and arrested {B}", "killed A; detained B"),
    ("Police arrested {A} and shot {B} dead", "detained A; killed B"),
    ("Police said {A} had been killed and that {B} were wounded", "killed A; injured B"),
    ("Police said that {A} had died and {b} had been hurt", "killed A; injured b/A"),
    ("The ministry reported {a} deaths and {b} injuries", "killed a/people; injured b/people"),
    ("The clashes left {A} dead and led to the arrest of {B}", "killed A; detained B"),
    ("The ministry put the dead at {a} and the missing at {b}", "killed a/people; missing b/people"),
    ("The death toll stands at {a}, with {b} missing", "killed a/people; missing b/people"),
    ("The toll is {a} dead and {b} missing", "killed a/people; missing b/people"),
    ("The number of dead rose to {a} and that of the injured to {b}", "killed a/people; injured b/people"),
    ("The dead number {a}, the injured {b}", "killed a/people; injured b/people"),
]

SWAPS = [
    ("When the roof fell in, {A} were killed", "killed A"),
    ("{A} were killed when the roof fell in", "killed A"),
    ("The roof fell in and {A} were killed", "killed A"),
    ("The roof fell in, killing {A}", "killed A"),
    ("The roof fell in; {A} were killed", "killed A"),
    ("The roof, which had been weak for years, fell in, killing {A} and injuring {B}", "killed A; injured B"),
    ("The roof fell on a crowd, and {A} were killed before help came", "killed A"),
    ("While {A} were killed in the north, {B} were injured in the south", "killed A; injured B"),
    ("{A} were injured, but {B} were killed", "injured A; killed B"),
    ("As well as {A} killed, {B} were wounded", "killed A; injured B"),
    ("Besides the {A} who were killed, {B} were wounded", "killed A; injured B"),
    ("Not only were {A} killed but {B} were wounded", "killed A; injured B"),
    ("Killing {A} and wounding {B}, the raiders withdrew", "killed A; injured B"),
    ("Having killed {A}, the raiders set fire to the barn", "killed A"),
    ("After killing {A}, the raiders took {B} hostage", "killed A; abducted B"),
    ("It was in the south that {A} were killed", "killed A"),
    ("What killed {A} was a gas leak", "killed A"),
    ("{A} were among those killed", "killed A subset"),
    ("Those killed were {A}", "killed A"),
    ("Killed in the raid were {A}", "killed A"),
    ("Among the dead were {A}", "killed A subset"),
    ("Also killed were {A}", "killed A"),
    ("In hospital are {A}", "hospitalized A"),
    ("Missing are {A}", "missing A"),
    ("Dead are {A}", "killed A"),
]

LISTS = [
    ("{A} and {B} were killed", "killed A; killed B"),
    ("{A}, {B} and {C} were killed", "killed A; killed B; killed C"),
    ("{A}, {B} and {C} died when the bridge gave way", "killed A; killed B; killed C"),
    ("{A} as well as {B} were killed", "killed A; killed B"),
    ("{A}, along with {B}, were killed", "killed A; killed B"),
    ("{A} from the north and {B} from the south were killed", "killed A; killed B"),
    ("{A}, most of them young, and {B} were killed", "killed A; killed B"),
    ("{A}, who had come by bus, and {B}, who had walked, were killed", "killed A; killed B"),
    ("The blast killed {A} and {B}", "killed A; killed B"),
    ("The blast killed {A}, {B} and {C}", "killed A; killed B; killed C"),
    ("The blast killed {A} in the market and {B} in a nearby school", "killed A; killed B"),
    ("The blast killed {A}, police said, and {B}", "killed A; killed B"),
    ("The blast killed {A} (mostly from the north) and {B}", "killed A; killed B"),
    ("The deaths of {A} and {B} were confirmed", "killed A; killed B"),
    ("Killed were {A} and {B}", "killed A; killed B"),
    ("A judge and {B} were killed", "killed 1 officials; killed B"),
    ("A judge and {B} of his escort were killed", "killed 1 officials; killed B"),
    ("A bomb killed a judge and {B} of his escort", "killed 1 officials; killed B"),
    ("A bomb killed Judge Rossi and {B}", "killed 1 officials; killed B"),
    ("A bomb killed the mayor, his driver and {B}", "killed 1 officials; killed 1 other; killed B"),
    ("The mayor, a nurse and {B} were killed", "killed 1 officials; killed 1 other; killed B"),
    ("A woman and her two sons were killed", "killed 1 women; killed 2 people"),
    ("A nine-year-old girl and {B} were killed", "killed 1 children; killed B"),
    ("{A} were killed in Osh, {b} in Bor and {c} in Kano", "killed A; killed b/A; killed c/A"),
    ("{A} died in Osh and {b} in Bor", "killed A; killed b/A"),
    ("{A} were killed, as were {B}", "killed A; killed B"),
    ("{A} died, as did {B}", "killed A; killed B"),
    ("{A} were killed, and so were {B}", "killed A; killed B"),
    (
        "{A} were killed: {b} in the mosque, {c} outside and one in hospital",
        "killed A; killed b/A subset; killed c/A subset; killed 1/A subset",
    ),
    ("{A} were killed — {b} in Osh and {c} in Bor", "killed A; killed b/A subset; killed c/A subset"),
    ("The fire killed {A}: {b} on the roof and {c} in the yard", "killed A; killed b/A subset; killed c/A subset"),
]

PARTS = [
    ("{A} were killed, including {SB}", "killed A; killed SB subset"),
    ("{A}, including {SB}, were killed", "killed A; killed SB subset"),
    ("{A}, {SB} among them, were killed", "killed A; killed SB subset"),
    ("{A} were killed, {SB} among them", "killed A; killed SB subset"),
    ("{A} were killed, among them {SB} and {SC}", "killed A; killed SB subset; killed SC subset"),
    ("{A} were killed (including {SB})", "killed A; killed SB subset"),
    ("{A} (including {SB}) were killed", "killed A; killed SB subset"),
    ("{A} — among them {SB} — were killed", "killed A; killed SB subset"),
    ("{A} were killed, {sb} of them women", "killed A; killed sb/women subset"),
    ("{A} were killed, {sb} of whom were women", "killed A; killed sb/women subset"),
    ("{A}, {sb} of whom were women, were killed", "killed A; killed sb/women subset"),
    ("The blast killed {A}, {sb} of them women", "killed A; killed sb/women subset"),
    ("The blast killed {A}, including {SB}, and wounded {B}", "killed A; killed SB subset; injured B"),
    ("The blast killed {A}, among them {SB}, and left {b} injured", "killed A; killed SB subset; injured b/A"),
    ("{A} were killed. Among the dead were {SB}", "killed A; killed SB subset"),
    ("{A} were killed. The dead include {SB}", "killed A; killed SB subset"),
    ("{A} were killed. {Sb} of them were women", "killed A; killed sb/women subset"),
    ("{A} were killed. {Sb} of the dead were women", "killed A; killed sb/women subset"),
    ("{A} were killed. One of them was a woman", "killed A; killed 1 women subset"),
    ("{A} drowned. A woman was one of them", "killed A; killed 1 women subset"),
    ("{A} were killed, one of them a woman", "killed A; killed 1 women subset"),
    ("{A}, one a woman, were killed", "killed A; killed 1 women subset"),
    ("{A} were wounded, and {sb} of them later died", "injured A; killed sb/A increment"),
]

SINGLES = [
    ("A nurse was killed", "killed 1 other"),
    ("A 12-year-old boy was shot dead", "killed 1 children"),
    ("The driver, who was thrown from the cab, was killed", "killed 1 other"),
    ("The gunman was shot dead by police", "killed 1 militants"),
    ("The attacker killed {A} before he was shot dead", "killed A; killed 1 militants"),
    ("A gunman shot dead {A} before he was beaten to death", "killed A; killed 1 militants"),
    ("A gunman killed {A} and then himself", "killed A; killed 1 militants"),
    ("A gunman killed {A} and then turned the gun on himself", "killed A; killed 1 militants"),
    ("A gunman killed {A} before killing himself", "killed A; killed 1 militants"),
    ("A gunman who killed {A} was shot dead by police", "killed A; killed 1 militants"),
    ("A gunman, who had killed {A}, was himself shot dead", "killed A; killed 1 militants"),
    ("The bomber blew himself up, killing {A}", "killed A; killed 1 militants"),
    ("Both pilots were killed", "killed 2 other"),
    ("All {A} were killed", "killed A"),
    ("All {A} on board were killed", "killed A"),
    ("Each of the {A} was killed", ""),
    ("None of the {A} was hurt", "injured 0/A"),
    ("No one was killed", "killed 0 people"),
    ("Nobody was hurt", "injured 0 people"),
    ("One person was killed", "killed 1 people"),
    ("One of the {A} was killed", "killed 1/A"),
    ("A couple were killed in their car", "killed 2 people"),
    ("A family of five were killed", "killed 5 people"),
    ("Police took a couple of gunmen alive", ""),
]

HEADLINES = [
    ("{A} killed in hotel fire", "killed A"),
    ("{A} dead in hotel fire", "killed A"),
    ("{A} die in hotel fire", "killed A"),
    ("Hotel fire kills {A}", "killed A"),
    ("Hotel fire kills {A}, injures {B}", "killed A; injured B"),
    ("Hotel fire leaves {A} dead", "killed A"),
    ("Hotel fire leaves {a} dead", "killed a/people"),
    ("Hotel fire claims {a} lives", "killed a/people"),
    ("{A} hurt in crash", "injured A"),
    ("{A} killed, {B} wounded in market blast", "killed A; injured B"),
    ("{A} killed, {b} wounded in market blast", "killed A; injured b/A"),
    ("{a} killed, {b} wounded in market blast", "killed a/people; injured b/people"),
    ("Blast kills {A} at market, police say", "killed A"),
    ("Police: {A} killed in market blast", "killed A"),
    ("Market blast toll rises to {a}", "killed a/people"),
    ("Death toll in market blast rises to {a}", "killed a/people"),
    ("Gunmen kidnap {A}", "abducted A"),
    ("Gunmen seize {A} in raid on school", "abducted A"),
    ("Police arrest {A} after clashes", "detained A"),
    ("{A} arrested, {B} injured in clashes", "detained A; injured B"),
    ("{A} missing after boat sinks", "missing A"),
    ("{A} feared dead", ""),
    ("{A} shot dead at checkpoint", "killed A"),
    ("Boat sinks: {a} dead, {b} missing", "killed a/people; missing b/people"),
]

SPEECH = [
    ('"{A} were killed," the mayor said', "killed A"),
    ('"We have {a} dead," the mayor said', "killed a/people"),
    ('"So far we have counted {a} bodies," the mayor said', "killed a/people"),
    ('The mayor said: "{A} were killed"', "killed A"),
    ('"There are {a} dead", said a doctor, "and {b} wounded"', "killed a/people; injured b/people"),
    ("{A} were killed, the mayor said, and {B} were wounded", "killed A; injured B"),
    ("{A}, the mayor said, were killed", "killed A"),
    ("The mayor told reporters {A} were killed", "killed A"),
    ("The mayor told reporters that {A} had been killed", "killed A"),
    ("The mayor spoke of {a} dead", "killed a/people"),
    ("The mayor confirmed the deaths of {A}", "killed A"),
    ("The mayor, quoting hospital sources, said {A} had died", "killed A"),
    ("According to the mayor, {A} were killed and {b} injured", "killed A; injured b/A"),
    ("{A} were killed, according to the mayor, and {b} injured", "killed A; injured b/A"),
]

FAMILIES = {
    "gaps": GAPS,
    "swaps": SWAPS,
    "lists": LISTS,
    "parts": PARTS,
    "singles": SINGLES,
    "headlines": HEADLINES,
    "speech": SPEECH,
}

# A noun beside which another count of another group stands.
_OTHERS = [noun for noun in NOUNS if noun[0] not in ("people", "residents", "schoolgirls")]


def combined(family: str, shift: int) -> Iterator[Told]:
    """Fill every template of a family with counts and nouns; another `shift`, other ones."""
    for at, (template, told) in enumerate(FAMILIES[family]):
        slots: dict[str, str] = {}
        known: dict[str, tuple[str, str]] = {}
        for step, letter in enumerate("ABC"):
            words, interval = COUNTS[(at + shift * 3 + 2 * step) % len(COUNTS)]
            bare = words.removesuffix(" of")
            noun, group = _OTHERS[(at + shift + step) % len(_OTHERS)]
            small, few = _SMALL[(at + shift + step) % len(_SMALL)]
            slots |= {
                letter: f"{words} {noun}",
                letter.lower(): bare,
                f"S{letter}": f"{small} nuns",
                f"S{letter.lower()}": small.capitalize(),
                f"s{letter.lower()}": small,
            }
            known |= {
                letter: (interval, group),
                letter.lower(): (interval, group),
                f"S{letter}": (few, "other"),
                f"s{letter.lower()}": (few, group),
            }
        slots |= {"SC": slots["SC"].replace("nuns", "priests")}
        text = template.format(**slots)
        yield Told(text[0].upper() + text[1:] + "." * (family != "headlines"), _spelled(told, known), template)


def _spelled(told: str, known: dict[str, tuple[str, str]]) -> list[str]:
    claims = []
    for claim in filter(None, told.split("; ")):
        measure, count, *rest = claim.split()
        number, _, of = count.partition("/")
        interval, group = known.get(number, (number, ""))
        if of:
            group = known[of][1] if of in known else of
        elif number not in known:
            group = rest.pop(0)
        claims.append(" ".join([measure, interval, group, *rest]))
    return sorted(claims)
