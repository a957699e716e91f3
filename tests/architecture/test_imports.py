"""Who may import whom (HOUSE_STYLE.md section 3.2). A failure names the rule and the mend."""

import ast
import sys
from collections.abc import Iterator
from functools import cache

from tests.architecture.source import Import, Module, modules

EVERYBODY = {"errors", "vocabulary"}
"""What any module may use: the words of the fixed lists, and errors with a message."""

APEX = {"main", "cli", "models", "commands", "__main__"}
"""What puts the application together and may import everything."""

READERS = {
    "entries": {"inputs", "models", "service"},
    "history": {"models", "service"},
    "seeding": {"inputs", "models", "service"},
    "imports": {"inputs", "models", "queries", "records", "service"},
    "exports": {"queries", "records", "filters"},
}
"""What goes over all features, and the parts of them that it uses."""

OPEN = {"models", "inputs", "queries", "service", "records", "filters", "parts"}
"""The parts of a feature that another feature may use: its tables, its inputs, what reads (records
are the shapes of what is read, filters its conditions, parts its pieces in bulk) and what writes.
`routes`, `api`, `forms` and `pages` are its own affair."""

ALSO_OPEN = {
    "accounts": {"deps", "person"},
    "statuses": {"facts", "rules"},
    "seeding": {"queries"},
    "history": {"by", "models", "queries", "service"},
    "recommendations": {"listing", "pages"},
    "reading": {"model", "process"},
}
"""The one function of status is for all, and so is where an item comes from; search shows the same
list of items with the same facets. What a document's text is made of is for all, and so is the
child process that reads files."""

PEOPLE = {"accounts": {"deps", "person"}}
"""How the routes of what goes over all features learn who asks."""

LAZY: dict[tuple[str, str], str] = {}
"""Imports of our own package inside functions: (module, imported) and why. Heavy third-party
libraries may load when first used (DESIGN.md section 8); ours have no such reason."""

CORE_USES = {"sqlalchemy", "sqlmodel", "pydantic", "alembic"}
HTTP = {"fastapi", "starlette", "jinja2", "jinja2_fragments", "uvicorn"}


def ours(module: Module) -> Iterator[tuple[Import, str, str]]:
    """Imports of our own package: the import, the package below `app`, and the part of that."""
    for found in module.imports:
        parts = found.name.split(".")
        if parts[0] == "app" and len(parts) > 1:
            yield found, parts[1], parts[2] if len(parts) > 2 else ""


def theirs(module: Module) -> Iterator[tuple[Import, str]]:
    """Imports of other people's packages: the import and the package."""
    for found in module.imports:
        package = found.name.partition(".")[0]
        if package != "app" and package not in sys.stdlib_module_names:
            yield found, package


@cache
def features() -> frozenset[str]:
    """The packages that are features."""
    apart = {"core", "web", "vocabulary", "static", "reading", *APEX, *READERS}
    packages = {module.package for module in modules() if module.name.count(".") > 0}
    files = {module.package for module in modules() if module.path.parent.name == "app"}
    return frozenset(packages - apart - files)


def report(wrong: list[str], rule: str, mend: str) -> None:
    """Fail with every place, the rule and the mend."""
    assert not wrong, "\n".join([*wrong, f"Rule: {rule}", f"Mend: {mend}"])


def test_core_knows_neither_http_nor_any_feature() -> None:
    wrong = []
    for module in modules("app/core"):
        wrong += [
            f"{module.at(found.line)} imports {found.name}"
            for found, package, _ in ours(module)
            if package not in {"core", "config", *EVERYBODY}
        ]
        wrong += [
            f"{module.at(found.line)} imports {found.name}"
            for found, package in theirs(module)
            if package not in CORE_USES
        ]
    report(
        wrong,
        "core imports itself, app.errors, app.config, app.vocabulary and the database libraries",
        "move what needs a feature into that feature, and what knows HTTP into app.web",
    )


def test_vocabulary_errors_and_config_stand_at_the_bottom() -> None:
    wrong = [
        f"{module.at(found.line)} imports {found.name}"
        for module in modules()
        if module.package in {"config", *EVERYBODY}
        for found, package, _ in ours(module)
        if package != module.package
    ]
    report(
        wrong,
        "app.vocabulary, app.errors and app.config import nothing else of ours",
        "move the shared piece to app.core",
    )


def test_web_knows_no_feature() -> None:
    wrong = [
        f"{module.at(found.line)} imports {found.name}"
        for module in modules("app/web")
        for found, package, _ in ours(module)
        if package not in {"web", "core", "config", "__version__", *EVERYBODY}
    ]
    report(
        wrong,
        "web imports core, never a feature",
        "let the feature's routes pass what web needs, or move the piece to the feature",
    )


def test_reading_knows_neither_database_nor_feature() -> None:
    wrong = [
        f"{module.at(found.line)} imports {found.name}"
        for module in modules("app/reading")
        for found, package, _ in ours(module)
        if package not in {"reading", "core", *EVERYBODY}
    ]
    wrong += [
        f"{module.at(found.line)} imports {found.name}"
        for module in modules("app/reading")
        for found, package in theirs(module)
        if package in {"sqlalchemy", "sqlmodel", *HTTP}
    ]
    report(
        wrong,
        "reading goes from files to what stands in them: it imports itself, core and vocabulary",
        "let app.imports bring in what the database knows",
    )


def test_a_feature_uses_only_what_others_hold_open() -> None:
    wrong = []
    names = features()
    for module in modules():
        if module.package not in names:
            continue
        for found, package, part in ours(module):
            own = package == module.package or package in {"core", "web", "config", *EVERYBODY}
            held_open = part in ALSO_OPEN.get(package, set())
            held_open = held_open or (package in names and part in OPEN)
            if not own and not held_open:
                wrong.append(f"{module.at(found.line)} imports {found.name}")
    report(
        wrong,
        f"of another feature only {', '.join(sorted(OPEN))} may be imported,"
        " never routes, api, forms or pages",
        "move the shared piece to the other feature's queries or service, or to core",
    )


def test_what_goes_over_all_features_uses_its_parts_only() -> None:
    wrong = [
        f"{module.at(found.line)} imports {found.name}"
        for module in modules()
        if module.package in READERS
        for found, package, part in ours(module)
        if package in features()
        and part not in READERS[module.package] | PEOPLE.get(package, set())
    ]
    report(
        wrong,
        "entries, history and seeding use inputs, models and service of features, imports queries"
        " and records too; exports queries, records, filters",
        "add what is missing to the feature's service or queries",
    )


def test_nothing_imports_what_puts_the_application_together() -> None:
    allowed = {("__main__", "cli"), ("cli", "commands")}
    wrong = [
        f"{module.at(found.line)} imports {found.name}"
        for module in modules()
        for found, package, _ in ours(module)
        if package in {"main", "cli", "commands", "__main__"}
        and package != module.package
        and (module.package, package) not in allowed
    ]
    report(wrong, "nothing imports app.main", "move the piece to app.web or app.core")


def test_parts_of_a_feature_import_downwards() -> None:
    """pages and routes on top, then queries and service, models below; inputs beside models."""
    below: dict[str, set[str]] = {
        "models": {"models"},
        "inputs": {"inputs"},
        "service": OPEN - {"parts", "filters", "records"} | {"facts", "rules", "entries"},
    }
    wrong = []
    for module in modules():
        if module.package not in features() or module.part not in below:
            continue
        for found, package, part in ours(module):
            if package in features() and part not in below[module.part]:
                wrong.append(f"{module.at(found.line)} imports {found.name}")
            if package == "web":
                wrong.append(f"{module.at(found.line)} imports {found.name}")
    report(
        wrong,
        "models import models, inputs import inputs, service neither web nor what is above it",
        "move the piece down, or let the caller pass it",
    )


def test_only_web_and_what_is_above_it_know_http() -> None:
    lower = {"models", "inputs", "queries", "service", "records", "parts", "facts", "rules"}
    wrong = [
        f"{module.at(found.line)} imports {found.name}"
        for module in modules()
        if module.package in features() and module.part in lower
        for found, package in theirs(module)
        if package in HTTP
    ]
    report(
        wrong,
        "service and queries never see a request and never render",
        "take plain values; let routes read the request and render",
    )


def test_routes_hold_no_statement_and_no_transaction() -> None:
    wrong = []
    for module in modules():
        if module.part not in {"routes", "api"} or module.package not in features():
            continue
        wrong += [
            f"{module.at(found.line)} imports {found.name}"
            for found, package in theirs(module)
            if package in {"sqlalchemy", "sqlmodel"} and found.name != "sqlalchemy.orm.Session"
        ]
        wrong += calls(module, {"commit", "rollback", "flush", "execute", "begin_nested"})
    report(
        wrong,
        "routes contain no select, no rule and no commit",
        "move the statement to queries and the rule to service; the dependency commits",
    )


def test_queries_never_write() -> None:
    wrong = []
    for module in modules():
        if module.part in {"queries", "parts", "filters"}:
            wrong += calls(module, {"insert", "delete", "flush", "commit", "add_all", "merge"})
    report(wrong, "queries never write", "move the write to service")


def test_services_leave_the_transaction_to_their_caller() -> None:
    wrong = []
    for module in modules():
        if module.part == "service":
            wrong += calls(module, {"commit", "rollback"})
    report(wrong, "services flush, never commit", "let the caller's session end it")


def test_there_is_one_clock_and_one_reader_of_the_environment() -> None:
    wrong = []
    for module in modules():
        if module.name != "app.core.clock":
            wrong += calls(module, {"now", "utcnow", "today"}, of={"datetime", "date"})
        if module.name != "app.config":
            wrong += calls(module, {"getenv"}, of={"os"})
            wrong += [
                f"{module.at(node.lineno)} reads os.environ"
                for node in ast.walk(module.tree)
                if isinstance(node, ast.Attribute) and node.attr == "environ"
            ]
    report(
        wrong,
        "only app.core.clock reads the time and only app.config the environment",
        "call clock.now(), or add a setting",
    )


def calls(module: Module, names: set[str], of: set[str] | None = None) -> list[str]:
    """Places where something with one of these names is called as an attribute."""
    return [
        f"{module.at(node.lineno)} calls {ast.unparse(node.func)}"
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in names
        and (of is None or (isinstance(node.func.value, ast.Name) and node.func.value.id in of))
    ]


def test_no_import_inside_a_function_breaks_a_cycle() -> None:
    wrong = [
        f"{module.at(found.line)} imports {found.name} inside a function"
        for module in modules()
        for found, _, _ in ours(module)
        if found.lazy and (module.name, found.name) not in LAZY
    ]
    report(
        wrong,
        "our own modules are imported at the top",
        "move the shared piece to core or to a query; a good reason goes into LAZY",
    )


def test_no_lazy_import_is_listed_in_vain() -> None:
    there = {
        (module.name, found.name)
        for module in modules()
        for found, _, _ in ours(module)
        if found.lazy
    }
    assert LAZY.keys() <= there
    assert all(LAZY.values())


def test_tables_do_not_postpone_annotations() -> None:
    """SQLModel cannot read postponed ones (HOUSE_STYLE.md section 5.2)."""
    wrong = [
        f"{module.at(found.line)}"
        for module in modules()
        if module.part == "models"
        for found in module.imports
        if found.name == "__future__.annotations"
    ]
    report(wrong, "models.py does not import annotations from __future__", "quote forward names")


def test_every_table_is_in_the_metadata() -> None:
    """`app.models` must name the models of each feature, or migrations would not see them."""
    imported = {package for found, package, part in ours(by_name("app.models")) if part == "models"}
    there = {module.package for module in modules() if module.part == "models"} - {"models"}
    assert imported == there


def by_name(name: str) -> Module:
    """The module of that name."""
    (found,) = (module for module in modules() if module.name == name)
    return found


def test_the_rules_see_what_they_are_about() -> None:
    """Else a renamed folder would make them pass for want of anything to look at."""
    assert {"recommendations", "documents", "links", "statuses", "threads"} <= features()
    assert not features() & {"core", "web", "vocabulary", "errors", "seeding", "main"}
    service = by_name("app.links.service")
    assert ("app.recommendations.models.Recommendation", False) in {
        (found.name, found.lazy) for found in service.imports
    }
