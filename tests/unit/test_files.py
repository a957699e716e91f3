"""Files kept under the digest of what is in them."""

import hashlib
import io
from pathlib import Path

import pytest

from app.core.files import FileStore, TooLargeError, describe_bytes, measure
from app.errors import AppError, NotFoundError

WORDS = b"A report."
SHA256 = hashlib.sha256(WORDS).hexdigest()


def everything(folder: Path) -> list[Path]:
    """Return all files below a folder."""
    return [path for path in folder.rglob("*") if path.is_file()]


def test_a_file_is_kept_once_under_its_digest(tmp_path: Path) -> None:
    store = FileStore(tmp_path / "files")
    for _ in range(2):
        kept = store.save(io.BytesIO(WORDS))
    assert (kept.sha256, kept.size) == (SHA256, len(WORDS))
    assert everything(store.folder) == [store.folder / SHA256[:2] / SHA256[2:4] / SHA256]
    with store.open(SHA256) as file:
        assert file.read() == WORDS
    assert store.problem(SHA256) is None


def test_one_that_is_too_large_leaves_nothing(tmp_path: Path) -> None:
    store = FileStore(tmp_path)
    with pytest.raises(TooLargeError, match="larger than 8 bytes"):
        store.save(io.BytesIO(WORDS), most=8)
    assert everything(tmp_path) == []
    assert store.save(io.BytesIO(WORDS), most=9).size == 9


def test_an_empty_one_is_refused(tmp_path: Path) -> None:
    with pytest.raises(AppError, match="empty"):
        FileStore(tmp_path).save(io.BytesIO(b""))
    assert everything(tmp_path) == []


def test_a_stream_that_breaks_leaves_nothing(tmp_path: Path) -> None:
    class Broken(io.BytesIO):
        def read(self, size: int | None = -1, /) -> bytes:
            raise ConnectionResetError("gone")

    with pytest.raises(AppError):
        FileStore(tmp_path).save(Broken())
    assert everything(tmp_path) == []


def test_a_folder_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"no folder")
    with pytest.raises(AppError, match="set FILES"):
        FileStore(tmp_path / "file").save(io.BytesIO(WORDS))


@pytest.mark.parametrize("name", ["", "../../etc/passwd", "A" * 64, "a" * 63, "a" * 64])
def test_what_is_not_kept_is_not_found(tmp_path: Path, name: str) -> None:
    store = FileStore(tmp_path)
    with pytest.raises(NotFoundError):
        store.path(name)
    assert store.problem(name) == "it is missing"


def test_a_changed_file_is_found_out(tmp_path: Path) -> None:
    store = FileStore(tmp_path)
    store.save(io.BytesIO(WORDS)).path.write_bytes(b"Other.")
    assert "it was changed" in str(store.problem(SHA256))


def test_measuring_keeps_nothing(tmp_path: Path) -> None:
    path = tmp_path / "report.txt"
    path.write_bytes(WORDS)
    assert (measure(path).sha256, measure(path).size) == (SHA256, len(WORDS))
    with pytest.raises(TooLargeError):
        measure(path, most=3)
    with pytest.raises(AppError, match="cannot be read"):
        measure(tmp_path / "none.txt")
    assert everything(tmp_path) == [path]


def test_sizes_in_words() -> None:
    sizes = (1, 2_000, 25_000_000)
    assert [describe_bytes(size) for size in sizes] == ["1 bytes", "2 KB", "25.0 MB"]
