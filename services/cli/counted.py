"""Numbers with their nouns."""


def counted(number: int, one: str, many: str | None = None) -> str:
    """Return `1 entry`, `2,000 entries`; the plural is the noun with an s where none is given."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"
