"""Files that must be refused: each with what it is and what to do, and nothing else happens."""

import io
import random
import re
import zipfile
from pathlib import Path

import pytest

from app.errors import UnreadableError
from app.reading import process
from app.reading.formats import opening
from app.reading.formats.opening import open_source
from app.reading.formats.packages import Package
from app.reading.process import Limits
from tests.made_files import bad
from tests.made_files.making import FORMATS
from tests.made_files.more_samples import TESSALY


def refused(path: Path, name: str | None = None) -> str:
    """Open a file that must be refused and return its message."""
    name = name or path.name
    with pytest.raises(UnreadableError) as caught:
        open_source(path, name)
    message = caught.value.message
    assert message.startswith(f"{name}: ")
    assert message.endswith((".", "text."))
    return message


@pytest.mark.parametrize("name", bad.BAD)
def test_a_bad_file_is_refused_with_what_and_why(name: str, tmp_path: Path) -> None:
    assert bad.BAD[name][1] in refused(bad.make_bad(name, tmp_path))


@pytest.mark.parametrize(
    "name",
    ["locked.pdf", "half.docx", "scan.pdf", "bomb.docx", "entities.docx", "many-pages.pdf"],
)
def test_the_child_gives_the_same_message(name: str, tmp_path: Path) -> None:
    path = bad.make_bad(name, tmp_path)
    with pytest.raises(UnreadableError) as caught:
        process.run("report", path, name, limits=Limits(seconds=20, memory=300 << 20))
    assert caught.value.message == refused(path)


def test_a_file_of_26_megabytes_is_refused_before_it_is_read(tmp_path: Path) -> None:
    path = bad.large_file(tmp_path)
    assert "has 26.0 MB; at most 25 MB are read" in refused(path)


def test_a_thousand_pages_are_read(tmp_path: Path) -> None:
    path = tmp_path / "thousand.pdf"
    path.write_bytes(bad.pdf(1000))
    source = open_source(path, path.name)
    assert len(source.pages) == 1000
    assert source.pages[999].lines[0].text == "Page 1000"


def test_too_much_text_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opening, "MOST_CHARACTERS", 1000)
    path = tmp_path / "long.txt"
    path.write_text("words and more words\n" * 100)
    assert "at most 1,000 are read" in refused(path)


def test_pages_that_are_pictures_are_warned_of(tmp_path: Path) -> None:
    path = tmp_path / "mixed.pdf"
    path.write_bytes(bad.partly_picture_pdf())
    source = open_source(path, path.name)
    assert source.pages[0].lines[0].text == "Readable text"
    assert [(warn.code, warn.page) for warn in source.warnings] == [("page_without_text", 2)]


def test_the_name_decides_only_where_content_does_not(tmp_path: Path) -> None:
    path = tmp_path / "3f" / "3fa9"
    path.parent.mkdir()
    path.write_bytes(bad.pdf())
    assert open_source(path, "report").reader == "pdf"
    path.write_bytes(bad.plain_docx())
    assert open_source(path, "report.docx").reader == "docx"
    path.write_bytes(b"# One\n\ntext\n\n## Two\n")
    assert open_source(path, "report").reader == "markdown"
    assert open_source(path, "report.txt").reader == "text"
    assert open_source(path, "REPORT.MD").reader == "markdown"


def test_a_package_whose_parts_are_many_or_large_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "parts.docx"
    path.write_bytes(bad.package({f"part{n}.xml": "" for n in range(5001)}))
    assert "holds 5,001 parts" in refused(path)
    path.write_bytes(bad.package({f"part{n}.xml": bytes(4_900_000) for n in range(52)}))
    assert "unpacks to 255 MB" in refused(path)


def test_a_part_is_read_no_further_than_asked(tmp_path: Path) -> None:
    path = tmp_path / "part.docx"
    path.write_bytes(bad.package({"a.xml": "words " * 1000}))
    with Package(path, "part.docx") as package:
        assert len(package.read("a.xml", 6000)) == 6000
        with pytest.raises(UnreadableError, match=r"its part a\.xml unpacks to more than"):
            package.read("a.xml", 5999)


@pytest.mark.parametrize("form", FORMATS)
def test_a_broken_file_is_read_or_refused_and_nothing_else(form: str, tmp_path: Path) -> None:
    path = FORMATS[form](TESSALY, tmp_path).path
    whole = path.read_bytes()
    ends = set()
    for seed in range(40):
        path.write_bytes(broken(whole, random.Random(seed)))
        try:
            ends.add(open_source(path, path.name).reader)
        except UnreadableError as error:
            ends.add(error.message[: len(path.name)])
    assert ends <= {form, path.name}


def broken(data: bytes, chance: random.Random) -> bytes:
    """Return a file with some bytes changed, lost or repeated; in a package those of one part."""
    if not data.startswith(b"PK"):
        return bytes(torn(bytearray(data), chance))
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        hit = chance.choice([name for name in old.namelist() if name.startswith("word/")])
        for name in old.namelist():
            part = old.read(name)
            new.writestr(name, odd_values(part, chance) if name == hit else part)
    return out.getvalue()


def torn(data: bytearray, chance: random.Random) -> bytearray:
    """Change, take out or repeat bytes."""
    for _ in range(chance.randint(1, 20)):
        place = chance.randrange(len(data))
        match chance.randrange(3):
            case 0:
                data[place] = chance.randrange(256)
            case 1:
                del data[place : place + chance.randint(1, 300)]
            case _:
                data[place:place] = data[place // 2 : place // 2 + chance.randint(1, 300)]
    return data


def odd_values(part: bytes, chance: random.Random) -> bytes:
    """Set values that no program writes into the attributes of a part."""
    odd = [b"", b"-1", b"999999999", "²".encode(), b"%9", b"1.5", b"none"]
    return re.sub(
        rb'w:(val|ilvl|id|type|start)="[^"]*"',
        lambda found: (
            b'w:%s="%s"' % (found[1], chance.choice(odd)) if chance.random() < 0.1 else found[0]
        ),
        part,
    )


def test_a_package_with_a_password_on_its_parts_is_refused(tmp_path: Path) -> None:
    data = bytearray(bad.plain_docx())
    for signature, offset in ((b"PK\x01\x02", 8), (b"PK\x03\x04", 6)):
        data[data.index(signature) + offset] |= 1
    path = tmp_path / "locked.docx"
    path.write_bytes(data)
    assert "encrypted" in refused(path)
