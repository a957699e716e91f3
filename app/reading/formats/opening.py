"""Opens a document of any kind that we read: looks at what is in it, then calls its reader.

What a file holds is told from its first bytes. The ending of its name must agree, so that an error
page saved as `report.pdf` is refused and not read as a report. What is refused is refused with
what it is and what to do.
"""

import re
from pathlib import Path

from app.core.files import MOST_BYTES
from app.core.progress import Progress, silent
from app.errors import UnreadableError
from app.reading.formats import docx, html, markdown, pdf, text
from app.reading.formats.packages import package_kind
from app.reading.model import Source

MOST_PAGES = 1_000
"""Of a document: the longest report of observers has some 150."""

MOST_CHARACTERS = 10_000_000
"""Of a document's text: 1,000 pages of 10,000; a full page has about 4,000."""

START = 4096
"""Bytes of a file that tell what it is."""

DOCUMENTS = {
    "pdf": ("a PDF", "pdf"),
    "docx": ("a Word document", "docx docm dotx"),
    "html": ("a web page", "html htm xhtml"),
    "markdown": ("Markdown", "md markdown"),
    "text": ("plain text", "txt text"),
}
"""What we read: how a message calls it, and the endings of its name."""

TABLE = "It is imported as a table: use `import table`, or the upload for tables."
AS_DOCX = "Open it in the program that made it, save it as DOCX or PDF and import that."
OCR = (
    "Its pages are pictures, which needs text recognition (OCR): let a scanner program make a PDF"
    " with text of it and import that."
)
NOT_READ = "A report is read from PDF, DOCX, HTML, Markdown or plain text."

REFUSED: dict[str, tuple[str, str]] = {
    "xlsx": ("a spreadsheet (XLSX)", TABLE),
    "xls": ("a spreadsheet of an old kind (XLS)", f"Save it as XLSX. {TABLE}"),
    "ods": ("a spreadsheet (ODS)", f"Save it as XLSX. {TABLE}"),
    "csv": ("a table", TABLE),
    "pptx": ("a presentation", "Save it as PDF and import that."),
    "odt": ("an OpenDocument text", AS_DOCX),
    "doc": ("a Word document of an old kind (DOC)", AS_DOCX),
    "office": ("a file of an old Office program, and which cannot be told", AS_DOCX),
    "rtf": ("a rich text (RTF)", AS_DOCX),
    "word-xml": ("a Word document in one XML file", AS_DOCX),
    "epub": ("an electronic book (EPUB)", "Save it as HTML or PDF and import that."),
    "mail": ("a saved web page or message (MHTML)", "Save it as HTML or PDF and import that."),
    "postscript": ("a PostScript file", "Turn it into a PDF and import that."),
    "picture": ("a picture", OCR),
    "djvu": ("a DjVu file", OCR),
    "archive": ("an archive", "Unpack it and import the document in it."),
    "xml": ("an XML file that is no web page", NOT_READ),
    "json": ("a JSON file", NOT_READ),
    "other": ("no document that is known here", NOT_READ),
}
"""What we do not read as a document: how a message calls it, and the mend."""

MAGIC: list[tuple[bytes, str]] = [
    (b"{\\rtf", "rtf"),
    (b"%!PS", "postscript"),
    (b"\x89PNG", "picture"),
    (b"\xff\xd8\xff", "picture"),
    (b"GIF8", "picture"),
    (b"II*\0", "picture"),
    (b"MM\0*", "picture"),
    (b"BM", "picture"),
    (b"AT&TFORM", "djvu"),
    (b"\x1f\x8b", "archive"),
    (b"7z\xbc\xaf", "archive"),
    (b"Rar!", "archive"),
    (b"BZh", "archive"),
    (b"\xfd7zXZ", "archive"),
]
OLE_ENDINGS = {"doc": "doc", "dot": "doc", "xls": "xls", "ppt": "pptx"}
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ZIP = (b"PK\x03\x04", b"PK\x05\x06")
TABLE_ENDINGS = {"csv", "tsv", "tab", "jsonl", "ndjson"}


def open_source(path: Path, name: str, progress: Progress = silent) -> Source:
    """Read a document's lines. `name` is what people know it by.

    Raises `UnreadableError` for whatever cannot be read.
    """
    size = path.stat().st_size
    if size == 0:
        raise UnreadableError(f"{name}: the file is empty. Save or fetch it again.", "empty")
    if size > MOST_BYTES:
        raise UnreadableError(
            f"{name}: the file has {size / 1e6:.1f} MB; at most {MOST_BYTES // 10**6} MB are read."
            " Save it with smaller pictures, or in parts.",
            "too_large",
        )
    kind = find_kind(path, name)
    if kind in REFUSED:
        what, mend = REFUSED[kind]
        code = "table" if mend == TABLE else "wrong_type"
        raise UnreadableError(f"{name}: this is {what}. {mend}", code)
    check_ending(kind, name)
    source = read_kind(kind, path, name, progress)
    return check_source(source, name)


def read_kind(kind: str, path: Path, name: str, progress: Progress) -> Source:
    """Call the reader of a kind."""
    if kind == "pdf":
        return pdf.read(path, name, MOST_PAGES, progress)
    if kind == "docx":
        return docx.read(path, name)
    data = path.read_bytes()
    if kind == "html":
        return html.read(data)
    if kind == "markdown":
        return markdown.read(data)
    return text.read(data)


def find_kind(path: Path, name: str) -> str:
    """Tell what a file holds: a key of `DOCUMENTS` or of `REFUSED`."""
    with path.open("rb") as file:
        start = file.read(START)
    if b"%PDF-" in start[:1024]:
        return "pdf"
    if start.startswith(OLE):
        return ole_kind(path, name)
    if start.startswith(ZIP):
        return package_kind(path, name)
    if start[:4] == b"RIFF" and start[8:12] == b"WEBP":
        return "picture"
    if start[4:12] in (b"ftypheic", b"ftypavif", b"ftypmif1"):
        return "picture"
    for magic, kind in MAGIC:
        if start.startswith(magic):
            return kind
    return text_kind(start, name)


def ole_kind(path: Path, name: str) -> str:
    """Tell what an OLE file holds by the names in its directory, which are UTF-16.

    Where they do not tell, as in a damaged file, the ending of its name does.
    """
    data = path.read_bytes()
    if "EncryptedPackage".encode("utf-16-le") in data:
        raise encrypted(name)
    for stream, kind in (("WordDocument", "doc"), ("Workbook", "xls"), ("Book", "xls")):
        if stream.encode("utf-16-le") in data:
            return kind
    if "PowerPoint".encode("utf-16-le") in data:
        return "pptx"
    return OLE_ENDINGS.get(ending(name), "office")


def encrypted(name: str) -> UnreadableError:
    """The error for a file that asks for a password."""
    return UnreadableError(
        f"{name}: the file is encrypted and opens with a password only. Open it, save a copy"
        " without the password and import that.",
        "encrypted",
    )


TAG = re.compile(rb"<(?:!doctype\s+html|html|head|body)[\s>]", re.IGNORECASE)
BLOCK = re.compile(rb"<(?:p|div|h[1-6]|ol|ul|li|table|article|section|meta|title)[\s>]", re.I)


def text_kind(start: bytes, name: str) -> str:
    """Tell the kinds of text apart; between text and Markdown the name decides."""
    wide = start.startswith((b"\xff\xfe", b"\xfe\xff"))
    if wide:
        start = start[: len(start) // 2 * 2].decode("utf-16", "replace").encode()
    if b"\0" in start:
        return "other"
    body = start.removeprefix(b"\xef\xbb\xbf").lstrip()
    if TAG.search(body) or (body.startswith(b"<") and BLOCK.search(body)):
        return "html"
    if b"<?mso-application" in body:
        return "word-xml"
    if body.startswith(b"<?xml"):
        return "xml"
    if re.match(rb"MIME-Version:|From: .*\n(?:.*\n)*?Content-Type:", body, re.IGNORECASE):
        return "mail"
    end = ending(name)
    if end in TABLE_ENDINGS:
        return "csv"
    if end in DOCUMENTS["markdown"][1].split():
        return "markdown"
    if end not in DOCUMENTS["text"][1].split() and len(re.findall(rb"(?m)^#{1,4} \S", start)) > 1:
        return "markdown"
    if body[:1] in (b"{", b"[") and end in ("", "json"):
        return "json"
    return "text"


def ending(name: str) -> str:
    """Return the ending of a name in small letters, without its dot."""
    return Path(name).suffix.lower().removeprefix(".")


def check_ending(kind: str, name: str) -> None:
    """Refuse a file whose name says that it is something else than it holds."""
    end = ending(name)
    what, endings = DOCUMENTS[kind]
    known = {each for _, names in DOCUMENTS.values() for each in names.split()}
    known |= {"doc", "rtf", "odt", "xlsx", "xls", "xlsm", *TABLE_ENDINGS}
    if end in known and end not in endings.split():
        raise UnreadableError(
            f"{name}: the name ends in .{end}, but this is {what}. Look whether it is the right"
            f" file; if it is, rename it to end in .{endings.split()[0]}.",
            "wrong_type",
        )


def check_source(source: Source, name: str) -> Source:
    """Refuse a document without text, with too many pages or with too much text."""
    if len(source.pages) > MOST_PAGES:
        raise UnreadableError(
            f"{name}: the document has {len(source.pages):,} pages; at most {MOST_PAGES:,} are"
            " read. Save it in parts.",
            "too_large",
        )
    characters = sum(len(line.text) for page in source.pages for line in page.lines)
    if characters > MOST_CHARACTERS:
        raise UnreadableError(
            f"{name}: the document has {characters:,} characters; at most {MOST_CHARACTERS:,} are"
            " read. Save it in parts.",
            "too_large",
        )
    if not any(line.text.strip() for page in source.pages for line in page.lines):
        why = " ".join(warn.message for warn in source.warnings if warn.code == "too_deep")
        raise UnreadableError(
            f"{name}: there is no text in it. {why or 'Look whether it is the right file.'}",
            "empty",
        )
    return source
