"""The scripts that run inside the server. Each tells its keys and arguments on top."""

from importlib.resources import files


def lua(name: str) -> str:
    """Return the script `name`, with the shared functions of `append.lua` in front."""
    here = files(__package__)
    return f"{(here / 'append.lua').read_text()}\n{(here / name).read_text()}"
