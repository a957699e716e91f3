"""Small DOCX files written as XML, for what only Word writes."""

from tests.made_files.bad import WORD, package

OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
CONTENT = "application/vnd.openxmlformats-officedocument.wordprocessingml"
SPACES = f'xmlns:w="{WORD}" xmlns:r="{OFFICE}"'
ALSO = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'


def word_file(body: str, **parts: str) -> bytes:
    """Return a DOCX with a body and parts beside it: numbering, styles, footnotes, header1 ..."""
    relations = "".join(
        f'<Relationship Id="{name}" Type="{OFFICE}/{name.rstrip("0123456789")}"'
        f' Target="{name}.xml"/>'
        for name in parts
    )
    files: dict[str, str | bytes] = {
        "[Content_Types].xml": (
            '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
            f'<Override PartName="/word/document.xml" ContentType="{CONTENT}.document.main+xml"/>'
            "</Types>"
        ),
        "word/document.xml": f"<w:document {SPACES} {ALSO}><w:body>{body}</w:body></w:document>",
        "word/_rels/document.xml.rels": (
            f'<Relationships xmlns="{RELATIONS}">{relations}</Relationships>'
        ),
    }
    roots = {"header": "hdr", "footer": "ftr"}
    for name, content in parts.items():
        kind = name.rstrip("0123456789")
        root = roots.get(kind, kind)
        files[f"word/{name}.xml"] = f"<w:{root} {SPACES}>{content}</w:{root}>"
    return package(files)


def paragraph(text: str, properties: str = "") -> str:
    """Return a paragraph; a text that begins with an element is taken as it is."""
    content = text if text.startswith("<") else run(text)
    return f"<w:p><w:pPr>{properties}</w:pPr>{content}</w:p>"


def run(text: str, properties: str = "") -> str:
    """Return a run of text."""
    inner = f'<w:t xml:space="preserve">{text}</w:t>'
    return f"<w:r><w:rPr>{properties}</w:rPr>{inner}</w:r>"


def listed(text: str, number: int, level: int = 0) -> str:
    """Return a paragraph of a list."""
    place = f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'
    return paragraph(text, place)


def levels(*forms: tuple[str, str], first: str = "1") -> str:
    """Return the levels of a list, each a Word format and what is printed, such as `(%1)`."""
    return "".join(
        f'<w:lvl w:ilvl="{place}"><w:start w:val="{first if place == 0 else 1}"/>'
        f'<w:numFmt w:val="{form}"/><w:lvlText w:val="{text}"/></w:lvl>'
        for place, (form, text) in enumerate(forms)
    )


def numbering(*lists: str, also: str = "") -> str:
    """Return the part with these lists, numbered from 1; `also` stands behind."""
    shared = "".join(
        f'<w:abstractNum w:abstractNumId="{number}">{content}</w:abstractNum>'
        for number, content in enumerate(lists, 1)
    )
    used = "".join(
        f'<w:num w:numId="{number}"><w:abstractNumId w:val="{number}"/></w:num>'
        for number in range(1, len(lists) + 1)
    )
    return shared + used + also
