"""Who a report is: its source, url, title and text."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final
from uuid import UUID, uuid5

from schemas.report import Report

NAMESPACE: Final = UUID("5b0f5a0e-6f0c-5b0e-9a55-70c51a7e0002")


@dataclass(frozen=True, slots=True)
class Identity:
    """Names of a report.

    Attributes:
        address: Digest of source and url, under which revisions follow each other; of everything where there is no
            url, for then nothing can be a revision of it.
        content: Digest of source, url, title and text.
        id: The report's id, to which a later revision adds its number.
        blinded: What stands for the content where the text was removed; empty where nothing does.
    """

    address: str
    content: str
    id: str
    blinded: str = ""


def identify(report: Report, blind: Callable[[str], str] | None = None) -> Identity:
    """Return who `report` is. Its published time is no part of it: feeds change that without changing a word.

    Args:
        report: The report.
        blind: Makes a digest one that nobody can guess a text from; the id, which the log shows for ever, is made of
            that then.
    """
    content = _digest(report.source, report.url or "", report.title, report.text)
    address = _digest(report.source, report.url) if report.url else content
    blinded = "" if blind is None else blind(content)
    return Identity(address, content, str(uuid5(NAMESPACE, blinded or content)), blinded)


def _digest(*parts: str) -> str:
    digest = hashlib.sha256()
    for part in parts:
        encoded = part.encode()
        # The length goes first, so that moving a character from one part to the next gives another digest.
        digest.update(len(encoded).to_bytes(8, "big"))
        digest.update(encoded)
    return digest.hexdigest()
