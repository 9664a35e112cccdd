"""What is shipped: a wheel and an sdist with all that the tool needs and no more, which install and run."""

import sys
import tarfile
import zipfile
from pathlib import Path

import pytest

from framework_cli import __version__, scaffold
from tests.package import bare

pytestmark = pytest.mark.package

EXAMPLE = "framework_cli/scaffold/example/"
NEEDED = (
    "framework_cli/py.typed",
    "framework_cli/check/pages/F203.md",
    "framework_cli/render/templates/report.html",
    "framework_cli/render/templates/report.md",
    "framework_cli/render/templates/look/base.css",
    "framework_cli/render/templates/page/matrix.js",
    "framework_cli/serve/static/index.html",
    "framework_cli/serve/static/main.js",
    "framework_cli/scaffold/empty/framework.yaml",
    "framework_cli/scaffold/empty/gitignore",
    "framework_cli/scaffold/empty/codebooks/codebook.yaml",
)


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    """A folder with the sdist and the wheel made from it."""
    folder = tmp_path_factory.mktemp("dist")
    if not bare.reaches_an_index(tmp_path_factory.mktemp("index")):
        pytest.skip("NO PACKAGE INDEX IS REACHABLE: the package is neither built nor installed")
    bare.build(folder)
    return folder


def names(wheel: Path) -> set[str]:
    with zipfile.ZipFile(wheel) as packed:
        return set(packed.namelist())


def only(folder: Path, pattern: str) -> Path:
    (found,) = folder.glob(pattern)
    return found


def test_the_wheel_holds_the_package_and_the_worked_study_and_nothing_else(built):
    packed = names(only(built, "*.whl"))
    source = bare.ROOT / "src"
    modules = {
        path.relative_to(source).as_posix()
        for path in (source / "framework_cli").rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    example = {EXAMPLE + name for name in scaffold.worked_study() if name.split("/")[0] in scaffold.WORKED}
    about = f"framework_cli-{__version__}.dist-info/"
    told = {about + name for name in ("METADATA", "WHEEL", "RECORD", "entry_points.txt", "licenses/LICENSE")}
    assert packed == modules | example | told
    assert set(NEEDED) <= packed
    for folder in ("transcripts", "annotations", "charts", "codebooks", "memos", "templates"):
        assert any(name.startswith(f"{EXAMPLE}{folder}/") for name in packed), folder


def test_the_sdist_holds_what_the_tests_need_and_no_leavings(built):
    with tarfile.open(only(built, "*.tar.gz")) as packed:
        held = {name.partition("/")[2] for name in packed.getnames()}
    for name in ("README.md", "LICENSE", "Makefile", "pyproject.toml", "tests/conftest.py", "docs/README.md"):
        assert name in held, name
    leavings = (".framework", ".venv", "__pycache__", ".git", ".hypothesis", ".mypy_cache", "dist", "build")
    assert [name for name in held if set(name.split("/")) & set(leavings)] == []


def test_a_wheel_from_the_checkout_is_the_one_from_the_sdist(built, tmp_path):
    bare.build(tmp_path, "--wheel")
    assert names(only(tmp_path, "*.whl")) == names(only(built, "*.whl"))


def test_the_wheel_installs_and_goes_the_whole_way_in_a_bare_environment(built, tmp_path):
    commands = bare.install(only(built, "*.whl"), sys.executable, tmp_path)
    said = bare.trial(commands, tmp_path)
    assert said["version"] == f"framework {__version__}\n"
    heading, *rows = said["chart"].strip().split("\n")
    assert heading.startswith("case,") and len(rows) == 18
    assert int(said["load"]) > 100
    for name in ("report.html", "report.md"):
        assert (tmp_path / "study" / "reports" / name).stat().st_size > 10_000
    assert (tmp_path / "empty" / ".gitignore").is_file()
    with pytest.raises(bare.FailedError, match=r"(?s)exits with 2:.*pip install 'framework-cli\[code\]'"):
        bare.run(commands / "framework", "-C", "study", "code", cwd=tmp_path)
