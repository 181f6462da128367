"""Writes the JSON Schema of everything that leaves the service or comes in: `python -m schemas.publish`."""

import json
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final, Literal

from pydantic import BaseModel

from schemas.alert import Alert
from schemas.delivery import Delivery
from schemas.events.envelope import Event
from schemas.events.registry import PUBLISHED
from schemas.report import Intake
from schemas.situation import SituationView
from schemas.subscription import NewSubscription, Subscription, SubscriptionChange
from schemas.token import IssuedToken, Token, TokenRequest
from schemas.webhook import NoticePayload, WebhookPayload

FOLDER: Final = Path(__file__).parent / "published"
DIALECT: Final = "https://json-schema.org/draft/2020-12/schema"

Mode = Literal["validation", "serialization"]

COMES_IN: Final[Mapping[str, type[BaseModel]]] = {
    "report": Intake,
    "subscription-request": NewSubscription,
    "subscription-change": SubscriptionChange,
    "token-request": TokenRequest,
}
"""What callers send: defaults may be left out."""
GOES_OUT: Final[Mapping[str, type[BaseModel]]] = {
    "envelope": Event,
    "alert": Alert,
    "situation": SituationView,
    "subscription": Subscription,
    "delivery": Delivery,
    "webhook": WebhookPayload,
    "webhook-notice": NoticePayload,
    "token": Token,
    "token-issued": IssuedToken,
}
"""What callers get: every field is there."""


def schemas() -> dict[str, str]:
    """Return every published schema: file name to its text."""
    events = {f"{model.kind}.v{model.version}": model for model in PUBLISHED.values()}
    texts = {f"{name}.json": _text(name, model, "validation") for name, model in COMES_IN.items()}
    texts |= {f"{name}.json": _text(name, model, "serialization") for name, model in {**GOES_OUT, **events}.items()}
    return dict(sorted(texts.items()))


def write(folder: Path = FOLDER) -> list[str]:
    """Write every schema that is missing or changed, remove those of what is gone, and return their names."""
    folder.mkdir(exist_ok=True)
    wanted = schemas()
    changed = []
    for name, text in wanted.items():
        path = folder / name
        if not path.exists() or path.read_text() != text:
            path.write_text(text)
            changed.append(name)
    for path in sorted(folder.glob("*.json")):
        if path.name not in wanted:
            path.unlink()
            changed.append(path.name)
    return changed


def _text(name: str, model: type[BaseModel], mode: Mode) -> str:
    schema: dict[str, Any] = {"$schema": DIALECT, "$id": f"schemas/published/{name}.json"}
    schema |= model.model_json_schema(mode=mode)
    return json.dumps(schema, indent=2, ensure_ascii=False) + "\n"


if __name__ == "__main__":
    sys.stdout.write("".join(f"{name}\n" for name in write()))
