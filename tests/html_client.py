"""A client that checks every page it fetches against `tests.html_rules`.

`HtmlClient.get` asks as a browser without scripts does, `fragment` as htmx does, and `submit` sends
a form the way a browser would. Whatever is wrong with a page fails the test that fetched it.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from starlette.testclient import TestClient

from tests.html_page import Document, Page
from tests.html_rules import check_fragment, check_headers, check_page

HTMX = {"HX-Request": "true"}


class HtmlClient:
    """Fetches pages and fragments and checks each."""

    def __init__(self, client: TestClient) -> None:
        self.client = client

    def get(
        self, path: str, status: int = 200, headers: Mapping[str, str] | None = None, **params: Any
    ) -> Page:
        """Return the page at an address, checked; redirects are not followed."""
        answer = self.client.get(
            path, params=params or None, headers=headers, follow_redirects=False
        )
        assert answer.status_code == status, f"{path}: {answer.status_code}\n{answer.text[:400]}"
        check_headers(path, answer.headers)
        return check_page(str(answer.request.url), answer.status_code, answer.headers, answer.text)

    def fragment(self, path: str, status: int = 200, **params: Any) -> Document:
        """Return the fragment that htmx is given, checked."""
        answer = self.client.get(path, params=params or None, headers=HTMX, follow_redirects=False)
        assert answer.status_code == status, f"{path}: {answer.status_code}\n{answer.text[:400]}"
        check_headers(path, answer.headers)
        return check_fragment(
            str(answer.request.url), answer.status_code, answer.headers, answer.text
        )

    def redirected(self, path: str, status: int = 303) -> str:
        """Return where an address sends a reader."""
        answer = self.client.get(path, follow_redirects=False)
        assert answer.status_code == status, f"{path}: {answer.status_code}"
        assert not [name for name in answer.headers if name.lower().startswith("hx-")]
        return answer.headers["location"]

    def submit(self, page: Page, action: str, **changes: Sequence[str]) -> Page:
        """Return the page that a reader comes to by sending a form."""
        address = page.submitted(page.form(action), **changes)
        answer = self.client.get(address, follow_redirects=False)
        if answer.status_code == 303:
            address = answer.headers["location"]
        return self.get(address)
