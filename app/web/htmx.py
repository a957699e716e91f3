"""When to answer with a fragment instead of the page."""

from fastapi import Request

VARY = "HX-Request, HX-History-Restore-Request, HX-Boosted"
"""The request headers on which the choice depends; every HTML response carries them in `Vary`."""


def wants_fragment(request: Request) -> bool:
    """Return whether htmx asks for part of a page: not a history restore, not a boosted link."""
    headers = request.headers
    return (
        headers.get("HX-Request") == "true"
        and headers.get("HX-History-Restore-Request") != "true"
        and headers.get("HX-Boosted") != "true"
    )
