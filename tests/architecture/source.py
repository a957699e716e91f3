"""The source read as syntax trees: modules, what they import, and where."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

from app.config import ROOT

APART = {".git", ".venv", "var", "__pycache__", ".mypy_cache", ".ruff_cache", ".pytest_cache",
         ".hypothesis", "build", "node_modules"}  # fmt: skip


@dataclass(frozen=True)
class Import:
    """One imported module or name, as a dotted path, and whether a function holds the statement."""

    name: str
    line: int
    lazy: bool


@dataclass(frozen=True)
class Module:
    """A Python file."""

    path: Path

    @property
    def name(self) -> str:
        """Dotted path; a package is named by its folder."""
        parts = self.path.relative_to(ROOT).with_suffix("").parts
        return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)

    @property
    def package(self) -> str:
        """The part below `app`: `core`, `links`; for a file directly in `app` its own name."""
        return [*self.name.split("."), ""][1]

    @property
    def part(self) -> str:
        """The last part of the name: `routes`, `models`."""
        return self.name.rpartition(".")[2]

    @cached_property
    def tree(self) -> ast.Module:
        """The syntax tree."""
        return ast.parse(self.path.read_text(encoding="utf-8"))

    def at(self, line: int) -> str:
        """File and line, for messages."""
        return f"{self.path.relative_to(ROOT)}:{line}"

    @cached_property
    def imports(self) -> list[Import]:
        """All imports; `from a import b` is `a.b`, whether `b` is a module or a name in one."""
        return list(self._imports(self.tree, lazy=False))

    def _imports(self, node: ast.AST, lazy: bool) -> Iterator[Import]:
        for child in ast.iter_child_nodes(node):
            if isinstance(child, ast.Import):
                for alias in child.names:
                    yield Import(alias.name, child.lineno, lazy)
            elif isinstance(child, ast.ImportFrom):
                base = self._base(child)
                for alias in child.names:
                    yield Import(f"{base}.{alias.name}", child.lineno, lazy)
            else:
                inside = isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda)
                yield from self._imports(child, lazy or inside)

    def _base(self, node: ast.ImportFrom) -> str:
        if not node.level:
            return node.module or ""
        parts = self.name.split(".")
        if self.path.name != "__init__.py":
            parts = parts[:-1]
        parts = parts[: len(parts) - node.level + 1]
        return ".".join([*parts, *([node.module] if node.module else [])])


@cache
def modules(folder: str = "app") -> tuple[Module, ...]:
    """The Python files below a folder of the repository; read once."""
    found = (ROOT / folder).rglob("*.py")
    return tuple(Module(path) for path in sorted(found) if not APART & set(path.parts))


def texts() -> Iterator[tuple[Path, str]]:
    """All text files of the repository that are not built, with their text."""
    for path in sorted(ROOT.rglob("*")):
        parts = set(path.relative_to(ROOT).parts)
        if path.is_file() and not APART & parts and not any(p.endswith("-info") for p in parts):
            try:
                yield path.relative_to(ROOT), path.read_text(encoding="utf-8")
            except UnicodeDecodeError:
                continue
