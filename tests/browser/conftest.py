"""A browser, a server on a seeded database, and pages on which nothing may go wrong unseen.

Without Chromium these tests are skipped and say so; with THROUGHLINE_REQUIRE_BROWSER=1 they fail.
"""

import os
import re
import shutil
import socket
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, closing, contextmanager
from typing import Any, TypeAlias

import pytest
import uvicorn
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from app.config import Settings
from app.core.db import Database
from app.main import create_app
from tests.databases import Databases
from tests.hard_data import fill

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
WIDE, NARROW = 1280, 390
HEIGHT = 900

# Patience for machines that do other things too; what waits goes on as soon as it can.
expect.set_options(timeout=20_000)

Opener: TypeAlias = Callable[..., Page]


def _chromium() -> str:
    found = next((path for name in NAMES if (path := shutil.which(name))), None)
    if found:
        return found
    message = f"NO BROWSER TEST RAN: none of {', '.join(NAMES)} is installed"
    if os.environ.get("THROUGHLINE_REQUIRE_BROWSER") == "1":
        pytest.fail(message)
    pytest.skip(message)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium."""
    path = _chromium()
    with sync_playwright() as playwright:
        found = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        yield found
        found.close()


@contextmanager
def _serving(app: Any) -> Iterator[str]:
    """Serve in a thread; the socket listens at once, so nobody has to wait for the start."""
    with closing(socket.create_server(("127.0.0.1", 0))) as listener:
        server = uvicorn.Server(uvicorn.Config(app, log_level="warning", lifespan="on"))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{listener.getsockname()[1]}"
        server.should_exit = True
        thread.join(timeout=20)


@contextmanager
def _on(database: Database) -> Iterator[str]:
    """Serve the application on a database."""
    url = database.engine.url.render_as_string(hide_password=False)
    with _serving(create_app(Settings(database_url=url, database_pool=8, threads=8))) as address:
        yield address


@pytest.fixture(scope="session")
def site(all_databases: dict[str, Databases]) -> Iterator[str]:
    """The address of the application on the whole seed data."""
    with all_databases["sqlite"].seeded() as database, _on(database) as address:
        yield address


@pytest.fixture(scope="session")
def hard_site(all_databases: dict[str, Databases]) -> Iterator[str]:
    """The address of the application on data that is hard to show."""
    with all_databases["sqlite"].migrated() as database:
        with database.write() as db:
            fill(db)
        with _on(database) as address:
            yield address


def _watched(context: BrowserContext, problems: list[str]) -> Page:
    """Return a page whose errors are written down."""
    page = context.new_page()
    page.set_default_timeout(30_000)
    page.on(
        "console",
        lambda message: (
            problems.append(f"console: {message.text}")
            if message.type in ("error", "warning")
            else None
        ),
    )
    page.on("pageerror", lambda error: problems.append(f"error: {error}"))
    page.on(
        "response",
        lambda answer: (
            problems.append(f"{answer.status} {answer.url}") if answer.status >= 400 else None
        ),
    )
    return page


@pytest.fixture
def opened(browser: Browser, site: str) -> Iterator[Opener]:
    """Open an address in a page of its own; at the end no page may have met an error."""
    with _opener(browser, site) as open_page:
        yield open_page


@pytest.fixture
def hard_opened(browser: Browser, hard_site: str) -> Iterator[Opener]:
    """The same on data that is hard to show."""
    with _opener(browser, hard_site) as open_page:
        yield open_page


@contextmanager
def _opener(browser: Browser, site: str) -> Iterator[Opener]:
    """Yield what opens pages of a site, and see at the end that none has met an error.

    `failing` is a status that the address itself is expected to have, or `asked`, an address that
    the page asks for; `replacing` says that a request is given up for a newer one, which htmx
    writes to the console; `without` are kinds of files that the browser is not given.
    """
    problems: list[str] = []
    allowed: list[str] = []
    with ExitStack() as contexts:

        def open_page(
            address: str,
            width: int = WIDE,
            scripts: bool = True,
            scheme: Any = "light",
            failing: int = 0,
            asked: str = "",
            replacing: bool = False,
            without: Sequence[str] = (),
        ) -> Page:
            context = browser.new_context(
                base_url=site,
                viewport={"width": width, "height": HEIGHT},
                java_script_enabled=scripts,
                color_scheme=scheme,
            )
            contexts.callback(context.close)
            for kind in without:
                context.route(re.compile(rf"\.{kind}(\?|$)"), lambda route: route.abort())
                allowed.append("console: Failed to load resource: net::ERR_FAILED")
            page = _watched(context, problems)
            if failing:
                allowed.extend([f"{failing} {site}{asked or address}", f"status of {failing} "])
            if replacing:
                allowed.extend(["console: htmx:sendAbort", "console: htmx:afterRequest"])
            page.goto(address)
            return page

        yield open_page
    left = [text for text in problems if not any(part in text for part in allowed)]
    assert not left, "\n".join(left)
