"""The list of packages in pyproject.toml and the folders on disk say the same."""

import tomllib
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).parents[2]
ROOTS = ("agent", "prompts", "tools", "tui")


@pytest.fixture(scope="module")
def setuptools_table() -> dict[str, object]:
    """The setuptools part of pyproject.toml."""
    text = (REPOSITORY / "pyproject.toml").read_text(encoding="utf-8")
    table: dict[str, object] = tomllib.loads(text)["tool"]["setuptools"]
    return table


def folders_with(pattern: str) -> set[Path]:
    """Folders of the four roots that hold a file of this pattern, relative to the repository."""
    found = (path for root in ROOTS for path in (REPOSITORY / root).rglob(pattern))
    return {path.parent.relative_to(REPOSITORY) for path in found}


def test_every_package_on_disk_is_listed_and_none_besides(setuptools_table: dict[str, object]) -> None:
    on_disk = sorted("penchant." + ".".join(folder.parts) for folder in folders_with("__init__.py"))
    assert setuptools_table["packages"] == on_disk


def test_every_folder_of_python_files_is_a_package() -> None:
    assert folders_with("*.py") == folders_with("__init__.py")


def test_the_four_roots_are_mapped(setuptools_table: dict[str, object]) -> None:
    assert setuptools_table["package-dir"] == {f"penchant.{root}": root for root in ROOTS}


def test_penchant_itself_is_a_namespace() -> None:
    import penchant

    assert penchant.__file__ is None


@pytest.mark.parametrize("root", ROOTS)
def test_every_root_says_that_it_is_typed(root: str) -> None:
    assert (REPOSITORY / root / "py.typed").is_file()
