"""Citations of whatever a page shows: plain, BibTeX and RIS, with an address that shows it again.

The address names the day of the view, so that the view can be seen again when the data has grown.
The year of a citation is the year in which it was read: a view as of an earlier day is what the
tracker says today about that day.
"""

import hashlib
import re
from dataclasses import dataclass
from datetime import date
from html import unescape
from urllib.parse import parse_qsl, quote, urlencode, urlsplit

from babel.dates import format_date
from fastapi import Request

from app.core import clock
from app.web import i18n
from app.web.bidi import bare
from app.web.urls import public_base

NAME = "Throughline"
LONGEST_KEY = 60
_MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
_TEX = str.maketrans(
    {
        "\\": r"\textbackslash{}", "{": r"\{", "}": r"\}", "&": r"\&", "%": r"\%", "$": r"\$",
        "#": r"\#", "_": r"\_", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}",
    }
)  # fmt: skip


@dataclass(frozen=True)
class Citation:
    """A citation in its three forms; `key` names it in lists of references and as a file."""

    key: str
    plain: str
    bibtex: str
    ris: str

    @property
    def bibtex_data(self) -> str:
        """The BibTeX form as the address of a file."""
        return _file("application/x-bibtex", self.bibtex)

    @property
    def ris_data(self) -> str:
        """The RIS form as the address of a file; its lines end as the format has it."""
        return _file("application/x-research-info-systems", self.ris.replace("\n", "\r\n"))


@dataclass(frozen=True)
class View:
    """What a reader sees: the permanent `link` of the page, the `address` of the view of its day.

    `csv_url` is the address of all its rows as a file, where its page is a list. `day` is the day
    that the view shows, `dated` whether it was asked for, `read_on` the day on which it was read.
    """

    link: str
    address: str
    csv_url: str
    key: str
    day: date
    dated: bool
    read_on: date

    def title(self, html: str) -> str:
        """Return the text of a title that a template has rendered."""
        return " ".join(bare(unescape(str(html))).split())

    def citation(self, html: str) -> Citation:
        """Return the citation of the view under a title that a template has rendered."""
        name = self.title(html)
        plain = i18n.gettext("Throughline, “%(title)s”, as of %(day)s. %(address)s (read %(read)s)")
        return Citation(
            key=self.key,
            plain=plain
            % {
                "title": name,
                "day": _words(self.day),
                "address": self.address,
                "read": _words(self.read_on),
            },
            bibtex=self._bibtex(name),
            ris=self._ris(name),
        )

    def _bibtex(self, title: str) -> str:
        fields = {
            "author": f"{{{{{NAME}}}}}",
            "title": f"{{{{{title.translate(_TEX)}}}}}",
            "year": f"{{{self.read_on.year}}}",
            "month": _MONTHS[self.read_on.month - 1],
            "note": f"{{As of {self.day.isoformat()}}}",
            "url": f"{{{self.address}}}",
            "urldate": f"{{{self.read_on.isoformat()}}}",
        }
        lines = [f"  {name} = {value}," for name, value in fields.items()]
        return "\n".join([f"@misc{{{self.key},", *lines, "}"]) + "\n"

    def _ris(self, title: str) -> str:
        read_on = f"{self.read_on:%Y/%m/%d}/"
        fields = [
            ("TY", "ELEC"),
            ("ID", self.key),
            ("AU", NAME),
            ("TI", title),
            ("PB", NAME),
            ("PY", str(self.read_on.year)),
            ("DA", read_on),
            ("N1", f"As of {self.day.isoformat()}"),
            ("UR", self.address),
            ("Y2", read_on),
            ("ER", ""),
        ]
        return "".join(f"{name}  - {value}\n" for name, value in fields)


def view_of(request: Request, address: str | None = None) -> View:
    """Return the view that a request asks for; `address` is a shorter way to ask for it.

    The cursor of a page is left out: a citation is of the list, which it shows from its start.
    """
    query = request.url.query if address is None else urlsplit(address).query
    given = parse_qsl(query)
    asked = dict(given).get("as_of")
    pairs = [(name, value) for name, value in given if name not in ("after", "as_of")]
    path = request.url.path
    today = clock.today()
    day = date.fromisoformat(asked) if asked else today
    dated = [("as_of", day.isoformat())] if asked or _takes_day(request) else []
    rows = [pair for pair in pairs if pair[0] != "limit"] + (dated if asked else [])
    link = public_base(request) + quote(path)
    return View(
        link=link,
        address=f"{link}?{urlencode(pairs + dated)}" if pairs or dated else link,
        csv_url=f"{path}.csv?{urlencode(rows)}" if rows else f"{path}.csv",
        key=_key(path, pairs, day),
        day=day,
        dated=bool(asked),
        read_on=today,
    )


def _takes_day(request: Request) -> bool:
    """Whether the page knows views as of a day."""
    dependant = getattr(request.scope.get("route"), "dependant", None)
    return any(
        "as_of" in getattr(parameter.field_info.annotation, "model_fields", {})
        for parameter in getattr(dependant, "query_params", [])
    )


def _key(path: str, pairs: list[tuple[str, str]], day: date) -> str:
    """A key of letters, digits and hyphens that is the same for the same view."""
    words = re.sub(r"[^a-z0-9]+", "-", path.lower()).strip("-")[:LONGEST_KEY].strip("-")
    parts = [NAME.lower(), words or "overview"]
    if pairs:
        parts.append(hashlib.sha256(urlencode(sorted(pairs)).encode()).hexdigest()[:6])
    return "-".join([*parts, f"{day:%Y%m%d}"])


def _words(day: date) -> str:
    return format_date(day, "d MMMM y", locale=i18n.current_locale.get())


def _file(kind: str, text: str) -> str:
    return f"data:{kind};charset=utf-8,{quote(text, safe='')}"
