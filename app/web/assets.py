"""Static files under addresses that change with their content, and the one library file: htmx.

htmx comes out of the installed package django-htmx, of which nothing is imported; start-up fails
when the file is not the one that the pages' integrity value names.
"""

import base64
import hashlib
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from starlette.responses import Response
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

STATIC = Path(__file__).resolve().parent.parent / "static"
HTMX_PACKAGE, HTMX_FILE = "django_htmx", "static/django_htmx/htmx-2.min.js"
HTMX_INTEGRITY = "sha384-H5SrcfygHmAuTDZphMHqBJLc3FhssKjG7w/CeCpFReSfwBWDTKpkzPP8c+cLsK+V"
YEAR = 365 * 24 * 3600


def htmx_path() -> Path:
    """Return the path of htmx in the installed package.

    Raises `RuntimeError` when the package or the file is missing or is another version.
    """
    spec = find_spec(HTMX_PACKAGE)
    roots = list(spec.submodule_search_locations or []) if spec else []
    path = Path(roots[0], HTMX_FILE) if roots else None
    if path is None or not path.is_file():
        raise RuntimeError("htmx is not installed: run make install")
    found = base64.b64encode(hashlib.sha384(path.read_bytes()).digest()).decode()
    if f"sha384-{found}" != HTMX_INTEGRITY:
        raise RuntimeError(f"{path} is not htmx 2.0.10: run make install")
    return path


@lru_cache
def _version(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()[:10]


def asset(name: str) -> str:
    """Return the address of a file under `app/static`, which changes when the file does."""
    return f"/static/{name}?v={_version(STATIC / name)}"


def htmx_asset() -> str:
    """Return the address of htmx."""
    return f"/static/vendor/htmx/{htmx_path().name}?v=2.0.10"


class LongLivedFiles(StaticFiles):
    """Static files that may be kept for a year, since their address names their content."""

    def file_response(self, *args: Any, **kwargs: Any) -> Response:
        response = super().file_response(*args, **kwargs)
        scope: Scope = args[2]
        if b"v=" in scope.get("query_string", b""):
            response.headers["Cache-Control"] = f"public, max-age={YEAR}, immutable"
        return response
