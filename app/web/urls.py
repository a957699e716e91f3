"""Addresses with a query, built the same way everywhere so that one view has one address."""

from collections.abc import Mapping, Sequence
from typing import TypeAlias
from urllib.parse import urlencode

from fastapi import Request

CORRECTION = "/corrections/new"
"""Where everybody can say what is wrong on a page."""

LONGEST_PAGE = 1_500
"""Characters of an address that the form for corrections is given whole."""

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


def correction_url(request: Request, address: str | None = None) -> str:
    """Return the address of the form that asks to correct the page; empty on that form itself.

    `address` is a shorter way to ask for the page. A very long one is given without its query.
    """
    path = request.url.path
    if path == CORRECTION:
        return ""
    if address is None:
        address = f"{path}?{request.url.query}" if request.url.query else path
    return query_url(CORRECTION, {"page": [address if len(address) <= LONGEST_PAGE else path]})
