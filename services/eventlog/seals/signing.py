"""Signs seals with Ed25519, and checks signatures with the public key alone."""

import base64
import binascii
import os
from contextlib import suppress
from pathlib import Path
from typing import Final

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_pem_private_key,
    load_pem_public_key,
)

from services.runtime.errors import DataDirectoryError, UsageError

KEY_FILE: Final = "signing.key"


class Signer:
    """Holds the private key. Never shown."""

    def __init__(self, key: Ed25519PrivateKey) -> None:
        self._key = key

    def __repr__(self) -> str:
        return "Signer(...)"

    def sign(self, seal: str) -> str:
        """Return the signature of a seal's hash (its hex digits, as ASCII), base64."""
        return base64.b64encode(self._key.sign(seal.encode("ascii"))).decode("ascii")

    def public_key(self) -> str:
        """Return the public key as PEM, for whoever checks."""
        public = self._key.public_key()
        return public.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo).decode("ascii")


class Verifier:
    """Checks signatures with a public key."""

    def __init__(self, pem: str) -> None:
        """Take a public key.

        Raises:
            UsageError: It is none of Ed25519 in PEM.
        """
        try:
            key = load_pem_public_key(pem.encode())
        except ValueError:
            key = None
        if not isinstance(key, Ed25519PublicKey):
            raise UsageError("this is no public key of Ed25519 in PEM; `tocsin seal key` prints the one of a log")
        self._key = key

    def right(self, seal: str, signature: str) -> bool:
        """Return whether a signature is that of a seal's hash."""
        try:
            self._key.verify(base64.b64decode(signature, validate=True), seal.encode("ascii"))
        except (InvalidSignature, binascii.Error, ValueError):
            return False
        return True


def open_signer(directory: Path) -> Signer:
    """Return the signer of a data directory; its key is made on first use.

    Raises:
        DataDirectoryError: The key cannot be read, or is none.
    """
    path = directory / KEY_FILE
    with suppress(FileNotFoundError):
        return _read(path)
    private = Ed25519PrivateKey.generate()
    pem = private.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    beside = path.with_name(f"{KEY_FILE}.{os.getpid()}")
    try:
        directory.mkdir(parents=True, exist_ok=True, mode=0o700)
        with os.fdopen(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
            file.write(pem)
            file.flush()
            os.fsync(file.fileno())
        try:
            # Two processes that begin at once must sign with one key: the first link wins, and both read it.
            os.link(beside, path)
        except FileExistsError:
            pass
        finally:
            beside.unlink()
    except OSError as error:
        raise DataDirectoryError(
            f"there is no signing key {path} yet, and none can be written ({error.strerror}); the key that seals are "
            "signed with lies in the data directory of the housekeeping worker: run this where that runs"
        ) from None
    return _read(path)


def _read(path: Path) -> Signer:
    try:
        key = load_pem_private_key(path.read_bytes(), None)
    except FileNotFoundError:
        raise
    except OSError as error:
        raise DataDirectoryError(f"the signing key {path} cannot be read ({error.strerror})") from None
    except (ValueError, TypeError):
        key = None
    if not isinstance(key, Ed25519PrivateKey):
        raise DataDirectoryError(
            f"{path} is no private key of Ed25519; put the right one back, or move it away to sign with a new one"
        )
    return Signer(key)
