"""Addresses with a query, built the same way everywhere so that one view has one address."""

from collections.abc import Mapping, Sequence
from typing import TypeAlias
from urllib.parse import urlencode

Params: TypeAlias = Mapping[str, Sequence[str]]


def query_url(path: str, params: Params) -> str:
    """Return the path with the parameters in their order, empty ones left out."""
    pairs = [(name, value) for name, values in params.items() for value in values if value != ""]
    return f"{path}?{urlencode(pairs)}" if pairs else path
