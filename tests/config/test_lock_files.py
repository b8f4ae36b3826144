"""The lock files: in step with pyproject.toml, complete with hashes, without addresses."""

import re
import tomllib

import pytest
from packaging.requirements import Requirement

from tests.config.environments import ROOT

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
ASKED_FOR = {
    "requirements.txt": PROJECT["project"]["dependencies"],
    "requirements-dev.txt": [
        *PROJECT["project"]["dependencies"],
        *PROJECT["dependency-groups"]["dev"],
    ],
}
PIN = re.compile(r"^([a-z0-9.-]+)==([^ ;]+)(?: ; ([^\\]+))?", re.MULTILINE)


def read(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


@pytest.mark.parametrize("name", ASKED_FOR)
def test_lock_file_satisfies_pyproject(name):
    pins = {}
    for package, version, _ in PIN.findall(read(name)):
        pins.setdefault(package, []).append(version)

    for line in ASKED_FOR[name]:
        requirement = Requirement(line)
        assert any(
            requirement.specifier.contains(version) for version in pins.get(requirement.name, [])
        ), f"{name} does not satisfy “{line}”: run make lock"


@pytest.mark.parametrize("name", ASKED_FOR)
def test_lock_file_has_a_hash_for_every_pin(name):
    entries = re.split(r"\n(?=\S)", read(name).strip())

    assert entries
    for entry in entries:
        assert PIN.match(entry), entry
        assert "--hash=sha256:" in entry, entry


@pytest.mark.parametrize("name", ASKED_FOR)
def test_lock_file_names_no_address(name):
    assert not re.search(r"://|@ |--(extra-)?index|--find-links", read(name))


def test_development_pins_the_same_versions_as_production():
    production = set(PIN.findall(read("requirements.txt")))

    assert production <= set(PIN.findall(read("requirements-dev.txt")))


def test_every_dependency_says_why_it_is_there():
    text = read("pyproject.toml")

    for line in ASKED_FOR["requirements-dev.txt"]:
        assert re.search(rf'"{re.escape(line)}", +# \w+', text), line
