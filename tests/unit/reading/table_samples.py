"""Files of tables that the tests make."""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

from app.reading.tables.model import FoundRow, TableReport
from app.reading.tables.reader import read_table

UPR_COLUMNS = "To,To-Rgrp,To-Org,Text,From,From-Rgrp,From-Org,Response,Action,Issue,Session"

OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def upr_row(
    to: str = "Kazakhstan",
    text: str = "Publish the lists",
    by: str = "France",
    response: str = "Accepted",
    action: str = "5",
    issue: str = "Elections",
    session: str = "20",
) -> str:
    """Return a row as the database of UPR Info exports it."""
    return f'{to},Asia,"OIC, CIS","{text}",{by},WEOG,EU,{response},{action},"{issue}",{session}'


def write(
    folder: Path,
    lines: Iterable[str],
    encoding: str = "utf-8",
    end: str = "\n",
    name: str = "t.csv",
) -> Path:
    """Write lines with one kind of line end."""
    path = folder / name
    path.write_bytes("".join(line + end for line in lines).encode(encoding))
    return path


def read(path: Path, **options: Any) -> tuple[list[FoundRow], TableReport]:
    """Return all rows of a table and the report."""
    found = read_table(path, path.name, options)
    rows = list(found.rows)
    return rows, found.report()


def entries(rows: Iterable[FoundRow], kind: str) -> list[dict[str, Any]]:
    """Return the contents of the entries of one kind."""
    return [each.content for row in rows for each in row.entries if each.entry == kind]


def sheet_xml(rows: Iterable[str], rest: str = "", prefix: str = "") -> str:
    """Return the XML of a sheet from that of its rows."""
    mark = f"{prefix}:" if prefix else ""
    space = f"xmlns:{prefix}" if prefix else "xmlns"
    return (
        f'<{mark}worksheet {space}="{MAIN}"><{mark}sheetData>{"".join(rows)}</{mark}sheetData>'
        f"{rest}</{mark}worksheet>"
    )


def row_xml(number: int, cells: Sequence[str | int | None], prefix: str = "") -> str:
    """Return the XML of a row: texts in place, numbers as values."""
    mark = f"{prefix}:" if prefix else ""
    made = []
    for column, cell in zip("ABCDEFGHIJ", cells, strict=False):
        if isinstance(cell, int):
            made.append(f'<{mark}c r="{column}{number}"><{mark}v>{cell}</{mark}v></{mark}c>')
        elif cell is not None:
            text = f"<{mark}is><{mark}t>{cell}</{mark}t></{mark}is>"
            made.append(f'<{mark}c r="{column}{number}" t="inlineStr">{text}</{mark}c>')
    return f'<{mark}row r="{number}">{"".join(made)}</{mark}row>'


def write_workbook(path: Path, sheets: dict[str, str]) -> Path:
    """Write a workbook of sheets given as XML, without what is not needed."""
    names = list(sheets)
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.'
        'relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{kind}.sheet.main+xml"/>'
        + "".join(
            f'<Override PartName="/xl/worksheets/s{n}.xml" ContentType="{kind}.worksheet+xml"/>'
            for n in range(len(names))
        )
        + "</Types>",
        "_rels/.rels": f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="a"'
        f' Type="{OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets>'
        + "".join(
            f'<sheet name="{name}" sheetId="{n + 1}" r:id="s{n}"/>' for n, name in enumerate(names)
        )
        + "</sheets></workbook>",
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{PACKAGE}/relationships">'
        + "".join(
            f'<Relationship Id="s{n}" Type="{OFFICE}/worksheet" Target="worksheets/s{n}.xml"/>'
            for n in range(len(names))
        )
        + "</Relationships>",
    }
    parts |= {f"xl/worksheets/s{n}.xml": sheets[name] for n, name in enumerate(names)}
    with ZipFile(path, "w", ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return path
