"""Keeps the receivers' secrets encrypted at rest."""

import base64
import hashlib
import json
import os
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final

from cryptography.fernet import Fernet, InvalidToken
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from schemas.base import format_instant
from services.runtime.errors import DataDirectoryError, SettingsError
from services.runtime.settings import Settings

KEY_FILE: Final = "secret.key"
LEAST_CHARACTERS: Final = 32
"""Characters of TOCSIN_SECRET_KEY at least: it is a key, not a password."""


@dataclass(frozen=True, slots=True)
class Secrets:
    """What a receiver's messages are signed with. Kept out of every representation.

    Attributes:
        current: The secret in force.
        previous: The one before, that signs along for a while after a rotation.
        until: When the previous one stops to sign along.
        headers: Names and values of the headers that are sent along.
    """

    current: str
    previous: str | None = None
    until: datetime | None = None
    headers: tuple[tuple[str, str], ...] = ()

    def __repr__(self) -> str:
        return "Secrets(...)"

    def signing(self, now: datetime) -> tuple[str, ...]:
        """Return the secrets that sign at a moment, the current one first."""
        if self.previous is not None and self.until is not None and now < self.until:
            return (self.current, self.previous)
        return (self.current,)


class Vault:
    """Encrypts and decrypts secrets with one key."""

    def __init__(self, key: str) -> None:
        """Make a vault of a key.

        Args:
            key: Any text of 32 characters or more.

        Raises:
            SettingsError: The key is too short.
        """
        if len(key) < LEAST_CHARACTERS:
            raise SettingsError(
                f"TOCSIN_SECRET_KEY must be at least {LEAST_CHARACTERS} characters long; make one with: "
                "python -c 'import secrets; print(secrets.token_urlsafe(32))'"
            )
        derived = HKDF(algorithm=SHA256(), length=32, salt=None, info=b"tocsin webhook secrets").derive(key.encode())
        self._fernet = Fernet(base64.urlsafe_b64encode(derived))
        #: Tells whether two vaults have the same key, and nothing else about it.
        self.fingerprint = hashlib.sha256(b"fingerprint" + derived).hexdigest()[:16]

    def seal(self, secrets: Secrets) -> str:
        """Encrypt."""
        until = format_instant(secrets.until) if secrets.until else None
        held = {"current": secrets.current, "previous": secrets.previous, "until": until, "headers": secrets.headers}
        text = json.dumps(held)
        return self._fernet.encrypt(text.encode()).decode()

    def open(self, sealed: str) -> Secrets:
        """Decrypt.

        Raises:
            SettingsError: It was encrypted with another key.
        """
        try:
            held = json.loads(self._fernet.decrypt(sealed.encode()))
        except InvalidToken:
            raise SettingsError(wrong_key()) from None
        until = datetime.fromisoformat(held["until"]) if held["until"] else None
        headers = tuple((str(name), str(value)) for name, value in held.get("headers", ()))
        return Secrets(held["current"], held["previous"], until, headers)


def wrong_key() -> str:
    """Say what to do when secrets were kept under another key."""
    return (
        "the webhook secrets are kept under another key: give every process the same TOCSIN_SECRET_KEY, or the same "
        f"file {KEY_FILE} in its data directory; when that key is lost, `tocsin subscriptions reissue` makes new "
        "secrets for all receivers under the key there is now"
    )


def open_vault(settings: Settings) -> Vault:
    """Return the vault of TOCSIN_SECRET_KEY, or of the key file in the data directory, which is made when missing.

    Raises:
        SettingsError: The key is too short.
        DataDirectoryError: The key file cannot be read or made, or does not hold what was written.
    """
    if settings.secret_key:
        return Vault(settings.secret_key)
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
    return Vault(key)


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
