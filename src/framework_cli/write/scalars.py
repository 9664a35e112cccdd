"""How a value is written in YAML, so that any reader gives back the same text."""

import re

# What no block scalar and no plain one carries: control characters, every line end but LF, the byte
# order mark and what is not a character. These are written as escapes between double quotes.
_ESCAPED = re.compile("[\x00-\x08\x0a-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff\ud800-\udfff]")
_UNFIT_FOR_BLOCK = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff\ud800-\udfff]")
_WORD = re.compile(r"[A-Za-z_][A-Za-z0-9_-]*(?:\.[A-Za-z0-9_-]+)*")
_SENTENCE = re.compile(r"[^\W\d_](?:[^\W_]|[ ,.;?!()/%+=*&’‘“”–…'_-])*")
_HASH = re.compile(r"(?=.*[a-df])[0-9a-f]{40,64}")
_PLACE = re.compile(r"\d+(:\d+)?-\d+(:\d+)?")
# YAML 1.1 takes these for true, false or nothing; we do not, other readers of the file do.
_MEANT_OTHERWISE = frozenset(
    {"y", "n", "yes", "no", "on", "off", "true", "false", "null", "nan", "inf"},
)
_INDICATED = re.compile(r":(?=[ \t]|$)|[ \t]#|\t")  # what ends a plain scalar
_NUMBER = re.compile(r"[0-9][0-9_.:xobXOB]*(?:[eE][-+]?[0-9]+)?|0x[0-9a-fA-F_]+|[0-9-]+[Tt ].*")
_SHORT = {"\n": "\\n", "\r": "\\r", "\t": "\\t", '"': '\\"', "\\": "\\\\"}


def quoted(value: str) -> str:
    """A value between double quotes, with escapes that YAML and JSON read alike."""
    plain = value.replace("\\", "\\\\").replace('"', '\\"').replace("\t", "\\t")
    return '"' + _ESCAPED.sub(_escape, plain) + '"'


def in_apostrophes(value: str) -> str:
    """A value between single quotes, which know no escapes; empty where it needs some."""
    return "" if _ESCAPED.search(value) else "'" + value.replace("'", "''") + "'"


def word(value: str) -> str:
    """An id, a code, a place or a hash: plain where nobody can take it for a number or a truth value."""
    fits = _WORD.fullmatch(value) or _PLACE.fullmatch(value) or _HASH.fullmatch(value)
    return value if fits and value.lower() not in _MEANT_OTHERWISE else quoted(value)


def sentence(value: str, *, flow: bool = False) -> str:
    """A short free text on one line: plain where it reads the same, within brackets too if `flow`."""
    safe = _SENTENCE.fullmatch(value) and value[-1] != " " and value.lower() not in _MEANT_OTHERWISE
    return value if safe and not (flow and "," in value) else quoted(value)


def plainly(value: str, *, flow: bool = False) -> bool:
    """Whether a name can stand without quotes: what YAML lets pass, but nothing like a number or a switch."""
    odd = _ESCAPED.search(value) or _INDICATED.search(value) or (flow and re.search(r"[,\[\]{}]", value))
    starts = bool(value) and value[0].isalnum() and any(letter.isalpha() for letter in value)
    other = value.lower() in _MEANT_OTHERWISE or _NUMBER.fullmatch(value)
    return starts and not odd and not other and value[-1] != " "


def block(value: str, indent: int) -> tuple[str, str] | None:
    """A text as a block scalar: its header and its lines, each after a line feed; None where unfit.

    `indent` is the column (0-based) of the key. The header gives the indentation, so that leading
    spaces and blank lines are kept. A text that ends in white space is unfit: the end of a block
    scalar is too easily lost.
    """
    if not value or value[-1].isspace() or _UNFIT_FOR_BLOCK.search(value):
        return None
    space = " " * (indent + 2)
    lines = ("\n" + space + line if line else "\n" for line in value.split("\n"))
    return "|2-", "".join(lines)


def _escape(found: re.Match[str]) -> str:
    char = found.group()
    return _SHORT.get(char) or f"\\u{ord(char):04x}"
