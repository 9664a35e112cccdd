"""What equips a study's repository, put there: merge driver, hook, workflow. Nothing is overwritten."""

import os
import shlex
import shutil
import sys
from pathlib import Path

from framework_cli import __version__
from framework_cli.history.clone import hooks_of, set_setting, top_of
from framework_cli.model.settings import Settings
from framework_cli.scaffold import equipment
from framework_cli.write import edit, write_output


def merging(root: Path, settings: Settings) -> list[str]:
    """Name the merge driver in the study's `.gitattributes` and set it up in this clone; what was done.

    Raises GitError outside a repository.
    """
    wanted = equipment.attributes(settings.folders)
    changed = edit(root, root / equipment.ATTRIBUTES, lambda text: _with_lines(text, wanted))
    for name, value in equipment.settings(_program()).items():
        set_setting(root, name, value)
    said = f"{equipment.ATTRIBUTES} {'names' if changed else 'already names'} the merge driver"
    return [said, "git's merge driver and its text for differences are set up in this clone"]


def hook(root: Path) -> list[str]:
    """Write the hook that checks before commits and merges; where one is there, what to add to it.

    Raises GitError outside a repository.
    """
    folder = shlex.quote(_from_top(root))
    said = []
    for name in equipment.HOOKS:
        path = hooks_of(root) / name
        if path.exists() or path.is_symlink():
            if equipment.hook(_program(), folder) == path.read_text(encoding="utf-8", errors="replace"):
                said.append(f"the hook {name} is there already")
            else:
                line = equipment.hook_line(_program(), folder)
                said.append(f"{path} is there already and was left alone; add to it: {line}")
            continue
        write_output(path, equipment.hook(_program(), folder).encode())
        path.chmod(0o755)
        said.append(f"the hook {name} checks the study")
    return said


def workflow(root: Path) -> list[str]:
    """Write a workflow for GitHub at the top of the repository, or of the study where there is none."""
    top = top_of(root) or root
    path = top / equipment.WORKFLOW
    if path.exists():
        return [f"{path} is there already and was left alone"]
    write_output(path, equipment.workflow(shlex.quote(_from_top(root)), __version__).encode())
    return [f"{equipment.WORKFLOW} checks the study at every push"]


def _with_lines(text: str, wanted: tuple[str, ...]) -> str:
    lines = text.split("\n")
    named = {line.split()[0] for line in lines if f"merge={equipment.DRIVER}" in line.split()}
    new = [line for line in wanted if line not in lines and line.split()[0] not in named]
    lead = "\n" if text and not text.endswith("\n") else ""
    return text + lead + "".join(f"{line}\n" for line in new)


def _from_top(root: Path) -> str:
    """The way from the top of the repository to the study, `.` where they are the same."""
    top = top_of(root)
    return Path(os.path.relpath(root.resolve(), top.resolve())).as_posix() if top else "."


def _program() -> str:
    """How git's shell calls this very program, wherever it is called from and whatever is activated."""
    here = Path(sys.executable).parent
    found = shutil.which("framework", path=str(here)) or shutil.which("framework")
    return shlex.quote(Path(found or here / "framework").as_posix())
