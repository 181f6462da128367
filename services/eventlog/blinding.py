"""Digests by which a text that was removed is known again, and which tell nobody else what it was.

A digest of a short text can be guessed: try texts until one has it. These are made with the secret key of the
instance, which is kept out of the server, its copies and the exports.
"""

import hashlib
import hmac

from services.runtime.secretkey import secret_key
from services.runtime.settings import Settings


class Blinding:
    """Makes such digests with one key."""

    def __init__(self, key: str) -> None:
        self._key = hmac.digest(key.encode(), b"tocsin report identity", "sha256")

    def __call__(self, digest: str) -> str:
        """Return what stands for a digest."""
        return hmac.new(self._key, digest.encode(), hashlib.sha256).hexdigest()


def open_blinding(settings: Settings) -> Blinding:
    """Return the one of TOCSIN_SECRET_KEY, or of the key file in the data directory, which is made when missing.

    Raises:
        DataDirectoryError: The key file cannot be read or made.
    """
    return Blinding(secret_key(settings))
