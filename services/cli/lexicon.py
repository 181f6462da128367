"""`tocsin lexicon`: conflicts in the word lists, and where a word stands."""

import argparse


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the subcommands."""
    actions = parser.add_subparsers(dest="action", metavar="ACTION", required=True)
    actions.add_parser("check", help="find entries that contradict each other", description="Find conflicts.")
    where = actions.add_parser("where", help="tell where a word stands and what uses it", description="Find a word.")
    where.add_argument("words", nargs="+", metavar="WORD", help="a word, or a phrase in quotes")
    parser.epilog = 'examples:\n  tocsin lexicon check\n  tocsin lexicon where gunmen "took control of" Georgia'


def run(arguments: argparse.Namespace) -> int:
    """Check or look up; 1 when there is a conflict, or when a word stands nowhere."""
    return _check() if arguments.action == "check" else _where(arguments.words)


def _check() -> int:
    from services.ingest.reading.lexicon.conflicts import find_conflicts
    from services.ingest.reading.lexicon.lookup import data_files

    conflicts = find_conflicts()
    for conflict in conflicts:
        print(conflict)
    print(f"{len(data_files())} files, {len(conflicts)} conflict{'' if len(conflicts) == 1 else 's'}")
    return 1 if conflicts else 0


def _where(words: list[str]) -> int:
    from services.ingest.reading.lexicon.lookup import find_word

    missing = 0
    for word in words:
        found = find_word(word)
        missing += not found
        print(f"{word}: {'stands in no file of the lexicon' if not found else ''}".rstrip())
        rows = [(f"{e.file}:{e.line}", e.table, repr(e.entry), ", ".join(e.used_by) or "-") for e in found]
        widths = [max(len(row[column]) for row in rows) for column in range(3)] if rows else []
        for row in rows:
            cells = [cell.ljust(width) for cell, width in zip(row, widths, strict=False)]
            print(f"  {'  '.join(cells)}  used by {row[3]}")
    return 1 if missing else 0
