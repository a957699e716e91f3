"""Answer a view that a form filters: whole, as a fragment for htmx, or at its short address."""

from collections.abc import Callable
from typing import Any

from fastapi import Request
from fastapi.responses import RedirectResponse, Response

from app.web.htmx import follow, wants_fragment
from app.web.queries import QueryModel
from app.web.templating import render_page
from app.web.urls import query_url


def render_view(
    request: Request, query: QueryModel, template: str, block: str, build: Callable[[], Any]
) -> Response:
    """Answer with the page that `build` returns, or with its block for htmx.

    An address with empty parameters, as forms make it, is shortened first; with htmx the browser's
    address follows.
    """
    address = query_url(request.url.path, query.params())
    fragment = wants_fragment(request)
    if not fragment and any(value == "" for _, value in request.query_params.multi_items()):
        return RedirectResponse(address, status_code=303)
    response = render_page(request, template, build(), block, address=address)
    if fragment:
        follow(response, request, address)
    return response
