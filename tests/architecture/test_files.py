"""Sizes, docstrings, locks and what must not stand in the repository."""

import ast
import re
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.config import ROOT
from tests.architecture.source import Module, modules, texts

LIMIT = 400


def all_modules() -> list[Module]:
    """Ours, without the migrations that are history."""
    return [
        *modules("app"),
        *modules("tests"),
        *(m for m in modules("migrations") if m.path.parent.name != "versions"),
    ]


def test_no_module_outgrows_its_reader() -> None:
    wrong = []
    for module in all_modules():
        count = len(module.path.read_text(encoding="utf-8").splitlines())
        if count > LIMIT:
            wrong.append(f"{module.path.relative_to(ROOT)} has {count} lines")
    assert not wrong, "\n".join(
        [*wrong, f"Rule: at most {LIMIT} lines", "Mend: split by what the parts are about"]
    )


def public(module: Module) -> Iterator[tuple[str, int, str | None]]:
    """The module, its public classes and functions, and their docstrings."""
    yield module.name, 1, ast.get_docstring(module.tree)
    for node in module.tree.body:
        if isinstance(
            node, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef
        ) and not node.name.startswith("_"):
            yield f"{module.name}.{node.name}", node.lineno, ast.get_docstring(node)


def test_everything_public_says_what_it_is() -> None:
    wrong = [
        f"{module.at(line)} {name}"
        for module in modules("app")
        for name, line, docstring in public(module)
        if not docstring
    ]
    assert not wrong, "\n".join(
        [*wrong, "Rule: modules and public classes and functions have a docstring"]
    )


PIN = re.compile(r"^([a-z0-9][a-z0-9._-]*)==([^ ;\\]+)", re.MULTILINE | re.IGNORECASE)


def pins(name: str) -> dict[str, str]:
    """Names and versions in a lock; a name with several versions under markers has them all."""
    found: dict[str, list[str]] = {}
    for package, version in PIN.findall((ROOT / name).read_text(encoding="utf-8")):
        found.setdefault(package.lower(), []).append(version)
    return {package: " ".join(versions) for package, versions in found.items()}


def test_the_lock_of_the_application_is_part_of_the_lock_of_its_tools() -> None:
    application, tools = pins("requirements.lock"), pins("requirements-dev.lock")
    assert len(application) > 15
    assert {name: tools.get(name) for name in application} == application
    assert {"pytest", "ruff", "mypy"} <= tools.keys() - application.keys()


@pytest.mark.parametrize("name", ["requirements.lock", "requirements-dev.lock"])
def test_every_locked_version_has_its_digests(name: str) -> None:
    text = (ROOT / name).read_text(encoding="utf-8")
    blocks = re.split(r"\n(?=\S)", text.strip())
    without = [block.split()[0] for block in blocks if "--hash=sha256:" not in block]
    assert without == []


def test_django_is_not_installed_with_its_carrier() -> None:
    assert not {"django", "asgiref", "sqlparse"} & pins("requirements-dev.lock").keys()


HOSTS = re.compile(
    "|".join(
        ["py" + r"pi\.org", "python" + "hosted", r"registry\.npm" + "js", "deb" + r"\.debian"]
    ),
    re.IGNORECASE,
)


def test_no_package_host_is_named() -> None:
    wrong = [
        f"{path}:{text.count(chr(10), 0, match.start()) + 1}: {match.group()}"
        for path, text in texts()
        for match in HOSTS.finditer(text)
    ]
    assert not wrong, "\n".join([*wrong, "Rule: the repository names no package host"])


def test_no_path_of_anybodys_machine_is_named() -> None:
    places = re.compile("/" + r"(?:home/\w|Users/\w|root/|work/)")
    wrong = [
        f"{path}:{text.count(chr(10), 0, match.start()) + 1}: {match.group()}"
        for path, text in texts()
        for match in places.finditer(text)
    ]
    assert not wrong, "\n".join([*wrong, "Rule: paths are relative to the repository"])


def test_what_is_built_is_not_committed() -> None:
    ignored = (ROOT / ".gitignore").read_text(encoding="utf-8").split()
    assert {".venv/", "var/", "__pycache__/"} <= set(ignored)


def test_tests_reach_no_other_machine() -> None:
    with (
        socket.socket() as client,
        pytest.warns(UserWarning, match="connect"),
        pytest.raises(RuntimeError, match=r'host "192\.0\.2\.1"'),
    ):
        client.connect(("192.0.2.1", 80))


def test_tests_reach_their_own_machine(tmp_path: Path) -> None:
    with socket.socket() as server, socket.socket() as client:
        server.bind(("127.0.0.1", 0))
        server.listen()
        client.connect(server.getsockname())
    with socket.socket(socket.AF_UNIX) as server, socket.socket(socket.AF_UNIX) as client:
        server.bind(str(tmp_path / "s"))
        server.listen()
        client.connect(str(tmp_path / "s"))
