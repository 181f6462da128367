"""Which version of Tocsin this is."""

from importlib import metadata


def installed_version() -> str:
    """Return the version of the installed distribution; `unknown` where it is not installed."""
    try:
        return metadata.version("tocsin")
    except metadata.PackageNotFoundError:
        return "unknown"
