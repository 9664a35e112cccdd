"""What was done since the server started, so that it can be undone and done again."""

from dataclasses import dataclass, field, replace

KEPT = 64_000_000  # bytes of files that undoing may hold; beyond it the oldest steps are forgotten


@dataclass(frozen=True, slots=True)
class FileChange:
    """One file's bytes before and after; None where there was no file."""

    path: str
    before: bytes | None
    after: bytes | None


@dataclass(frozen=True, slots=True)
class Step:
    """One wish as it was carried out: what was done, in words, the files, and where the page should look.

    `text` is the hash that the source's transcript had: what was there may have been redacted since.
    `sitting` names a stretch of writing in one cell, whose parts are one step; empty: a step of its own.
    """

    said: str
    changes: tuple[FileChange, ...]
    source: str = ""
    excerpt: str = ""
    cell: str = ""
    text: str = ""
    sitting: str = ""

    def joined(self, later: "Step") -> "Step | None":
        """This step and a later one of the same sitting as one; None where something came between."""
        if (
            not self.sitting
            or self.sitting != later.sitting
            or len(self.changes) != 1
            or len(later.changes) != 1
        ):
            return None
        first, last = self.changes[0], later.changes[0]
        if first.path != last.path or first.after != last.before:
            return None
        return replace(later, changes=(replace(last, before=first.before),))

    @property
    def size(self) -> int:
        """How many bytes it holds."""
        return sum(len(each.before or b"") + len(each.after or b"") for each in self.changes)


@dataclass(slots=True)
class Steps:
    """The steps that can be undone and those that can be done again, the latest last."""

    done: list[Step] = field(default_factory=list)
    undone: list[Step] = field(default_factory=list)

    def did(self, step: Step) -> None:
        """Record a wish that was carried out; what was undone before it cannot be done again."""
        joined = self.done[-1].joined(step) if self.done else None
        if joined:
            self.done[-1] = joined
        else:
            self.done.append(step)
        self.undone.clear()
        while len(self.done) > 1 and sum(each.size for each in self.done) > KEPT:
            del self.done[0]

    @property
    def told(self) -> dict[str, str | None]:
        """What would be undone and done again, in words, as every reply to a write says it."""
        return {
            "undo": self.done[-1].said if self.done else None,
            "redo": self.undone[-1].said if self.undone else None,
        }
