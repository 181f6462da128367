"""The compose file as an operator meets it."""

import re

import yaml

SECRET = "a secret key of the tests, long enough"
VARIABLE = re.compile(r"\$\{(\w+)(?::([-?])([^}]*))?\}")
"""What is asked of the operator: name, `-` for a default or `?` for required, and the default or message."""


def parse(text: str) -> dict:
    """Return the compose file for an operator who set nothing but the secret key."""
    return _filled_in(yaml.safe_load(text))


def _filled_in(node):
    if isinstance(node, dict):
        return {key: _filled_in(value) for key, value in node.items()}
    if isinstance(node, list):
        return [_filled_in(value) for value in node]
    return VARIABLE.sub(_value, node) if isinstance(node, str) else node


def _value(match: re.Match) -> str:
    name, kind, default = match.groups()
    return SECRET if name == "TOCSIN_SECRET_KEY" else default if kind == "-" else ""
