"""The application: middleware, routers, mounts, error handlers. No logic."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from threading import BoundedSemaphore

import anyio
from fastapi import FastAPI, Request

from app import __version__
from app.accounts import account_routes as own_account_pages
from app.accounts import admin_routes as administration_pages
from app.accounts import routes as accounts_pages
from app.accounts.bearer import BearerMiddleware
from app.accounts.identifying import IdentifyMiddleware
from app.assessments import api as assessments_api
from app.config import Settings
from app.core.db import Database
from app.corrections import desk_routes as correction_requests_pages
from app.corrections import routes as corrections_pages
from app.corrections.forgetting import forget_in_time
from app.countries import routes as countries_pages
from app.disagreements import routes as disagreements_pages
from app.documents import api as documents_api
from app.documents import routes as documents_pages
from app.elections import api as elections_api
from app.elections import routes as elections_pages
from app.exports import routes as exports_pages
from app.history.gone import find_gone
from app.imports.desk import draft_routes as drafts_pages
from app.imports.desk import passage_routes as passages_pages
from app.imports.desk import reading_routes as reading_pages
from app.imports.desk import routes as imports_pages
from app.links import api as links_api
from app.method import routes as method_pages
from app.organisations import api as organisations_api
from app.organisations import routes as organisations_pages
from app.overview import routes as overview_pages
from app.recommendations import api as recommendations_api
from app.recommendations import routes as recommendations_pages
from app.responses import api as responses_api
from app.search import api as search_api
from app.search import routes as search_pages
from app.standards import api as standards_api
from app.standards import routes as standards_pages
from app.statements import api as statements_api
from app.statements import routes as statements_pages
from app.threads import api as threads_api
from app.threads import routes as threads_pages
from app.topics import api as topics_api
from app.topics import routes as topics_pages
from app.undertakings import api as undertakings_api
from app.undertakings import routes as undertakings_pages
from app.web import assets, deps, errors, openapi, permissions
from app.web.csrf import CsrfMiddleware
from app.web.headers import ETagMiddleware, HeadersMiddleware, HeadMiddleware
from app.web.i18n import LocaleMiddleware

API = (
    recommendations_api,
    responses_api,
    assessments_api,
    links_api,
    threads_api,
    undertakings_api,
    statements_api,
    elections_api,
    documents_api,
    organisations_api,
    topics_api,
    standards_api,
    search_api,
)
PAGES = (
    # First, since "/recommendations/{ref}" would take "/recommendations/{ref}.csv" too.
    exports_pages,
    overview_pages,
    recommendations_pages,
    threads_pages,
    search_pages,
    elections_pages,
    documents_pages,
    organisations_pages,
    topics_pages,
    countries_pages,
    undertakings_pages,
    statements_pages,
    standards_pages,
    method_pages,
    disagreements_pages,
    corrections_pages,
)
ACCOUNTS = (accounts_pages, own_account_pages, administration_pages)
DESK = (imports_pages, drafts_pages, passages_pages, reading_pages, correction_requests_pages)


def _find_gone(request: Request) -> errors.Gone | None:
    """Return what stood at an address where nothing stands now."""
    database: Database = request.app.state.database
    with database.read() as db:
        return find_gone(db, request.url.path, request.path_params)


def create_app(settings: Settings) -> FastAPI:
    """Return the application on the database of the settings, which is migrated already."""

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        anyio.to_thread.current_default_thread_limiter().total_tokens = settings.threads
        async with anyio.create_task_group() as tasks:
            tasks.start_soon(forget_in_time, app.state.database)
            yield
            tasks.cancel_scope.cancel()
        app.state.database.dispose()

    app = FastAPI(
        title="Throughline",
        version=__version__,
        description="What observers recommend, what authorities answer, what became of it.",
        lifespan=lifespan,
        docs_url=None,
        redoc_url=None,
        openapi_url=None,
        dependencies=[permissions.ENFORCED],
    )
    app.state.database = Database(
        settings.database_url,
        pool_size=max(settings.database_pool, settings.threads) + deps.MOST_STREAMS,
    )
    app.state.streams = BoundedSemaphore(deps.MOST_STREAMS)
    app.state.settings = settings
    app.state.find_gone = _find_gone
    for module in (*API, openapi, *PAGES, *ACCOUNTS, *DESK):
        app.include_router(module.router)
    permissions.check(app)
    htmx = assets.htmx_path()
    app.mount("/static/vendor/htmx", assets.LongLivedFiles(directory=htmx.parent))
    app.mount("/static", assets.LongLivedFiles(directory=assets.STATIC))
    errors.install(app)
    app.add_exception_handler(permissions.SignInNeededError, accounts_pages.ask_to_sign_in)
    app.add_middleware(CsrfMiddleware)
    app.add_middleware(IdentifyMiddleware)
    app.add_middleware(BearerMiddleware)
    app.add_middleware(LocaleMiddleware)
    app.add_middleware(ETagMiddleware)
    app.add_middleware(HeadersMiddleware)
    app.add_middleware(HeadMiddleware)
    return app


def app_from_environment() -> FastAPI:
    """Return the application on the settings of the environment; what server processes run."""
    return create_app(Settings())
