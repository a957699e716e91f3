"""Files that are ZIP packages of XML parts (DOCX, XLSX), opened with care.

A small package may unpack to gigabytes, and XML may define words that grow when they are replaced.
Sizes are checked as the directory states them and again while reading; definitions are refused.
"""

from pathlib import Path
from typing import TYPE_CHECKING, Any
from zipfile import BadZipFile, ZipFile
from zlib import error as DeflateError

from app.errors import UnreadableError

if TYPE_CHECKING:
    from lxml.etree import _Element

MOST_PARTS = 5_000
"""Parts of a package: a report with a picture on each of its pages has some 200."""

MOST_UNPACKED = 250_000_000
"""Bytes of all parts together: ten times the largest file that is taken."""

MOST_RATIO = 250
"""How many times a large part may grow: XML grows 10 to 50 times, a bomb about 1,000 times."""

LARGE = 5_000_000
"""Bytes from which a part's growth is looked at; small parts of one repeated word grow as much."""

MOST_XML = 100_000_000
"""Bytes of one part of XML that are taken into memory."""

START = 2_000
"""Bytes within which XML makes its definitions, if it makes any."""

KINDS = {
    "wordprocessingml.document.main+xml": "docx",
    "wordprocessingml.template.main+xml": "docx",
    "ms-word.document.macroEnabled.main+xml": "docx",
    "spreadsheetml.sheet.main+xml": "xlsx",
    "ms-excel.sheet.macroEnabled.main+xml": "xlsx",
    "spreadsheetml.template.main+xml": "xlsx",
    "presentationml.presentation.main+xml": "pptx",
    "presentationml.slideshow.main+xml": "pptx",
}
"""Content types of main parts, and what a package with one is."""

MIMETYPES = {
    b"application/vnd.oasis.opendocument.text": "odt",
    b"application/vnd.oasis.opendocument.spreadsheet": "ods",
    b"application/vnd.oasis.opendocument.presentation": "pptx",
    b"application/epub+zip": "epub",
}


class Package:
    """An open package whose parts are read within bounds."""

    def __init__(self, path: Path, name: str) -> None:
        self.name = name
        try:
            self._zip = ZipFile(path)
        except (BadZipFile, OSError, ValueError, NotImplementedError) as error:
            raise damaged(name, "its directory cannot be read") from error
        self._parts = {info.filename: info for info in self._zip.infolist()}
        self._check()

    def __enter__(self) -> "Package":
        return self

    def __exit__(self, *_: object) -> None:
        self._zip.close()

    def __contains__(self, part: str) -> bool:
        return part in self._parts

    @property
    def parts(self) -> list[str]:
        """Names of all parts."""
        return list(self._parts)

    def _check(self) -> None:
        infos = self._zip.infolist()
        if any(info.flag_bits & 1 for info in infos):
            raise UnreadableError(
                f"{self.name}: the file is encrypted. Save a copy without a password.", "encrypted"
            )
        unpacked = sum(info.file_size for info in infos)
        swollen = [
            info.filename
            for info in infos
            if info.file_size > LARGE and info.file_size > MOST_RATIO * max(info.compress_size, 1)
        ]
        if len(infos) > MOST_PARTS:
            raise self._bomb(f"it holds {len(infos):,} parts")
        if unpacked > MOST_UNPACKED:
            raise self._bomb(f"it unpacks to {unpacked / 1e6:,.0f} MB")
        if swollen:
            raise self._bomb(f"its part {swollen[0]} unpacks to far more than its size")

    def _bomb(self, what: str) -> UnreadableError:
        return UnreadableError(
            f"{self.name}: {what}, as files do that are made to exhaust a reader. If you trust it,"
            " open it in the program that made it, save it again and try that.",
            "too_large",
        )

    def read(self, part: str, most: int = MOST_XML) -> bytes:
        """Return the bytes of a part. Raises `UnreadableError`."""
        if part not in self._parts:
            raise damaged(self.name, f"its part {part} is missing")
        try:
            with self._zip.open(self._parts[part]) as file:
                data = file.read(most + 1)
        except (BadZipFile, DeflateError, OSError, EOFError, NotImplementedError) as error:
            raise damaged(self.name, f"its part {part} cannot be unpacked") from error
        if len(data) > most:
            raise self._bomb(f"its part {part} unpacks to more than {most / 1e6:,.0f} MB")
        return data

    def xml(self, part: str) -> "_Element":
        """Return a part as a tree. Raises `UnreadableError`."""
        return parse_xml(self.read(part), self.name, part)


def parse_xml(data: bytes, name: str, part: str) -> "_Element":
    """Parse XML that defines nothing of its own. Raises `UnreadableError`."""
    from lxml import etree

    if b"<!DOCTYPE" in data[:START]:
        raise _defines(name, part)
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True
    )
    try:
        root: Any = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise damaged(name, f"its part {part} is not well-formed, line {error.lineno}") from error
    if root.getroottree().docinfo.internalDTD is not None:
        raise _defines(name, part)
    return root  # type: ignore[no-any-return]


def _defines(name: str, part: str) -> UnreadableError:
    return UnreadableError(
        f"{name}: its part {part} defines words of its own (a DTD), as files do that are made to"
        " exhaust a reader. Open it in the program that made it, save it again and try that.",
        "damaged",
    )


def damaged(name: str, what: str) -> UnreadableError:
    """The error for a file that is broken."""
    return UnreadableError(
        f"{name}: the file is damaged: {what}. Fetch it again, or open it in the program that made"
        " it, save it again and try that.",
        "damaged",
    )


def package_kind(path: Path, name: str) -> str:
    """Tell what a package holds: a key of the kinds in `app.reading.formats.opening`."""
    with Package(path, name) as package:
        if "[Content_Types].xml" in package:
            types = package.xml("[Content_Types].xml")
            stated = {element.get("ContentType", "") for element in types}
            for ending, kind in KINDS.items():
                if any(each.endswith(ending) for each in stated):
                    return kind
        if "word/document.xml" in package:
            return "docx"
        if "mimetype" in package:
            return MIMETYPES.get(package.read("mimetype", 200).strip(), "archive")
    return "archive"
