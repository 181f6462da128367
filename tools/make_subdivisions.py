"""Builds the list of provinces, states and departments that the reader ships. For developers; not needed at run time.

usage: pip install pycountry wordfreq && python make_subdivisions.py > subdivisions.tsv (in the lexicon's data)

Names come from ISO 3166-2 as packaged by pycountry (LGPL; facts only). A name that is also a frequent English word or
surname is marked with `?`: the reader then asks for a word of place beside it, or for its country in the report.
"""

import re
import sys
import unicodedata

import pycountry
from wordfreq import zipf_frequency

FREQUENT = 3.3
WORDY = re.compile(
    r"\b(municipality|district|parish|province|region|state|city|county|council|governorate|department|prefecture|"
    r"territory|autonomous|republic|oblast|krai|kraj|okrug|capital|republika|provincia|departamento|wilaya|respublika|"
    r"municipal|island|islands|rayon|upper|lower|north|south|east|west|central|northern|southern|eastern|western|"
    r"northwest|northeast|southwest|southeast|of|and)\b",
    re.IGNORECASE,
)
COUNTRIES = """
AF AO AR BD BF BI BJ BO BR BW CD CF CG CI CL CM CN CO CR CU DJ DO DZ EC EG ER ES ET FJ FR GA GH GM GN
GQ GT GW GY HN HT ID IN IQ IR IT JO JP KE KG KH KP KR LA LB LK LR LY MA MG ML MM MN MR MW MX MY MZ NA
NE NG NI NP OM PA PE PG PH PK PT PY RO RW SD SL SN SO SR SS SV SY SZ TD TG TH TJ TL TM TN TR TW TZ UA
UG UY VE VN YE ZA ZM ZW KZ UZ AM AZ GE GR PL CZ SK HU BG RS BA AL MK XK HR NO SE FI NL BE CH AT DE IE
CA AU NZ SA
"""
"""Where crises are reported often, and where English reports name provinces."""


def fold(name: str) -> str:
    """Return a name without accents."""
    name = name.replace("’", "'").replace("ʻ", "'").replace("ʼ", "'").replace("‘", "'")
    plain = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    return plain.replace("ı", "i").replace("ł", "l").replace("ø", "o").replace("đ", "d").replace("ß", "ss").strip()


def names_of(entry: str) -> set[str]:
    """Return the plain names in an ISO entry: without brackets, alternatives split."""
    entry = re.sub(r"\[.*?\]|\(.*?\)", "", entry)
    return {fold(part) for part in re.split(r"[/,]", entry) if part.strip()}


def main() -> None:
    """Write the table."""
    countries = {fold(c.name).lower() for c in pycountry.countries}
    by_country: dict[str, set[str]] = {}
    for entry in pycountry.subdivisions:
        if entry.country_code not in COUNTRIES.split():
            continue
        for name in names_of(entry.name):
            bare = WORDY.sub("", name).strip(" -'")
            if len(name) < 4 or not bare or len(name.split()) > 4 or not name.isascii():
                continue
            if name.lower() in countries and name != "Niger":
                # A state of Nigeria, listed among others; elsewhere the country.
                continue
            if not name[0].isupper() or any(c.isdigit() for c in name) or len(bare) < 4:
                continue
            frequent = " " not in name and zipf_frequency(name.lower(), "en") >= FREQUENT
            by_country.setdefault(entry.country_code, set()).add(name + "?" * frequent)
    write = sys.stdout.write
    write("# Provinces, states and departments. Made by tools/make_subdivisions.py from ISO 3166-2;\n")
    write("# add names to regions.tsv, not here. A trailing ? marks a name that is also a common word or surname.\n")
    write("# iso\tnames\n# Used by: places.py.\n")
    for iso in sorted(by_country):
        write(f"{iso}\t{'|'.join(sorted(by_country[iso]))}\n")


main()
