"""Plain text as people, Zoom, Teams and Otter write it → talk."""

from framework_cli.exchange.labels import Start, is_name, like_heading, span, stamp_alone, start, with_colon
from framework_cli.exchange.talk import Stretch, Talk


def parse_text(text: str) -> Talk:
    """Split canonical text where a line looks like the start of a turn. Nothing is decided here."""
    body = body_start(text)
    return Talk(tuple(stretches(text[body:], text.count("\n", 0, body) + 1)), text[:body])


def body_start(text: str) -> int:
    """Where the text begins after YAML front matter (0: there is none)."""
    if not text.startswith("---\n"):
        return 0
    from framework_cli.read.prose import front_matter

    within = front_matter(text)
    return within[2] if within else 0


def stretches(text: str, first: int = 1) -> list[Stretch]:
    """The stretches of a text whose first line has the number `first`."""
    lines = text.split("\n")
    found: list[Stretch] = []
    at, blank = 0, True
    while at < len(lines):
        if not lines[at].strip():
            blank = True
            at += 1
            continue
        start_at = at
        begun, at = _begin(lines, at)
        below, at = _below(lines, at)
        joint = "\n\n" if blank else "\n"
        found.append(_stretch(lines[start_at:at], begun, below, joint, first + start_at))
        blank = at > 0 and not lines[at - 1].strip()
    return found


def _begin(lines: list[str], at: int) -> tuple[Start | None, int]:
    """How the stretch at a line begins, and the line after its heading."""
    time = span(lines[at])
    if time and at + 1 < len(lines) and is_name(lines[at + 1], words=5):
        return Start(" ".join(lines[at + 1].split()), "", time), at + 2
    time = stamp_alone(lines[at])
    if not time:
        begun = start(lines[at])
        return begun, at + 1
    following = start(lines[at + 1]) if at + 1 < len(lines) else None
    if following and not following.time:
        return following._replace(time=time), at + 2
    return Start("", "", time), at + 1


def _below(lines: list[str], at: int) -> tuple[list[str], int]:
    """The lines up to the next one that looks like a start."""
    begin = at
    while at < len(lines) and not _starts(lines[at]):
        at += 1
    return lines[begin:at], at


def _starts(line: str) -> bool:
    if not line.strip():
        return False
    return bool(with_colon(line)) or like_heading(line)


def _stretch(lines: list[str], begun: Start | None, below: list[str], joint: str, line: int) -> Stretch:
    whole = "\n".join(lines).strip("\n")
    if begun is None:
        return Stretch(words=whole, whole=whole, joint=joint, line=line)
    words = "\n".join(([begun.words] if begun.words else []) + below).strip("\n")
    if not begun.name:
        return Stretch(words=words, whole=words, time=begun.time, joint=joint, line=line)
    return Stretch(begun.name, words, whole, begun.time, joint=joint, line=line)
