"""A receipt: what somebody keeps elsewhere, to show later that a log still contains what it contained then."""

from pydantic import Field, ValidationError

from schemas.base import Frozen, Instant
from services.runtime.errors import UsageError


class Receipt(Frozen):
    """Names one seal of one log."""

    workspace: str
    sequence: int = Field(ge=1, description="where the seal stands in the log")
    first: int = Field(ge=1, description="the seal's span; with the chain behind it, it proves all from the start on")
    last: int = Field(ge=1)
    time: Instant = Field(description="when the seal was recorded")
    seal: str = Field(pattern="^[0-9a-f]{64}$", description="hash of the seal, hex")
    signature: str | None = Field(default=None, description="Ed25519 over the seal, base64")


def read_receipt(text: str, name: str) -> Receipt:
    """Read a receipt as `tocsin seal receipt` prints it.

    Raises:
        UsageError: It is none.
    """
    try:
        return Receipt.model_validate_json(text)
    except ValidationError as error:
        problem = error.errors()[0]
        where = ".".join(map(str, problem["loc"])) or "the whole"
        raise UsageError(f"{name} is no receipt of a log: {where}: {problem['msg']}") from None
