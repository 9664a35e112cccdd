"""Running a page: its files are written and its commands run, in order, in one folder.

Commands run on a terminal of 80 columns, as a reader runs them; colours are taken out. What a page
shows is compared line by line. Two things differ from run to run and are translated: an excerpt's
random id into the id that the page shows at that place, today's date into `DATE`, and the folder into `HOME`.
"""

import hashlib
import os
import re
import subprocess
import sys
import tempfile
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from framework_cli import scaffold
from tests.docs import notebook
from tests.docs.material import MATERIAL
from tests.docs.pages import Block, blocks

DATE = "2026-03-09"  # the day on which every page plays
HOME = "/home/you"  # where every page plays
COLUMNS = 80
START = re.compile(
    r"^<!-- tested (in an empty folder|on the worked study|on a study with a history)(?: with (\S+))? -->$",
    re.MULTILINE,
)
COLOUR = re.compile(r"\x1b\[[0-9;]*[A-Za-z]|\x1b\]8;[^\x1b]*\x1b\\")
ID = re.compile(r"(?:\bid: |\"id\": ?\")([a-z0-9]{8})\b")


@dataclass(frozen=True, slots=True)
class Step:
    """One command of a page and what the page shows of what it prints (None: nothing is shown)."""

    command: str
    shown: str | None
    exit: int
    line: int


@dataclass(slots=True)
class Page:
    """A page at work in a folder. `ids` translates real ids into the page's."""

    folder: Path
    seed: str = ""
    ids: dict[str, str] = field(default_factory=dict)
    env: dict[str, str] = field(default_factory=dict)
    here: Path = field(init=False)
    files: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        """Begin in the folder, which is the reader's home."""
        self.here = self.folder
        self.env["HOME"] = str(self.folder)

    def write(self, block: Block) -> None:
        """Write the file that a block shows, with real ids and dates."""
        text = block.text.replace(DATE, date.today().isoformat())
        for real, shown in self.ids.items():
            text = text.replace(shown, real)
        path = self.here / block.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode())
        self.files.update(ID.findall(block.text))

    def run(self, step: Step) -> tuple[str, int]:
        """Run a command; what it prints, translated as far as ids are known, and its exit code."""
        words = step.command
        if found := re.fullmatch(r"cd (\S+)", words):
            self.here = self.folder if found[1] == "~" else self.here / found[1]
            assert self.here.is_dir()
            return "", 0
        if found := re.fullmatch(r"export (\w+)=(\S+)", words):
            self.env[found[1]] = found[2]
            return "", 0
        for real, shown in self.ids.items():
            words = words.replace(shown, real)
        printed, code = on_terminal(words, self.here, self.env)
        printed = printed.replace(str(self.folder.resolve()), HOME).replace(str(self.folder), HOME)
        return self.translated(printed.replace(date.today().isoformat(), DATE)), code

    def translated(self, printed: str) -> str:
        """Real ids as the page shows them, where that is known."""
        for real, shown in self.ids.items():
            printed = printed.replace(real, shown)
        return printed

    def match(self, printed: str, shown: str) -> str:
        """Learn which of the page's ids stand for ids seen for the first time; the text with them."""
        new = [id for id in self.new_ids() if id in printed]
        if new:
            parts = re.split(f"({'|'.join(new)})", printed)
            seen: set[str] = set()
            pattern = ""
            for part in parts:
                pattern += _group(part, seen) if part in new else re.escape(part)
            found = re.fullmatch(pattern, shown)
            if found:
                self.ids |= {id: found[f"id_{id}"] for id in new}
        return self.translated(printed)

    def invent(self, printed: str, command: str) -> str:
        """Give ids seen for the first time the page's own; the text with them."""
        new = [id for id in self.new_ids() if id in printed]
        for number, id in enumerate(new):
            digest = hashlib.sha256(f"{self.seed} {command} {number}".encode()).digest()
            letters = "abcdefghijkmnpqrstuvwxyz23456789"
            self.ids[id] = "".join(letters[byte % 32] for byte in digest[:7]) + "7"
        return self.translated(printed)

    def new_ids(self) -> list[str]:
        """Ids in the annotation files that neither the page wrote nor a step has shown."""
        found: dict[str, None] = {}
        for path in sorted(self.folder.rglob("annotations/*")):
            if not path.is_symlink() and path.is_file():
                found.update(dict.fromkeys(ID.findall(path.read_text(encoding="utf-8"))))
        return [id for id in found if id not in self.ids and id not in self.files]


def _group(id: str, seen: set[str]) -> str:
    """A pattern for an id: any where it is met first, the same again after that."""
    if id in seen:
        return f"(?P=id_{id})"
    seen.add(id)
    return f"(?P<id_{id}>[a-z0-9]{{8}})"


def steps(block: Block) -> list[Step]:
    """The commands of a block, each with what is shown below it."""
    if block.language == "sh":
        lines = [line.split("  #")[0].strip() for line in block.text.split("\n")]
        commands = [line for line in lines if line and not line.startswith("#")]
        return [
            Step(command, None, block.exit if number == len(commands) else 0, block.line)
            for number, command in enumerate(commands, 1)
        ]
    parts = re.split(r"^\$ (.*)\n?", block.text, flags=re.MULTILINE)
    assert not parts[0].strip(), f"line {block.line}: a console block starts with a command"
    pairs = list(zip(parts[1::2], parts[2::2], strict=True))
    last = len(pairs) - 1
    return [
        Step(command.strip(), shown.rstrip("\n"), block.exit if number == last else 0, block.line)
        for number, (command, shown) in enumerate(pairs)
    ]


def start(page: str, folder: Path) -> None:
    """Lay out what a page starts from: an empty folder, the worked study or one with commits."""
    found = START.search(page)
    assert found, "the page does not say what it is tested on"
    if found[1] == "on the worked study":
        worked_study(folder)
    elif found[1] == "on a study with a history":
        from tests.trail.walking import walking

        walking(folder)
    if found[2]:
        (folder / found[2]).parent.mkdir(exist_ok=True)
        (folder / found[2]).write_bytes(MATERIAL[found[2]]())


def worked_study(folder: Path) -> None:
    """A copy of the worked study."""
    for name, text in scaffold.worked_study().items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(text.encode())


def play(page: str, folder: Path) -> list[str]:
    """Run a whole page in a folder; what differs from what it shows, nothing where it is true."""
    at_work = Page(folder)
    at_work.files.update(at_work.new_ids())
    python = notebook.Notebook(folder)
    wrong: list[str] = []
    for block in blocks(page):
        if block.language == "python":
            wrong += notebook.wrong(block, python)
            continue
        if block.language not in ("console", "sh"):
            if block.path:
                at_work.write(block)
            continue
        for step in steps(block):
            printed, code = at_work.run(step)
            if code != step.exit:
                wrong.append(f"line {step.line}: `{step.command}` exits with {code}:\n{printed}")
            if step.shown is not None and (found := at_work.match(printed, step.shown)) != step.shown:
                wrong.append(
                    f"line {step.line}: `{step.command}` prints\n{found}\nthe page shows\n{step.shown}"
                )
    return wrong


class ChangedError(Exception):
    """A command of a page does not end as the page says: that is no change of wording."""


def refreshed(page: str, folder: Path, seed: str) -> str:
    """The page with what its commands print today. Raises ChangedError where one ends otherwise."""
    at_work = Page(folder, seed)
    at_work.files.update(at_work.new_ids())
    python = notebook.Notebook(folder)
    parts, at = [], 0
    for block in blocks(page):
        if block.language == "python":
            parts += [page[at : block.start], notebook.refreshed(block, python.run)]
            at = block.end
            continue
        if block.language not in ("console", "sh"):
            if block.path:
                at_work.write(block)
            continue
        said = []
        for step in steps(block):
            printed, code = at_work.run(step)
            if code != step.exit:
                raise ChangedError(f"line {step.line}: `{step.command}` exits with {code}:\n{printed}")
            at_work.match(printed, step.shown or "")
            printed = at_work.invent(printed, step.command)
            said.append(f"$ {step.command}\n" + (f"{printed}\n" if printed else ""))
        if block.language == "console":
            parts += [page[at : block.start], "".join(said)]
            at = block.end
    return "".join([*parts, page[at:]])


def on_terminal(command: str, folder: Path, env: dict[str, str]) -> tuple[str, int]:
    """Run a command on a terminal of 80 columns: what it prints (then what it says), and its exit code."""
    import fcntl
    import pty
    import struct
    import termios

    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 200, COLUMNS, 0, 0))
    said = tempfile.TemporaryFile()  # noqa: SIM115 - closed below; a pipe could fill up and block
    process = subprocess.Popen(
        ["sh", "-c", command],
        cwd=folder,
        env={**environment(folder), **env},
        stdin=subprocess.DEVNULL,
        stdout=theirs,
        stderr=said,
    )
    os.close(theirs)
    printed = b""
    while True:
        try:
            data = os.read(ours, 65536)
        except OSError:  # Linux says that a terminal is gone by an input/output error
            break
        if not data:
            break
        printed += data
    os.close(ours)
    code = process.wait()
    with said:
        said.seek(0)
        lines = (printed.decode().replace("\r\n", "\n") + said.read().decode()).split("\n")
    text = "\n".join(COLOUR.sub("", line).rstrip() for line in lines)
    return text.rstrip("\n"), code


def environment(folder: Path) -> dict[str, str]:
    """A reader's environment: the tool on the path, and nothing set that changes what it does."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("FRAMEWORK", "GITHUB"))}
    tool = f"{Path(sys.executable).parent}{os.pathsep}{kept.get('PATH', '')}"
    home = {"HOME": str(folder), "PATH": tool, "COLUMNS": str(COLUMNS), "LINES": "200", "TERM": "xterm"}
    kept.pop("FORCE_COLOR", None)
    return {**kept, **home, "NO_COLOR": "1", "GIT_CONFIG_GLOBAL": os.devnull}
