"""When to answer with a fragment instead of the page."""

from urllib.parse import parse_qsl, urlsplit

from fastapi import Request
from fastapi.responses import Response

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


def follow(response: Response, request: Request, address: str) -> None:
    """Let the browser's address follow a view that htmx asked for by a form.

    Words that go on, or take back, what was typed before take its place in the history, so that
    Back leads to the view before and not through its letters.
    """
    shown = urlsplit(request.headers.get("HX-Current-URL", ""))
    asked = urlsplit(address)
    if (shown.path, shown.query) == (asked.path, asked.query):
        return
    was, now = dict(parse_qsl(shown.query)), dict(parse_qsl(asked.query))
    words = was.pop("q", ""), now.pop("q", "")
    typing = words[0] != words[1] and (
        words[0].startswith(words[1]) or words[1].startswith(words[0])
    )
    same = shown.path == asked.path and was == now
    response.headers["HX-Replace-Url" if typing and same else "HX-Push-Url"] = address
