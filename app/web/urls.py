"""Addresses with a query, built the same way everywhere so that one view has one address."""

from collections.abc import Mapping, Sequence
from typing import TypeAlias
from urllib.parse import urlencode

from fastapi import Request

Params: TypeAlias = Mapping[str, Sequence[str]]


def query_url(path: str, params: Params) -> str:
    """Return the path with the parameters in their order, empty ones left out."""
    pairs = [(name, value) for name, values in params.items() for value in values if value != ""]
    return f"{path}?{urlencode(pairs)}" if pairs else path


def public_base(request: Request) -> str:
    """Return the address that readers see, without a slash at its end.

    It is the setting `public_url` where that is given, else what the request was sent to.
    """
    public: str = request.app.state.settings.public_url
    return (public or str(request.base_url)).rstrip("/")
