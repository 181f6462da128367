"""Files that come with the product: seeds and the standard rules."""

from importlib.resources import files
from pathlib import Path

from services.runtime.errors import UsageError


def shipped(name: str) -> Path:
    """Return the path of a file or folder of `seeds/`, in an installed package or in a checkout.

    Raises:
        UsageError: It is not there.
    """
    package = Path(str(files("services")))
    for root in (package / "shipped" / "seeds", package.parent / "seeds"):
        if (root / name).exists():
            return root / name
    raise UsageError(f"seeds/{name} is missing from this installation")


def standard_rules() -> Path:
    """Return the path of the standard rules."""
    return shipped("rules.toml")
