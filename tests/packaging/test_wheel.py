"""What is built installs cleanly, and runs beside folders that have our folders' names."""

import subprocess
import sys
import sysconfig
import venv
from importlib.metadata import version
from pathlib import Path
from zipfile import ZipFile

import pytest

REPOSITORY = Path(__file__).parents[2]
ROOTS = ("agent", "prompts", "tools", "tui")
DECOY = 'raise ImportError("a folder of the caller was imported in place of ours")\n'


def run(*command: str | Path, cwd: Path) -> str:
    """What the command prints; a failure shows everything it said."""
    done = subprocess.run(
        [str(part) for part in command],
        cwd=cwd,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=240,
        check=False,
    )
    assert done.returncode == 0, f"{done.stdout}\n{done.stderr}"
    return done.stdout


def copy_of_the_sources(folder: Path) -> Path:
    """The repository's files without what is built or ignored, so that building leaves it clean."""
    listed = run("git", "ls-files", "--cached", "--others", "--exclude-standard", cwd=REPOSITORY)
    for name in listed.splitlines():
        source = REPOSITORY / name
        if source.is_file():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_bytes(source.read_bytes())
    return folder


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built from the source archive alone."""
    sources = copy_of_the_sources(tmp_path_factory.mktemp("sources"))
    built = tmp_path_factory.mktemp("built")
    run(sys.executable, "-m", "build", "--no-isolation", "--outdir", built, sources, cwd=built)
    (found,) = built.glob("*.whl")
    return found


@pytest.fixture(scope="module")
def fresh(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The commands' folder of a new environment that holds the wheel and borrows its dependencies."""
    home = tmp_path_factory.mktemp("fresh")
    venv.create(home, symlinks=True)
    commands = home / ("Scripts" if sys.platform == "win32" else "bin")
    pip = (sys.executable, "-m", "pip", "--python", commands / "python")
    run(*pip, "install", "--quiet", "--no-index", "--no-deps", wheel, cwd=home)
    ours = Path(sysconfig.get_path("purelib", vars={"base": str(home), "platbase": str(home)}))
    (ours / "borrowed.pth").write_text(sysconfig.get_path("purelib") + "\n", encoding="utf-8")
    return commands


@pytest.fixture
def decoys(tmp_path: Path) -> Path:
    """A folder with packages of our folders' names, which fail when they are imported."""
    for root in ROOTS:
        (tmp_path / root).mkdir()
        (tmp_path / root / "__init__.py").write_text(DECOY, encoding="utf-8")
    return tmp_path


def test_the_wheel_owns_one_name_in_site_packages(wheel: Path) -> None:
    top_level = {name.split("/")[0] for name in ZipFile(wheel).namelist()}
    assert {name for name in top_level if not name.endswith(".dist-info")} == {"penchant"}


def test_the_wheel_holds_every_file_of_the_packages(wheel: Path) -> None:
    files = (path for root in ROOTS for path in (REPOSITORY / root).rglob("*") if path.is_file())
    on_disk = {path.relative_to(REPOSITORY).as_posix() for path in files if path.parent.name != "__pycache__"}
    in_wheel = {
        name.removeprefix("penchant/") for name in ZipFile(wheel).namelist() if "dist-info" not in name
    }
    assert in_wheel == on_disk


def test_the_command_runs_from_a_folder_with_decoys(fresh: Path, decoys: Path) -> None:
    printed = run(fresh / "penchant", "--version", cwd=decoys)
    assert printed == f"penchant {version('penchant')}\n"


def test_the_module_runs_from_a_folder_with_decoys(fresh: Path, decoys: Path) -> None:
    printed = run(fresh / "python", "-m", "penchant.tui", "--version", cwd=decoys)
    assert printed == f"penchant {version('penchant')}\n"


def test_what_runs_is_what_the_wheel_installed(fresh: Path, decoys: Path) -> None:
    code = "import penchant.agent, penchant.tools; print(penchant.agent.__file__, penchant.tools.__file__)"
    for file in run(fresh / "python", "-c", code, cwd=decoys).split():
        assert Path(file).is_relative_to(fresh.parent)
