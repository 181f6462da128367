"""Single changes to a sealed log, as somebody would make them who may write everything."""

import json
import random

from services.eventlog.seals.chain import entry_hash, seal_hash
from services.eventlog.seals.signing import Signer

ACTS = ("byte", "drop", "swap", "insert")


def tampered(log: list[bytes], sealed: int, act: str, chance: random.Random) -> tuple[list[bytes], int]:
    """Change one thing among the first `sealed` entries, and return the log and the entry that is wrong then."""
    at = chance.randrange(sealed)
    changed = list(log)
    if act == "byte":
        place = chance.randrange(len(log[at]))
        changed[at] = log[at][:place] + bytes([log[at][place] ^ (1 << chance.randrange(8))]) + log[at][place + 1 :]
    elif act == "drop":
        del changed[at]
    elif act == "swap":
        other = chance.choice([place for place in range(sealed) if place != at])
        changed[at], changed[other] = changed[other], changed[at]
        at = min(at, other)
    else:
        event = json.loads(log[at])
        event["id"] = str(chance.random())
        changed.insert(at, json.dumps(event, ensure_ascii=False, separators=(",", ":")).encode())
    return changed, at + 1


def is_seal(entry: bytes) -> bool:
    return b'"type":"tocsin.log.sealed.v' in entry[:1000]


def forged(log: list[bytes], at: int, signer: Signer) -> tuple[list[bytes], int]:
    """Change entry `at`, make all seals behind it anew, and return the log and the first seal that was forged."""
    changed = list(log)
    changed[at - 1] = changed[at - 1].replace(b'"specversion":"1.0"', b'"specversion":"1.1"', 1)
    assert changed != log
    previous, first_forged = None, 0
    for place, entry in enumerate(changed):
        if not is_seal(entry):
            continue
        event = json.loads(entry)
        data = event["data"]
        if data["last"] >= at:
            data["entries"] = [entry_hash(one) for one in changed[data["first"] - 1 : data["last"]]]
            data["previous"] = previous
            data["seal"] = seal_hash(data["first"], data["last"], previous, data["entries"])
            data["signature"] = signer.sign(data["seal"])
            changed[place] = json.dumps(event, ensure_ascii=False, separators=(",", ":")).encode()
            first_forged = first_forged or place + 1
        previous = data["seal"]
    return changed, first_forged
