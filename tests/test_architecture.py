"""The shape of the project, read from its source text: what may stand where, and what nowhere."""

import ast
import functools
import re
from collections.abc import Iterator
from pathlib import Path

from django.apps import apps
from django.db import models
from simple_history.models import HistoricalChanges

from organisations.models.base import DERIVED_COLUMNS
from organisations.roles import SCOPES
from partnerships.actions.stake import COUNTS_TO

ROOT = Path(__file__).resolve().parents[1]
PACKAGES = ("organisations", "partnerships", "spinouts")
MODULES = sorted(
    file
    for package in PACKAGES
    for file in (ROOT / package).rglob("*.py")
    if "migrations" not in file.parts
)
TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))
MODELS = [
    model
    for package in PACKAGES
    for model in apps.get_app_config(package).get_models()
    if not issubclass(model, HistoricalChanges)
]

LAYERS = (
    ("organisations", 1),
    ("partnerships", 2),
    ("spinouts.dashboards", 4),
    ("spinouts.exchange", 4),
    ("spinouts.api", 4),
    ("spinouts.urls", 5),
    ("spinouts.config", 6),
    ("spinouts.management", 7),
    ("spinouts", 3),
)
"""Who may import whom: what stands lower, or in the same package. The first that fits counts."""

PARTS = ("choices", "rules", "querysets", "models", "frames", "actions", "forms", "admin", "urls")
"""The modules of an app from low to high; modules of other names stand beside them."""

CALCULATIONS = (
    "partnerships/ownership",
    "partnerships/contract_values",
    "partnerships/income",
    "partnerships/ownership_rules",
    "partnerships/primes",
    "partnerships/deals",
    "partnerships/supply",
    "partnerships/modelling",
    "partnerships/capital",
    "spinouts/launch_structures.py",
    "spinouts/staff_shares.py",
    "spinouts/small_numbers.py",
    "spinouts/dashboards/charts",
)
PRESENTERS = ("spinouts/dashboards/charts/present.py",)
KNOWN_TO_CALCULATIONS = re.compile(
    r"(?!django\.(db|http|urls|shortcuts|conf)\b)(?!.*\.(models|querysets|frames|actions)\b)"
)

FORBIDDEN_NAMES = {"utils", "helpers", "common", "core", "services", "managers", "signals", "misc"}
LONGEST = 349

WRITES_DERIVED_COLUMNS = {"Stake.objects.filter(pk=stake.pk).update(**wanted)"}
"""Writes of `counts_from` and the columns of COUNTS_TO, checked below to be derived ones."""

RAW_SQL = {
    "organisations/history_guard.py",
    "partnerships/row_security.py",
    "spinouts/dashboards/views/health.py",
}


def relative(file: Path) -> str:
    return file.relative_to(ROOT).as_posix()


def dotted(file: Path) -> str:
    name = relative(file).removesuffix(".py").replace("/", ".")
    return name.removesuffix(".__init__")


@functools.cache
def source_of(file: Path) -> str:
    return file.read_text(encoding="utf-8")


@functools.cache
def tree_of(file: Path) -> ast.Module:
    return ast.parse(source_of(file))


def runtime_nodes(node: ast.AST) -> Iterator[ast.AST]:
    """Walk what runs: what stands under `if TYPE_CHECKING:` is for readers and type checkers."""
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.If) and "TYPE_CHECKING" in ast.unparse(child.test):
            continue
        yield child
        yield from runtime_nodes(child)


@functools.cache
def imports_of(file: Path) -> frozenset[str]:
    """List the modules, and the names in them, that a module imports."""
    found = set()
    for node in runtime_nodes(tree_of(file)):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {f"{node.module}.{alias.name}" for alias in node.names}
    return frozenset(found)


def layer_of(module: str) -> tuple[str, int] | None:
    """Find the layer of a module; None for a module that is not the project's."""
    return next((layer for layer in LAYERS if f"{module}.".startswith(f"{layer[0]}.")), None)


def part_of(module: str) -> tuple[str, int] | None:
    """Find the app and the rank in it of a module; None for one without a rank."""
    app, _, rest = module.partition(".")
    name = rest.partition(".")[0]
    return (app, PARTS.index(name)) if app in PACKAGES and name in PARTS else None


def is_upward(importer: tuple[str, int] | None, imported: tuple[str, int] | None) -> bool:
    """Tell whether an import of another layer goes to one that is not lower."""
    if importer is None or imported is None:
        return False
    return importer[0] != imported[0] and importer[1] <= imported[1]


def test_imports_run_one_way():
    found = [
        f"{relative(file)} imports {imported}"
        for file in MODULES
        for imported in imports_of(file)
        if is_upward(layer_of(dotted(file)), layer_of(imported))
    ]

    assert found == []


def test_imports_inside_an_app_run_from_high_to_low():
    found = [
        f"{relative(file)} imports {imported}"
        for file in MODULES
        for imported in imports_of(file)
        if (here := part_of(dotted(file)))
        and (there := part_of(imported))
        and here[0] == there[0]
        and here[1] < there[1]
    ]

    assert found == []


def test_calculations_know_neither_database_nor_request():
    calculations = [
        file
        for file in MODULES
        if relative(file).startswith(CALCULATIONS) and relative(file) not in PRESENTERS
    ]
    found = [
        f"{relative(file)} imports {imported}"
        for file in calculations
        for imported in imports_of(file)
        if not KNOWN_TO_CALCULATIONS.match(imported)
    ]

    assert found == []
    assert {path for path in CALCULATIONS if (ROOT / path).exists()} == set(CALCULATIONS)


def test_one_module_reads_the_address():
    found = [
        f"{relative(file)}:{node.lineno}"
        for file in MODULES
        if "admin" not in relative(file)  # Django's own screens read their own addresses
        for node in ast.walk(tree_of(file))
        if isinstance(node, ast.Attribute) and node.attr == "GET"
    ]

    assert {place.partition(":")[0] for place in found} == {"spinouts/dashboards/filters.py"}


def is_derived(columns: ast.AST) -> bool:
    """Tell whether an expression names derived columns and nothing else."""
    if isinstance(columns, ast.Name | ast.Attribute):
        return ast.unparse(columns).endswith("DERIVED_COLUMNS")
    named = {part.value for part in ast.walk(columns) if isinstance(part, ast.Constant)}
    return bool(named) and named <= set(DERIVED_COLUMNS)


def is_past_history(call: ast.Call) -> bool:
    """Tell whether a call looks like a write of rows that history would not see."""
    method = call.func.attr if isinstance(call.func, ast.Attribute) else ""
    if method == "bulk_update":
        return not (len(call.args) > 1 and is_derived(call.args[1]))
    if method == "update" and call.keywords and not call.args:
        names = {keyword.arg for keyword in call.keywords}
        return not names <= set(DERIVED_COLUMNS) and ast.unparse(call) not in WRITES_DERIVED_COLUMNS
    return method in {"bulk_create", "abulk_create", "abulk_update", "aupdate", "_raw_delete"}


def test_no_write_goes_past_history():
    found = [
        f"{relative(file)}:{node.lineno} {ast.unparse(node)}"
        for file in MODULES
        for node in ast.walk(tree_of(file))
        if isinstance(node, ast.Call) and is_past_history(node)
    ]

    assert found == []
    assert {"counts_from", *COUNTS_TO.values()} <= set(DERIVED_COLUMNS)


def test_raw_sql_stands_in_few_places():
    found = {relative(file) for file in MODULES if ".cursor()" in source_of(file)}

    assert found == RAW_SQL


def test_scopes_name_every_model_and_no_other():
    assert set(SCOPES) == {model._meta.label_lower for model in MODELS}


def test_every_model_keeps_history():
    assert [model._meta.label for model in MODELS if not hasattr(model, "history")] == []


def test_every_model_has_words():
    words = {"verbose_name", "verbose_name_plural"}
    found = [
        model._meta.label
        for model in MODELS
        if not words <= set(model._meta.original_attrs) or model.__str__ is models.Model.__str__
    ]

    assert found == []


def test_derived_columns_stay_out_of_history():
    found = [
        f"{model._meta.label}.{field.name}"
        for model in MODELS
        for field in model.history.model._meta.fields
        if field.name in DERIVED_COLUMNS
    ]

    assert found == []


BROKEN_POLICIES = {
    "a style sheet belongs in static/css": re.compile(r"<style\b"),
    "a style belongs in static/css": re.compile(r"\sstyle\s*="),
    "a handler belongs in static/js": re.compile(r"\son[a-z]+\s*=\s*[\"']|javascript:"),
    "a script belongs in static/js": re.compile(r"<script\b(?![^>]*\bsrc=)"),
    "only own files": re.compile(r"\b(src|srcset)\s*=\s*[\"']?(https?:)?//"),
}


def test_templates_obey_the_content_policy():
    comments = re.compile(r"{#.*?#}|{% comment.*?endcomment %}", re.DOTALL)
    found = [
        f"{relative(file)}: {message}"
        for file in TEMPLATES
        for message, pattern in BROKEN_POLICIES.items()
        if pattern.search(comments.sub("", source_of(file)))
    ]

    assert found == []


def test_modules_are_short():
    lengths = {relative(file): len(source_of(file).splitlines()) for file in MODULES}

    assert {name: length for name, length in lengths.items() if length > LONGEST} == {}


def test_modules_are_named_after_what_they_hold():
    found = [
        relative(file)
        for file in MODULES
        if FORBIDDEN_NAMES & set(relative(file).removesuffix(".py").split("/"))
    ]

    assert found == []


def text_files() -> list[Path]:
    """List the project's own text files: what tools and runs leave behind is not ours."""
    own = [*PACKAGES, "templates", "static", "tests", "docs", "data", ".ci"]
    inside = [file for folder in own for file in (ROOT / folder).rglob("*") if file.is_file()]
    beside = [file for file in ROOT.iterdir() if file.is_file() and file.name != ".env"]
    binary = {".png", ".jpg", ".ico", ".woff2", ".pyc", ".sqlite3"}
    return sorted(file for file in inside + beside if file.suffix not in binary)


# The needles are put together here, so that this file holds none of them itself.
REGISTRY_HOST = re.compile("|".join((r"pypi\." + "org", "python" + "hosted", r"npmjs\." + "org")))
MACHINE_PATH = re.compile(r"(?<![\w.~<-])/(?:ro{2}t|home|work|Users|op" + r"t|tm" + r"p)/\w")


def test_no_file_names_a_package_registry_or_a_path_of_a_machine():
    found = [
        f"{relative(file)}:{number}"
        for file in text_files()
        for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), start=1)
        if REGISTRY_HOST.search(line) or MACHINE_PATH.search(line)
    ]

    assert found == []
