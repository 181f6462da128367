"""Slack's incoming webhooks, in Block Kit: https://docs.slack.dev/reference/block-kit/blocks (limits of 2026)."""

import json
from collections.abc import Sequence
from typing import Any, Final

from schemas.alert import Severity
from services.alerts.webhooks.formats import wording
from services.alerts.webhooks.formats.format import Format
from services.alerts.webhooks.message import Message, Sentence
from services.alerts.webhooks.notice import Notice

MOST_HEADER: Final = 150
"""Characters of a header block."""
MOST_SECTION: Final = 3_000
"""Characters of a section's text."""
MOST_SENTENCES: Final = 5
"""Sentences shown; the link leads to the others. Slack allows 50 blocks."""
SENTENCE: Final = 600
"""Characters of a sentence."""

_SIGNS: Final = {
    Severity.MINOR: ":white_circle:",
    Severity.MODERATE: ":large_yellow_circle:",
    Severity.SEVERE: ":large_orange_circle:",
    Severity.EXTREME: ":red_circle:",
}
Block = dict[str, Any]


def render(message: Message, sentences: Sequence[Sentence], link: str) -> bytes:
    """Write a message as blocks; what comes from reports is escaped, so that it can mention nobody and link nowhere."""
    alert = message.alert
    happened = wording.HAPPENED[message.action]
    blocks = [
        _header(f"{happened}: {alert.title}"),
        _section(f"{_SIGNS[alert.severity]} *{alert.severity.value}* in {_escaped(wording.places(alert.countries))}"),
    ]
    changed = "\n".join(f"• {_escaped(line)}" for line in wording.lines(alert.before, alert.after))
    blocks += [_section(text) for text in (_escaped(alert.message), changed) if text]
    for sentence in sentences[:MOST_SENTENCES]:
        source = _escaped(wording.told_by(sentence))
        where = f" (<{_address(sentence.url)}|report>)" if sentence.url else ""
        quote = _escaped(wording.cut(wording.quoted(sentence), SENTENCE))
        blocks.append(_section(f"> {quote}\n{source}{where}"))
    more = len(sentences) - MOST_SENTENCES
    rest = f", and {more} more sentence{'' if more == 1 else 's'}" if more > 0 else ""
    blocks.append(_section(f"<{_address(link)}|Everything about this alert>{rest}; rule {_escaped(alert.rule)}"))
    return _written(f"{happened} ({alert.severity.value}): {alert.title}", blocks)


def notice(given: Notice) -> bytes:
    """Write what is no alert."""
    return _written(given.title, [_header(given.title), _section(f"{_escaped(given.text)}\n<{_address(given.link)}>")])


def _written(text: str, blocks: list[Block]) -> bytes:
    # The text is what a phone's notification shows.
    body = {"text": _escaped(wording.cut(text, MOST_HEADER)), "blocks": blocks, "unfurl_links": False}
    return json.dumps(body, ensure_ascii=False).encode()


def _header(text: str) -> Block:
    return {"type": "header", "text": {"type": "plain_text", "text": wording.cut(text, MOST_HEADER), "emoji": False}}


def _section(text: str) -> Block:
    fitted = text if len(text) <= MOST_SECTION else text[: MOST_SECTION - 10].rsplit("&", 1)[0] + "…"
    return {"type": "section", "text": {"type": "mrkdwn", "text": fitted, "verbatim": True}}


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _address(url: str) -> str:
    # Whatever could end the link or the brackets around it goes out as its code.
    return "".join(f"%{ord(sign):02X}" if sign in '<>|"` \\' else sign for sign in url).replace("&", "&amp;")


SLACK: Final = Format("application/json", render, notice)
