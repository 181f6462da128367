"""The one secret of an instance: TOCSIN_SECRET_KEY, or a file in the data directory, which is made when missing."""

import base64
import os
from contextlib import suppress
from pathlib import Path
from typing import Final

from services.runtime.errors import DataDirectoryError
from services.runtime.settings import Settings

KEY_FILE: Final = "secret.key"
LEAST_CHARACTERS: Final = 32
"""Characters of the key at least: it is a key, not a password."""


def secret_key(settings: Settings) -> str:
    """Return the key that other keys are derived from.

    Raises:
        DataDirectoryError: The key file cannot be read or made, or does not hold what was written.
    """
    if settings.secret_key:
        return settings.secret_key
    path = settings.data_dir / KEY_FILE
    try:
        if not path.exists():
            _make(path)
        key = path.read_text("utf-8", "replace").strip()
    except OSError as error:
        raise DataDirectoryError(
            f"the key file {path} cannot be used ({error.strerror}); name another TOCSIN_DATA_DIR, or give the key in "
            "TOCSIN_SECRET_KEY"
        ) from None
    if len(key) < LEAST_CHARACTERS or "\ufffd" in key:
        raise DataDirectoryError(
            f"the key file {path} was damaged: it holds no key of {LEAST_CHARACTERS} characters; restore it from a "
            "copy. Without one move it away, and `tocsin subscriptions reissue` makes new secrets for all receivers"
        )
    return key


def _make(path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    own = path.with_name(f"{path.name}.{os.getpid()}.{os.urandom(4).hex()}")
    descriptor = os.open(own, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w") as file:
        file.write(base64.urlsafe_b64encode(os.urandom(32)).decode() + "\n")
        file.flush()
        os.fsync(file.fileno())
    # Of several processes that start at once, the first one's link stands and the others read its key.
    with suppress(FileExistsError):
        os.link(own, path)
    own.unlink()
