"""What the page wishes: the parts of the address and a JSON object, with their types looked at."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from framework_cli.serve.reply import WishError


@dataclass(frozen=True, slots=True)
class Wish:
    """`path` are the named parts of the address, `query` what follows its `?`, `etag` the If-Match."""

    path: Mapping[str, str] = field(default_factory=dict)
    query: Mapping[str, str] = field(default_factory=dict)
    body: Mapping[str, Any] = field(default_factory=dict)
    etag: str = ""

    def asked(self, key: str) -> str:
        """A word of the query; empty where it is missing."""
        return self.query.get(key, "")

    def known(self) -> str:
        """The state of the file that a change starts from. Raises WishError where the page names none."""
        if not self.etag:
            raise WishError(400, "a change names the state of the file that it starts from (If-Match)")
        return self.etag

    def has(self, key: str) -> bool:
        """Whether the body says anything of this."""
        return key in self.body

    def number(self, key: str) -> int:
        """A whole number of the body. Raises WishError where there is none."""
        value = self.body.get(key)
        if isinstance(value, bool) or not isinstance(value, int):
            raise WishError(400, f"{key} must be a whole number")
        return value

    def words(self, key: str, default: str | None = None) -> str:
        """A text of the body; without a default it must be there. Raises WishError."""
        value = self.body.get(key, default)
        if not isinstance(value, str):
            raise WishError(400, f"{key} must be a text")
        return value

    def listed(self, key: str) -> list[str]:
        """A list of texts of the body; nothing where it is missing. Raises WishError."""
        value = self.body.get(key, [])
        if not isinstance(value, list) or not all(isinstance(each, str) for each in value):
            raise WishError(400, f"{key} must be a list of texts")
        return value

    def flag(self, key: str, default: bool = False) -> bool:
        """A yes or no of the body. Raises WishError."""
        value = self.body.get(key, default)
        if not isinstance(value, bool):
            raise WishError(400, f"{key} must be true or false")
        return value


def parsed(data: bytes) -> Mapping[str, Any]:
    """The JSON object of a body, empty for none. Raises WishError for anything else.

    Refused are NaN and infinities, which JSON has not, and lone surrogates, which no file can hold.
    """
    if not data.strip():
        return {}
    try:
        found = json.loads(data.decode("utf-8"))
        json.dumps(found, ensure_ascii=False, allow_nan=False).encode("utf-8")
    except (ValueError, RecursionError) as bad:
        raise WishError(400, "the body is not JSON that a file can hold") from bad
    if not isinstance(found, dict):
        raise WishError(400, "the body must be a JSON object")
    return found
