"""A real server over a small study, somebody who asks it, and a page in a real browser."""

import asyncio
import http.client
import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from threading import Thread
from typing import Any, NamedTuple
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import BrowserContext, Page

from framework_cli.index import build
from framework_cli.read import load
from framework_cli.serve.desk import Desk
from framework_cli.serve.run import bound, made
from tests.browser.conftest import Watched
from tests.check.studies import sound


class Answer(NamedTuple):
    """What a server answered."""

    status: int
    headers: http.client.HTTPMessage
    data: bytes

    @property
    def text(self) -> str:
        return self.data.decode("utf-8")

    @property
    def json(self) -> Any:
        return json.loads(self.data)

    @property
    def etag(self) -> str:
        return self.headers["etag"].strip('"')


class Client:
    """Somebody who asks a server: with the page's own headers, or with any others."""

    def __init__(self, link: str) -> None:
        self.link = link
        self.port = urlsplit(link).port or 0
        self.origin = f"http://127.0.0.1:{self.port}"
        self.cookie = ""

    def log_in(self) -> "Client":
        """Open the link, as the browser does."""
        split = urlsplit(self.link)
        answer = self.raw("GET", f"{split.path}?{split.query}")
        assert answer.status == 303, answer.text
        self.cookie = answer.headers["set-cookie"].partition(";")[0]
        return self

    def get(self, path: str, **headers: str) -> Answer:
        """Read, as the page does."""
        return self.raw("GET", path, self.own("GET", headers))

    def send(self, method: str, path: str, body: Any = None, *, etag: str = "", **headers: str) -> Answer:
        """Write, as the page does. Keywords are headers (`sec_fetch_site="none"`), left out if empty."""
        named = {"if_match": f'"{etag}"'} if etag else {}
        data = json.dumps({} if body is None else body).encode()
        return self.raw(method, path, self.own(method, {**named, **headers}), data)

    def own(self, method: str, changed: dict[str, str] | None = None) -> list[tuple[str, str]]:
        """The headers that the page's requests carry, with some of them changed."""
        headers = {"host": f"127.0.0.1:{self.port}", "sec_fetch_site": "same-origin", "cookie": self.cookie}
        if method not in ("GET", "HEAD"):
            headers |= {"origin": self.origin, "content_type": "application/json"}
        headers |= changed or {}
        return [(name.replace("_", "-"), value) for name, value in headers.items() if value]

    def raw(
        self,
        method: str,
        target: str,
        headers: Sequence[tuple[str, str]] | None = None,
        data: bytes | Iterator[bytes] | None = None,
    ) -> Answer:
        """Ask with these headers and no others (the length is added where `data` is known)."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        try:
            connection.putrequest(method, target, skip_host=True, skip_accept_encoding=True)
            for name, value in headers if headers is not None else [("host", f"127.0.0.1:{self.port}")]:
                connection.putheader(name, value.encode("utf-8"))
            if isinstance(data, bytes):
                connection.putheader("content-length", str(len(data)))
            connection.endheaders(data if isinstance(data, bytes) else None)
            for part in data if data is not None and not isinstance(data, bytes) else ():
                connection.send(part)
            answer = connection.getresponse()
            return Answer(answer.status, answer.headers, answer.read())
        finally:
            connection.close()


def desk_of(root: Path, coder: str = "AK") -> Desk:
    """A desk over a study as it is now."""
    study, found = load(root)
    index, more = build(study)
    return Desk(study, index, [*found, *more], coder)


@contextmanager
def serving(desk: Desk, start: str = "/", port: int = 0) -> Iterator[Client]:
    """A real server on a real socket, as long as the block lasts; the client has not opened the link yet."""
    listening = bound(port)
    server, link = made(desk, listening, start)
    thread = Thread(target=lambda: asyncio.run(server.serve(sockets=[listening])))
    thread.start()
    try:
        yield Client(link)
    finally:
        server.should_exit = True
        thread.join(10)


@pytest.fixture
def study(tmp_path: Path) -> Path:
    """The small sound study of tests/check/studies.py: case P01, subthemes family and stigma."""
    return sound(tmp_path / "study")


@pytest.fixture
def desk(study: Path) -> Desk:
    return desk_of(study)


@pytest.fixture
def stranger(desk: Desk) -> Iterator[Client]:
    """A client that has not opened the link."""
    with serving(desk) as client:
        yield client


@pytest.fixture
def client(stranger: Client) -> Client:
    """A client that has opened the link, as AK."""
    return stranger.log_in()


@pytest.fixture
def watched(stranger: Client, context: BrowserContext) -> Watched:
    """The page, opened by its link, with what it asked for and complained of."""
    watched = Watched(context.new_page())
    watched.page.goto(stranger.link)
    return watched


@pytest.fixture
def page(watched: Watched) -> Page:
    return watched.page
