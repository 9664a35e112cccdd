"""Asking on a terminal which labels of a transcript are speakers, and which of them interview."""

import sys
from typing import TYPE_CHECKING

import typer

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from framework_cli.exchange import Ask, Declared, Label


def asker() -> "Ask | None":
    """Somebody to ask who speaks: on a terminal only. An answer holds for the files that follow."""
    if not sys.stdin.isatty():
        return None
    from framework_cli.exchange import Declared

    known = Declared()

    def ask(file: str, labels: "Sequence[Label]") -> Declared:
        nonlocal known
        new = [label for label in labels if not known.decided(label.name)]
        if new:
            known = known.with_more(_answer(file, new))
        return known

    return ask


def _answer(file: str, labels: "Iterable[Label]") -> "Declared":
    """Show labels with their counts and ask which of them speak and which interview."""
    from framework_cli.exchange import Declared
    from framework_cli.model.words import number_of

    listed = list(labels)
    typer.echo(f"{file}: who speaks?", err=True)
    for number, label in enumerate(listed, 1):
        times = "once" if label.count == 1 else number_of(label.count, "time")
        where = f", line {label.line}" if label.line else ""
        typer.echo(f"  {number}  {label.name}  ({times}{where})", err=True)
    likely = [n for n, label in enumerate(listed, 1) if label.count > 1 or label.named]
    names = [label.name for label in listed]
    speaking = _numbers("Which are speakers? Numbers, or none", likely, range(1, len(listed) + 1), names)
    asking = _numbers("Which of them interview? Numbers, or none", [], speaking, names) if speaking else []
    return Declared(
        {names[n - 1]: names[n - 1] for n in speaking},
        frozenset(names[n - 1] for n in asking),
        frozenset(name for n, name in enumerate(names, 1) if n not in speaking),
    )


def _numbers(
    question: str, default: "Sequence[int]", allowed: "Sequence[int]", names: "Sequence[str]"
) -> list[int]:
    """Ask for numbers until the answer makes sense; a name stands for its number.

    Interrupting ends the command with 130.
    """
    shown = " ".join(map(str, default)) or "none"
    while True:
        try:
            answer: str = typer.prompt(question, default=shown, err=True)
        except typer.Abort:
            raise typer.Exit(130) from None
        if answer.strip() in names:
            answer = str(names.index(answer.strip()) + 1)
        words = answer.replace(",", " ").split()
        if words == ["none"]:
            return []
        if words and all(word.isdecimal() and int(word) in allowed for word in words):
            return sorted({int(word) for word in words})
        typer.echo(f"  say numbers among {' '.join(map(str, allowed))}, or none; Enter: {shown}", err=True)
