"""Keeps the receivers' secrets encrypted at rest."""

import base64
import hashlib
import json
from dataclasses import dataclass
from datetime import datetime

from cryptography.fernet import Fernet, InvalidToken
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from schemas.base import format_instant
from services.runtime.errors import SettingsError
from services.runtime.secretkey import KEY_FILE, LEAST_CHARACTERS, secret_key
from services.runtime.settings import Settings


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
    return Vault(secret_key(settings))
