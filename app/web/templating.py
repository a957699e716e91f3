"""The Jinja environment, and the two ways to answer: a page, or the block that htmx asked for."""

import re
from datetime import date
from functools import lru_cache
from http import HTTPStatus
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from babel import Locale, UnknownLocaleError
from babel.dates import format_date
from fastapi import Request
from fastapi.responses import HTMLResponse
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from jinja2_fragments import render_block

from app.core.dates import latest_day
from app.vocabulary import labels
from app.web import bidi, desk, i18n, permissions
from app.web.assets import HTMX_INTEGRITY, asset, htmx_asset
from app.web.citations import view_of
from app.web.htmx import wants_fragment
from app.web.urls import correction_url, query_url

TEMPLATES = Path(__file__).resolve().parents[2] / "templates"


def _label(value: str, group: str) -> str:
    return i18n.gettext(labels.word(group, value).label)


def _definition(value: str, group: str) -> str:
    return i18n.gettext(labels.word(group, value).definition)


def _day(value: date | str) -> str:
    """A date as readers write it, as precise as it is known: 2011, March 2011, 21 March 2011."""
    text = value.isoformat() if isinstance(value, date) else value
    form = {4: "y", 7: "MMMM y"}.get(len(text), "d MMMM y")
    return format_date(latest_day(text), form, locale=i18n.current_locale.get())


def _language(value: str) -> str:
    """The name of a language by its code; the code itself where it has none."""
    try:
        name = Locale.parse(value).get_display_name(i18n.current_locale.get())
    except (ValueError, UnknownLocaleError):
        return value
    return name or value


_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_LINK_TAG = re.compile(r"<a\b[^>]*>")
_ADDRESS = re.compile(r'((?:href|hx-get)=")(/[^"#]*)')


def keep_day(html: str, day: str) -> str:
    """Let the links of a view as of a day lead to views as of that day.

    Links that name a day of their own, or are marked `data-today`, stay as they are.
    """

    def dated(match: re.Match[str]) -> str:
        start, address = match.groups()
        if "as_of=" in address or address.startswith(("/static/", "/api/v1/openapi")):
            return match.group()
        return f"{start}{address}{'&amp;' if '?' in address else '?'}as_of={day}"

    def tag(match: re.Match[str]) -> str:
        return (
            match.group() if "data-today" in match.group() else _ADDRESS.sub(dated, match.group())
        )

    return _LINK_TAG.sub(tag, html)


@lru_cache
def environment() -> Environment:
    """Return the environment: everything escaped, nothing silently undefined."""
    env = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=["jinja2.ext.i18n", "jinja2.ext.do"],
        finalize=bidi.apart,
    )
    env.install_gettext_callables(i18n.gettext, i18n.ngettext, newstyle=True)  # type: ignore[attr-defined]
    for name in ("gettext", "ngettext"):
        env.globals[name] = bidi.telling_apart(env.globals, name)
    env.filters["unmarked"] = bidi.unmarked
    env.filters["label"] = _label
    env.filters["definition"] = _definition
    env.filters["day"] = _day
    env.filters["language"] = _language
    env.globals.update(
        asset=asset,
        htmx_asset=htmx_asset,
        htmx_integrity=HTMX_INTEGRITY,
        query_url=query_url,
    )
    env.globals["ui"] = SimpleNamespace()
    for path in sorted((TEMPLATES / "components").glob("*.html")):
        module = env.get_template(f"components/{path.name}").module
        vars(env.globals["ui"]).update(
            {name: macro for name, macro in vars(module).items() if not name.startswith("_")}
        )
    return env


def _citation(env: Environment, template: str, context: dict[str, Any]) -> str:
    """The citation of a fragment's view, for the place that the page has for it."""
    if context["view"] is None:
        return ""
    block = "cited" if "cited" in env.get_template(template).blocks else "title"
    title = render_block(env, template, block, **context)
    ui: Any = env.globals["ui"]
    return f"\n{ui.cite(context['view'].citation(title), context['correction'], oob=True)}"


def render_page(
    request: Request,
    template: str,
    page: Any,
    block: str | None = None,
    status: int = 200,
    address: str | None = None,
) -> HTMLResponse:
    """Answer with the whole page, or with `block` of it when htmx asks for a fragment.

    The template sees `page`, the `path` and `query` of the request, the locale, whether it makes a
    fragment, the `view` for citations (none on an error and at the desk), where to ask for a
    `correction`, the `person` who is signed in, whether the `desk` is open, and the macros of
    `components/` under `ui`. A fragment brings the citation of its view along, to be put in the
    place of the page's. `address` is the shortest one of the view, where the request has a longer
    one.
    """
    citable = status == HTTPStatus.OK and not desk.is_private(request.url.path)
    context = {
        "page": page,
        "path": request.url.path,
        "query": request.url.query,
        "locale": i18n.current_locale.get(),
        "is_fragment": bool(block) and wants_fragment(request),
        "view": view_of(request, address) if citable else None,
        "correction": correction_url(request, address) if citable else "",
        "person": permissions.asking(request),
        "desk": permissions.opens_desk(request),
    }
    env = environment()
    if block and context["is_fragment"]:
        html = render_block(env, template, block, **context) + _citation(env, template, context)
    else:
        html = env.get_template(template).render(context)
    html = bidi.isolate(html)
    day = request.query_params.get("as_of", "")
    if status == HTTPStatus.OK and _DAY.fullmatch(day):
        html = keep_day(html, day)
    return HTMLResponse(html, status_code=status)
