"""Small words: nouns with their counts."""


def counted_noun(n: int, noun: str, *, count: bool = True) -> str:
    """`1 excerpt`, `3 excerpts`, `2 studies`; without `count` the noun alone."""
    word = noun if n == 1 else plural(noun)
    return f"{n} {word}" if count else word


def plural(noun: str) -> str:
    """The plural of an English noun, by the rules that serve for case, theme, category or process."""
    if noun.lower() == "person":
        return noun[0] + "eople"
    if noun.endswith(("s", "x", "ch", "sh")):
        return noun + "es"
    if noun.endswith("y") and noun[-2:-1] not in "aeiou":
        return noun[:-1] + "ies"
    return noun + "s"
