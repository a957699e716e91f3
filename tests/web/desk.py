"""The desk as who sits at the machine sees it: every page that comes back is checked."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeAlias
from urllib.parse import parse_qsl, urlencode

from starlette.testclient import TestClient

from app.config import Settings
from app.core.db import Database
from app.main import create_app
from tests.html_client import HTMX, HtmlClient
from tests.html_page import Page
from tests.html_rules import check_headers, check_page

HERE = ("127.0.0.1", 50_000)
LIST = "/desk/imports"

REPORT = """ ELECTION OBSERVATION
Final report of the observers on the elections of 1 June 2010

I. SUMMARY

The elections were calm. Observers saw long queues in the capital.

 II. RECOMMENDATIONS

The observers offer these recommendations to the authorities.

Priority recommendations

1. The register of voters should be compared with that of residents. Errors should be mended in a
week.

2. Small parties should get rooms for their meetings without a fee.

Other recommendations

3. Protocols of polling stations should hang on the door until noon of the next day.
"""
"""An invented report: three items, the first of two sentences."""


@contextmanager
def asked(
    database: Database,
    folder: Path,
    on: bool = True,
    client: tuple[str, int] = HERE,
    host: str = "localhost:8000",
) -> Iterator[TestClient]:
    """Yield a client that asks from an address, under a host name, a service with the setting."""
    url = database.engine.url.render_as_string(hide_password=False)
    settings = Settings(
        database_url=url,
        database_pool=5,
        threads=5,
        local_desk=on,
        files=folder / "files",
        secret="s" * 32,
    )
    with TestClient(create_app(settings), base_url=f"http://{host}", client=client) as found:
        yield found


Files: TypeAlias = dict[str, tuple[str, bytes]]


class Desk(HtmlClient):
    """Fetches pages of the desk and sends its forms.

    `told` is the address that the last form led to, `done` what the page there says was done.
    """

    done = ""
    told = ""

    def went(self, path: str, **data: str) -> str:
        """Send a form and return where it leads."""
        answer = self.client.post(path, data=data, follow_redirects=False)
        assert answer.status_code == 303, f"{path}: {answer.status_code}\n{answer.text[:2000]}"
        return self._led(answer.headers["location"])

    def _led(self, address: str) -> str:
        """Keep what the next page says was done as `done`, and return the address without it."""
        path, _, query = address.partition("?")
        pairs = parse_qsl(query)
        self.done = next((value for name, value in pairs if name == "done"), "")
        kept = urlencode([pair for pair in pairs if pair[0] not in ("done", "of")])
        self.told = address
        return f"{path}?{kept}" if kept else path

    def refused(self, path: str, **data: str) -> Page:
        """Send a form that is wrong and return the page that says so, checked."""
        return self._page(path, 422, data)

    def conflict(self, path: str, **data: str) -> Page:
        """Send a form that came too late and return the page that says so, checked."""
        return self._page(path, 409, data)

    def busy(self, path: str, **data: str) -> Page:
        """Send a form while others write and return the page that says so, checked."""
        return self._page(path, 503, data)

    def _page(
        self, path: str, status: int, data: Mapping[str, str], files: Files | None = None
    ) -> Page:
        answer = self.client.post(path, data=data, files=files, follow_redirects=False)
        assert answer.status_code == status, f"{path}: {answer.status_code}\n{answer.text[:2000]}"
        check_headers(path, answer.headers)
        return check_page(str(answer.request.url), status, answer.headers, answer.text)

    def upload(self, text: str | bytes, name: str = "report.txt", **data: str) -> str:
        """Send a file and return where it leads."""
        answer = self.client.post(LIST, data=data, files=_file(text, name), follow_redirects=False)
        assert answer.status_code == 303, f"{answer.status_code}\n{answer.text[:2000]}"
        return answer.headers["location"]

    def upload_refused(self, text: str | bytes, name: str = "report.txt", **data: str) -> Page:
        """Send a file that is not taken and return the form that says so, checked."""
        return self._page(LIST, 422, data, _file(text, name))

    def by_htmx(self, path: str, **data: str) -> Any:
        """Send a form as htmx does and return the bare answer."""
        return self.client.post(path, data=data, headers=HTMX, follow_redirects=False)


def _file(text: str | bytes, name: str) -> Files:
    return {"file": (name, text.encode() if isinstance(text, str) else text)}


def fields(page: Page, action: str) -> dict[str, str]:
    """Return what a form of a page would send as it stands, buttons left out."""
    found: dict[str, str] = {}
    for control in page.form(action).iter():
        name = control.get("name")
        if not name or control.tag == "button" or control.get("type") in ("checkbox", "radio"):
            continue
        if control.tag == "select":
            chosen = [one for one in control.iter("option") if one.get("selected") is not None]
            first = (chosen or list(control.iter("option")))[0]
            found[name] = first.get("value") or ""
        elif control.tag == "textarea":
            found[name] = "".join(control.itertext())
        else:
            found[name] = control.get("value") or ""
    return found
