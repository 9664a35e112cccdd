"""Who may ask for what: every request passes here before anything of the study is looked at.

Only a browser that opened the link, only under the one address that was printed, and a write only from
the page itself. Anything unclear is refused; the path is that of the scope, never one put together again.
"""

import asyncio
from collections.abc import Iterable
from http import HTTPStatus
from urllib.parse import parse_qs

from starlette.datastructures import MutableHeaders
from starlette.requests import cookie_parser
from starlette.responses import JSONResponse, PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from framework_cli.serve.reply import problem
from framework_cli.serve.token import Keys, cookie

LARGEST = 1_000_000  # bytes of a body
PATIENCE = 10.0  # seconds for a body to arrive
READS, WRITES = ("GET", "HEAD"), ("POST", "PUT", "PATCH", "DELETE")
OPEN = "/open"
HEADERS = {
    "content-security-policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
        "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    ),
    "cache-control": "no-store",
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "cross-origin-resource-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
}
AGAIN = "stop `framework code` with Ctrl+C, start it again, and open the address that it prints"
BY_HAND = "copy the address that `framework code` printed into the browser's address bar"


class _RefusedError(Exception):
    """A request that goes no further."""

    def __init__(self, status: int, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.status, self.message, self.hint = status, message, hint


class Guard:
    """Stands before an application; `start` is the address that an opened link leads on to."""

    def __init__(self, app: ASGIApp, keys: Keys, port: int, start: str = "/") -> None:
        self.app, self.keys, self.start = app, keys, start
        self.host, self.origin = f"127.0.0.1:{port}", f"http://127.0.0.1:{port}"
        self.cookie = cookie(port)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request through, or answer it here."""
        if scope["type"] != "http":  # no websockets, and nothing to do at start or end
            return
        send = _sealed(send)
        headers = _Headers(scope)
        try:
            self._address(scope, headers)
            if scope["path"] == OPEN:
                await self._open(scope, headers)(scope, receive, send)
                return
            self._session(headers)
            self._from_the_page(scope, headers)
            body = await _body(headers, receive)
        except _RefusedError as refused:
            await _refusal(scope, refused)(scope, receive, send)
            return
        await self.app(scope, _again(body, receive), send)

    def _address(self, scope: Scope, headers: "_Headers") -> None:
        """The method is known, the path is a path, and the host is the one that was printed."""
        if not scope["raw_path"].startswith(b"/"):
            raise _RefusedError(400, "the address asked for is no path of this server")
        if headers.all("host") != [self.host]:
            raise _RefusedError(421, f"this server answers at {self.origin} only", AGAIN)
        if scope["method"] not in (*READS, *WRITES):
            raise _RefusedError(405, f"{scope['method']} is not allowed")

    def _open(self, scope: Scope, headers: "_Headers") -> Response:
        """Exchange the token of the link for the cookie; the browser that did so may open it again."""
        if scope["method"] != "GET":
            raise _RefusedError(405, "a link is opened with GET")
        if headers.one("sec-fetch-site") not in ("", "none", "same-origin"):
            # The cookie would not be sent on from there; the token is not used up for nothing.
            raise _RefusedError(403, "this link was followed from another page", BY_HAND)
        tokens = parse_qs(scope["query_string"].decode("latin-1")).get("token", [])
        token = tokens[0] if len(tokens) == 1 else ""
        if self.keys.opened(token) and self._known(headers):
            return RedirectResponse(self.start, HTTPStatus.SEE_OTHER)
        session = self.keys.opens(token)
        if session is None:
            raise _RefusedError(403, "this link was used before, or belongs to another run", AGAIN)
        answer = RedirectResponse(self.start, HTTPStatus.SEE_OTHER)
        answer.set_cookie(self.cookie, session, path="/", httponly=True, samesite="strict")
        return answer

    def _session(self, headers: "_Headers") -> None:
        """The browser is the one that opened the link."""
        if not self._known(headers):
            raise _RefusedError(403, "this browser has not opened the link of this run", AGAIN)

    def _known(self, headers: "_Headers") -> bool:
        found = [cookie_parser(line).get(self.cookie, "") for line in headers.all("cookie")]
        return any(self.keys.admits(each) for each in found)

    def _from_the_page(self, scope: Scope, headers: "_Headers") -> None:
        """A read comes from this address or from the person, a write from the page alone."""
        site, origins = headers.one("sec-fetch-site"), headers.all("origin")
        api = scope["path"].startswith("/api/")
        if any(origin != self.origin for origin in origins):
            raise _RefusedError(403, "this request comes from another page")
        if scope["method"] in READS:
            if site not in ("", "same-origin") and (api or site != "none"):
                raise _RefusedError(403, "this request comes from another page")
            return
        if origins != [self.origin] or site != "same-origin":
            raise _RefusedError(403, "only the coding page itself may write")
        if headers.one("content-type").partition(";")[0].strip().lower() != "application/json":
            raise _RefusedError(415, "a write must be JSON")


class _Headers:
    """The headers of a request: names in small letters, values in the order in which they came."""

    def __init__(self, scope: Scope) -> None:
        self._lines: list[tuple[bytes, bytes]] = list(scope["headers"])

    def all(self, name: str) -> list[str]:
        """Every value of a header."""
        return [value.decode("latin-1") for key, value in self._lines if key == name.encode()]

    def one(self, name: str) -> str:
        """The value of a header; empty where it is missing. Raises _RefusedError where it comes twice."""
        found = self.all(name)
        if len(found) > 1:
            raise _RefusedError(400, f"the header {name} comes more than once")
        return found[0] if found else ""


async def _body(headers: _Headers, receive: Receive) -> bytes:
    """The whole body, counted while it arrives. Raises _RefusedError for one too long or too slow."""
    announced = headers.one("content-length")
    if announced.isdecimal() and int(announced[:20]) > LARGEST:
        raise _RefusedError(413, f"a write is at most {LARGEST} bytes long")
    parts, size = [], 0
    try:
        async with asyncio.timeout(PATIENCE):
            more = True
            while more:
                message = await receive()
                if message["type"] != "http.request":
                    raise _RefusedError(400, "the request was cut short")
                part = message.get("body", b"")
                size += len(part)
                if size > LARGEST:
                    raise _RefusedError(413, f"a write is at most {LARGEST} bytes long")
                parts.append(part)
                more = message.get("more_body", False)
    except TimeoutError as late:
        raise _RefusedError(408, "the request took too long to arrive") from late
    return b"".join(parts)


def _again(body: bytes, receive: Receive) -> Receive:
    """A body that was read, handed on; after it, whatever comes next."""
    waiting: list[Message] = [{"type": "http.request", "body": body, "more_body": False}]

    async def handed() -> Message:
        return waiting.pop() if waiting else await receive()

    return handed


def _sealed(send: Send) -> Send:
    """Replies with the headers that keep a page to itself."""

    async def sealed(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            for name, value in HEADERS.items():
                headers[name] = value
        await send(message)

    return sealed


def _refusal(scope: Scope, refused: _RefusedError) -> Response:
    """A refusal as the page reads it, or as a person does who opened an address."""
    headers = {"connection": "close"} if refused.status == 408 else {}
    if refused.status == 405:
        headers["allow"] = "GET" if scope["path"] == OPEN else ", ".join((*READS, *WRITES))
    if scope["path"].startswith("/api/"):
        reply = problem(refused.status, refused.message, refused.hint)
        return JSONResponse(reply.body, refused.status, headers)
    return PlainTextResponse(_plain([refused.message, refused.hint]), refused.status, headers)


def _plain(sentences: Iterable[str]) -> str:
    return "\n".join(f"{each[:1].upper()}{each[1:]}." for each in sentences if each) + "\n"
