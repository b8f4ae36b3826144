"""What README and the guides promise: links that lead somewhere, functions that are there."""

import ast
import re

import pytest

from tests.config.environments import ROOT

GUIDES = sorted(
    [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), *(ROOT / "data" / "register").glob("*.md")]
)


def functions_in(path: str) -> set[str]:
    tree = ast.parse((ROOT / path).read_text(encoding="utf-8"))
    return {node.name for node in tree.body if isinstance(node, ast.FunctionDef)}


def figure_rows() -> list[tuple[str, str, str]]:
    """Read rule, function and file from the rows of README's table of figures."""
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    return re.findall(r"^\| .+? \| (F\d+) \| `(\w+)` in \[(\S+?)\]", text, re.MULTILINE)


@pytest.mark.parametrize("guide", GUIDES, ids=lambda file: file.relative_to(ROOT).as_posix())
def test_guide_links_to_files_that_exist(guide):
    links = re.findall(r"\]\((?!https?:)([^)#]+)\)", guide.read_text(encoding="utf-8"))

    assert [link for link in links if not (guide.parent / link).exists()] == []


def test_readme_names_a_function_for_every_rule_in_use():
    rules = {"F1", "F2", "F3", "F4", "F5", "F6", "F10", "F11", "F13"}

    assert {rule for rule, _, _ in figure_rows()} == rules


@pytest.mark.parametrize(("rule", "function", "path"), figure_rows())
def test_readme_names_functions_that_are_there(rule, function, path):
    assert function in functions_in(path)


def test_decisions_are_numbered_without_a_gap():
    names = sorted(file.name for file in (ROOT / "docs" / "decisions").glob("*.md"))

    assert [name[:4] for name in names] == [f"{number:04}" for number in range(1, len(names) + 1)]


def test_guides_name_targets_that_make_knows():
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
    named = {
        target
        for guide in GUIDES
        for target in re.findall(r"`(?:\w+=\S+ )?make ([a-z]+)`", guide.read_text("utf-8"))
    }

    assert named <= targets
