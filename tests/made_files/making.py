"""Makes every file of every sample."""

from collections.abc import Callable
from pathlib import Path

from tests.made_files.flowing import make_html, make_markdown
from tests.made_files.model import Made, Sample
from tests.made_files.paper import make_pdf, make_text
from tests.made_files.samples import SAMPLES
from tests.made_files.word import make_docx

FORMATS: dict[str, Callable[[Sample, Path], Made]] = {
    "pdf": make_pdf,
    "docx": make_docx,
    "html": make_html,
    "markdown": make_markdown,
    "text": make_text,
}


def make_all(folder: Path, samples: list[Sample] | None = None) -> list[Made]:
    """Make all files in a folder and return what is true of each."""
    chosen = SAMPLES if samples is None else samples
    return [make(sample, folder) for sample in chosen for make in FORMATS.values()]
