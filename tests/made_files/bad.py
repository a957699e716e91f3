"""Files that must be refused, each made in a moment."""

import io
import random
import struct
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

import docx
import openpyxl
from PIL import Image
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-'
    'officedocument.wordprocessingml.document.main+xml"/></Types>'
)
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 504


def pdf(pages: int = 1, text: str = "Page {}", **options: object) -> bytes:
    """Return a PDF with a line on each page; `options` go to the library's canvas."""
    out = io.BytesIO()
    canvas = Canvas(out, **options)
    for number in range(1, pages + 1):
        canvas.drawString(72, 720, text.format(number))
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def encrypted_pdf() -> bytes:
    """Return a PDF that opens with a password only."""
    return pdf(encrypt=StandardEncryption("a secret", canPrint=0))


def picture_pdf() -> bytes:
    """Return a PDF of scanned pages: a picture on each, no text."""
    picture = Image.effect_noise((200, 280), 60)
    out = io.BytesIO()
    canvas = Canvas(out)
    for _ in range(3):
        canvas.drawImage(ImageReader(picture), 0, 0, 595, 842)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def partly_picture_pdf() -> bytes:
    """Return a PDF of a page with text and a scanned one."""
    out = io.BytesIO()
    canvas = Canvas(out)
    canvas.drawString(72, 720, "Readable text")
    canvas.showPage()
    canvas.drawImage(ImageReader(Image.effect_noise((200, 280), 60)), 0, 0, 595, 842)
    canvas.showPage()
    canvas.save()
    return out.getvalue()


def endless_pdf(megabytes: int = 60) -> bytes:
    """Return a small PDF whose one page is drawn by so much code that nobody waits for its end."""
    code = b"BT /F1 9 Tf 70 700 Td (letters) Tj ET\n"
    times = megabytes * 1_000_000 // len(code)
    content = zlib.compress(code * times, 9)
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R"
        b" /Resources << /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >>"
        b" >>",
        b"<< /Length %d /Filter /FlateDecode >>\nstream\n%s\nendstream" % (len(content), content),
    ]
    out = bytearray(b"%PDF-1.4\n")
    places = []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 5\n0000000000 65535 f \n"
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer << /Size 5 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % start
    return bytes(out)


def package(parts: dict[str, str | bytes], mimetype: str = "") -> bytes:
    """Return a ZIP package of parts."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        if mimetype:
            file.writestr("mimetype", mimetype, zipfile.ZIP_STORED)
        for name, content in parts.items():
            file.writestr(name, content)
    return out.getvalue()


def docx_of(body: str, before: str = "") -> bytes:
    """Return a DOCX with a body of XML; `before` stands before the root element."""
    document = f'{before}<w:document xmlns:w="{WORD}"><w:body>{body}</w:body></w:document>'
    return package({"[Content_Types].xml": TYPES, "word/document.xml": document})


def plain_docx(text: str = "Some text") -> bytes:
    """Return a DOCX with one paragraph."""
    out = io.BytesIO()
    document = docx.Document()
    document.add_paragraph(text)
    document.save(out)
    return out.getvalue()


def plain_xlsx() -> bytes:
    """Return a spreadsheet."""
    out = io.BytesIO()
    book = openpyxl.Workbook()
    book.create_sheet("items", 0).append(["number", "text"])
    book.save(out)
    return out.getvalue()


def bomb_docx() -> bytes:
    """Return a DOCX of some 40 kB whose text unpacks to 40 MB of one letter."""
    return docx_of(f"<w:p><w:r><w:t>{'a' * 40_000_000}</w:t></w:r></w:p>")


def bomb_xlsx() -> bytes:
    """Return a spreadsheet with a sheet that unpacks to 40 MB of one letter."""
    types = TYPES.replace("wordprocessingml.document", "spreadsheetml.sheet")
    types = types.replace("/word/document.xml", "/xl/workbook.xml")
    parts: dict[str, str | bytes] = {
        "[Content_Types].xml": types,
        "xl/workbook.xml": "<workbook/>",
        "xl/worksheets/sheet1.xml": b"a" * 40_000_000,
    }
    return package(parts)


def lying_docx() -> bytes:
    """Return a DOCX whose directory states sizes that are far too small."""
    data = bytearray(bomb_docx())
    place = data.rindex(b"word/document.xml") - 46
    struct.pack_into("<I", data, place + 24, 1000)
    return bytes(data)


def entity_docx() -> bytes:
    """Return a DOCX whose XML defines words that grow a billionfold when replaced."""
    lines = ['<!ENTITY a0 "lol">']
    lines += [f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10)]
    return docx_of("<w:p><w:r><w:t>&a9;</w:t></w:r></w:p>", f"<!DOCTYPE x [{''.join(lines)}]>")


def outside_docx() -> bytes:
    """Return a DOCX whose XML asks for a file of the machine."""
    before = '<!DOCTYPE x [<!ENTITY file SYSTEM "file:///etc/hostname">]>'
    return docx_of("<w:p><w:r><w:t>&file;</w:t></w:r></w:p>", before)


def flipped_docx() -> bytes:
    """Return a DOCX with broken bytes in its text."""
    data = bytearray(plain_docx("words " * 3000))
    place = data.index(b"word/document.xml") + 60
    data[place : place + 40] = b"\xff" * 40
    return bytes(data)


def ole(*streams: str) -> bytes:
    """Return the beginning of an OLE file with streams of these names."""
    return OLE + b"".join(name.encode("utf-16-le") + b"\0" * 64 for name in streams)


def noise() -> bytes:
    """Return bytes that are nothing at all."""
    return random.Random(4).randbytes(5000)


def picture(kind: str) -> bytes:
    """Return a picture."""
    out = io.BytesIO()
    Image.new("RGB", (20, 20), "white").save(out, kind)
    return out.getvalue()


BAD: dict[str, tuple[Callable[[], bytes], str]] = {
    "empty.pdf": (lambda: b"", "is empty"),
    "blank.txt": (lambda: b" \n\n \n", "no text"),
    "blank.docx": (lambda: docx_of("<w:p/>"), "no text"),
    "blank.html": (lambda: b"<html><body><script>1</script></body></html>", "no text"),
    "locked.pdf": (encrypted_pdf, "encrypted"),
    "locked.docx": (lambda: ole("EncryptionInfo", "EncryptedPackage"), "encrypted"),
    "half.pdf": (lambda: pdf(20)[:2000], "damaged"),
    "head-only.pdf": (lambda: b"%PDF-1.7\nand nothing else", "damaged"),
    "no-pages.pdf": (lambda: pdf().replace(b"/Type /Page\n", b"/Type /Nope\n"), "damaged"),
    "half.docx": (lambda: plain_docx()[:9000], "damaged"),
    "flipped.docx": (flipped_docx, "damaged"),
    "unclosed.docx": (lambda: docx_of("<w:p>"), "damaged"),
    "without-body.docx": (
        lambda: package({"[Content_Types].xml": TYPES, "word/document.xml": "<a/>"}),
        "damaged",
    ),
    "without-text-part.docx": (lambda: package({"[Content_Types].xml": TYPES}), "damaged"),
    "deep.docx": (lambda: docx_of("<w:sdt>" * 5000 + "</w:sdt>" * 5000), "damaged"),
    "scan.pdf": (picture_pdf, "text recognition"),
    "photo.pdf": (lambda: picture("PNG"), "text recognition"),
    "photo.jpg": (lambda: picture("JPEG"), "text recognition"),
    "scan.tif": (lambda: picture("TIFF"), "text recognition"),
    "error-page.pdf": (lambda: b"<!DOCTYPE html><html><body>Not found</body></html>", "web page"),
    "report.docx": (pdf, "this is a PDF"),
    "report.pdf": (plain_docx, "this is a Word document"),
    "text.pdf": (lambda: b"just words", "this is plain text"),
    "archive.docx": (lambda: package({"readme.txt": "hello"}), "an archive"),
    "table.xlsx": (plain_xlsx, "import table"),
    "table.docx": (plain_xlsx, "import table"),
    "table.csv": (lambda: b"number,text\n1,words\n", "import table"),
    "old.xls": (lambda: ole("Workbook"), "Save it as XLSX"),
    "old.doc": (lambda: ole("WordDocument"), "save it as DOCX"),
    "torn.doc": (lambda: ole(), "a Word document of an old kind"),
    "slides.ppt": (lambda: ole("PowerPoint Document"), "Save it as PDF"),
    "rich.rtf": (lambda: rb"{\rtf1\ansi words}", "save it as DOCX"),
    "rich.doc": (lambda: rb"{\rtf1\ansi words}", "save it as DOCX"),
    "open.odt": (
        lambda: package({"content.xml": "<a/>"}, "application/vnd.oasis.opendocument.text"),
        "save it as DOCX",
    ),
    "book.epub": (lambda: package({"a.xml": "<a/>"}, "application/epub+zip"), "electronic book"),
    "packed.gz": (lambda: b"\x1f\x8b\x08" + b"\0" * 50, "Unpack it"),
    "noise.txt": (noise, "no document"),
    "noise.pdf": (noise, "no document"),
    "bomb.docx": (bomb_docx, "far more than its size"),
    "bomb.xlsx": (bomb_xlsx, "far more than its size"),
    "lying.docx": (lying_docx, "damaged"),
    "entities.docx": (entity_docx, "defines words"),
    "outside.docx": (outside_docx, "defines words"),
    "deep.html": (lambda: b"<html>" + b"<div>" * 100_000 + b"words", "nested"),
    "many-pages.pdf": (lambda: pdf(1001), "1,001 pages"),
}
"""Name of the file, how it is made, and what its message must say."""


def make_bad(name: str, folder: Path) -> Path:
    """Make one bad file in a folder."""
    path = folder / name
    path.write_bytes(BAD[name][0]())
    return path


def large_file(folder: Path, megabytes: int = 26) -> Path:
    """Make a file that is larger than what is taken; it takes no room on the disk."""
    path = folder / "large.pdf"
    with path.open("wb") as file:
        file.write(b"%PDF-1.7\n")
        file.truncate(megabytes * 1_000_000)
    return path
