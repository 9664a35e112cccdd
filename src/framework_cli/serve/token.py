"""The link that opens the page once, and the cookie that it is exchanged for."""

import secrets
from hmac import compare_digest

BYTES = 32


class Keys:
    """What lets a browser in: a token that works once, and the session that it opens."""

    def __init__(self) -> None:
        self.token = secrets.token_urlsafe(BYTES)
        self._session = secrets.token_urlsafe(BYTES)
        self._used = False

    def opens(self, token: str) -> str | None:
        """The session for a token that was not used yet; None for any other."""
        right = same(token, self.token)
        if not right or self._used:
            return None
        self._used = True
        return self._session

    def opened(self, token: str) -> bool:
        """Whether a token is the right one and was used."""
        return same(token, self.token) and self._used

    def admits(self, session: str) -> bool:
        """Whether a cookie is that of this server, after its token was used."""
        return same(session, self._session) and self._used


def cookie(port: int) -> str:
    """The cookie's name: browsers keep cookies by host only, so that two servers need two names."""
    return f"framework-{port}"


def same(one: str, other: str) -> bool:
    """Whether two secrets are the same, in a time that does not tell where they differ."""
    return compare_digest(one.encode("utf-8", "surrogatepass"), other.encode("utf-8", "surrogatepass"))
