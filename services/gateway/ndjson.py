"""Lines of a bulk, cut from a body while it comes in, so that no bulk is ever held whole."""

from collections.abc import AsyncIterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Line:
    """One line that holds something.

    Attributes:
        number: From 1; blank lines are counted and not given.
        content: The bytes without the line's end; None when there were too many of them.
    """

    number: int
    content: bytes | None


async def lines(chunks: AsyncIterator[bytes], longest: int) -> AsyncIterator[Line]:
    """Yield each line of a body; of one that is longer than `longest` bytes only its number."""
    rest, number, overlong = b"", 0, False
    async for chunk in chunks:
        *whole, rest = (rest + chunk).split(b"\n")
        for content in whole:
            number += 1
            if overlong or len(content) > longest:
                overlong = False
                yield Line(number, None)
            elif content.strip():
                yield Line(number, content.rstrip(b"\r"))
        if len(rest) > longest:
            rest, overlong = b"", True
    if overlong:
        yield Line(number + 1, None)
    elif rest.strip():
        yield Line(number + 1, rest.rstrip(b"\r"))
