"""Fragments of addresses, for both renderings."""

import re

_PLAIN = re.compile(r"[A-Za-z0-9/:-]")


def anchor(id: str, prefix: str) -> str:
    """A fragment that no other id of this prefix has, whatever characters the id has: `q-k3f9a2q7`."""
    return prefix + "-" + "".join(c if _PLAIN.match(c) else f"_{ord(c):x}_" for c in id)
