"""Who may ask for what: requests on a real socket, their headers forged as an attacker would."""

import asyncio
import socket
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from starlette.types import Message, Receive, Scope, Send

from framework_cli.serve import guard
from framework_cli.serve.token import Keys
from tests.check.studies import sound
from tests.serve.conftest import Answer, Client, desk_of, serving

PLACE = {"source": "P01", "offset": 3}


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, Client]]:
    """One server for all these tests: what is refused leaves nothing behind."""
    root = sound(tmp_path_factory.mktemp("guard") / "study")
    with serving(desk_of(root)) as client:
        yield root, client.log_in()


@pytest.fixture
def study(running: tuple[Path, Client]) -> Path:
    (running[0] / ".framework" / "desk.json").unlink(missing_ok=True)
    return running[0]


@pytest.fixture
def client(running: tuple[Path, Client], study: Path) -> Client:
    return running[1]


POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)


def place(client: Client, **headers: str) -> Answer:
    """A write as the page sends it, some headers changed."""
    return client.send("POST", "/api/place", PLACE, **headers)


def wrote(root: Path) -> bool:
    """Whether the write reached the study."""
    return (root / ".framework" / "desk.json").exists()


# The address that was asked for


@pytest.mark.parametrize(
    "host",
    [
        "evil.example", "evil.example:{port}", "localhost", "localhost:{port}", "127.0.0.1", "127.0.0.1:1",
        "127.0.0.1:0{port}", "127.0.0.1.:{port}",
        "127.0.0.1:{port}.", "127.0.0.2:{port}", "127.1:{port}", "[::1]:{port}", "0.0.0.0:{port}",
        "127.0.0.1:{port}.evil.example", "user@127.0.0.1:{port}", "127.0.0.1:{port}/", "",
        "127.0.0.1:{port},evil.example", "2130706433:{port}",
    ],
)  # fmt: skip
def test_only_the_address_that_was_printed_is_answered(client: Client, study: Path, host: str):
    named = host.format(port=client.port)
    for answer in (
        client.raw("GET", "/api/study", [("host", named), ("cookie", client.cookie)]),
        client.raw("GET", "/", [("host", named), ("cookie", client.cookie)]),
        client.raw("GET", "/static/main.js", [("host", named)]),
        client.raw("GET", f"/open?{client.link.partition('?')[2]}", [("host", named)]),
    ):
        assert answer.status == 421
    headers = [(name, value) for name, value in client.own("POST") if name != "host"]
    assert client.raw("POST", "/api/place", [("host", named), *headers], b'{"recent":[]}').status == 421
    assert not wrote(study)


def test_a_second_origin_on_the_same_port_is_told_nothing_of_the_study(client: Client):
    answer = client.raw(
        "GET", "/api/study", [("host", f"localhost:{client.port}"), ("cookie", client.cookie)]
    )
    assert answer.status == 421
    assert set(answer.json) == {"problem"}


def test_no_host_or_two_are_refused(client: Client):
    own, cookie = ("host", f"127.0.0.1:{client.port}"), ("cookie", client.cookie)
    assert client.raw("GET", "/api/study", [cookie]).status == 400
    assert client.raw("GET", "/api/study", [own, ("host", "evil.example"), cookie]).status == 400
    assert client.raw("GET", "/api/study", [own, own, cookie]).status == 400


@pytest.mark.parametrize(
    ("target", "status"),
    [
        ("http://evil.example/api/study", 400),
        ("http://127.0.0.1:{port}/api/study", 400),
        ("*", 400),
        ("api/study", 400),
        ("//evil.example", 404),
    ],
)
def test_a_target_that_is_no_path_of_this_server_leads_nowhere(client: Client, target: str, status: int):
    answer = client.raw("GET", target.format(port=client.port), client.own("GET"))
    assert answer.status == status


@pytest.mark.parametrize(
    "forwarded",
    [
        ("x-forwarded-host", "evil.example"),
        ("x-forwarded-for", "10.0.0.1"),
        ("x-http-method-override", "DELETE"),
    ],
)
def test_what_a_proxy_would_say_changes_nothing(client: Client, forwarded: tuple[str, str]):
    assert client.raw("GET", "/api/changes", [*client.own("GET"), forwarded]).status == 200
    bad = [
        ("host", "evil.example"),
        ("x-forwarded-host", f"127.0.0.1:{client.port}"),
        ("cookie", client.cookie),
    ]
    assert client.raw("GET", "/api/changes", bad).status == 421


def test_only_this_machine_is_served(client: Client):
    """The other addresses of this machine, its name included, have nobody listening at the port."""
    for address in {
        str(info[4][0]) for info in socket.getaddrinfo(socket.gethostname(), None, socket.AF_INET)
    }:
        if address != "127.0.0.1":
            with pytest.raises(OSError), socket.create_connection((address, client.port), timeout=1):
                pass
    with socket.socket() as probe, pytest.raises(OSError):
        probe.settimeout(1)
        probe.connect(("127.0.0.2", client.port))


# Who writes


@pytest.mark.parametrize(
    "origin",
    [
        "", "null", "http://evil.example", "https://127.0.0.1:{port}", "http://127.0.0.1", "http://127.0.0.1:1",
        "http://localhost:{port}", "http://127.0.0.1:{port}/", "http://127.0.0.1:{port}.evil.example",
        "HTTP://127.0.0.1:{port}", "http://127.0.0.1:{port} http://evil.example", "file://",
    ],
)  # fmt: skip
def test_only_the_page_itself_writes(client: Client, study: Path, origin: str):
    assert place(client, origin=origin.format(port=client.port)).status == 403
    assert not wrote(study)
    assert place(client).status == 200
    assert wrote(study)


def test_two_origins_are_refused(client: Client, study: Path):
    for second in (client.origin, "http://evil.example"):
        headers = [*client.own("POST"), ("origin", second)]
        assert client.raw("POST", "/api/place", headers, b'{"recent":[]}').status == 403
    assert not wrote(study)


@pytest.mark.parametrize("site", ["", "none", "same-site", "cross-site", "Same-Origin", "same-origin, none"])
def test_a_write_says_that_it_comes_from_the_same_origin(client: Client, study: Path, site: str):
    assert place(client, sec_fetch_site=site).status == 403
    assert not wrote(study)


@pytest.mark.parametrize(
    ("name", "second"), [("sec-fetch-site", "cross-site"), ("content-type", "text/plain"), ("cookie", "")]
)
def test_a_header_that_decides_comes_once(client: Client, study: Path, name: str, second: str):
    headers = [*client.own("POST"), (name, second)]
    status = 200 if name == "cookie" else 400  # a browser may send its cookies in several lines
    assert client.raw("POST", "/api/place", headers, b'{"recent":[]}').status == status
    assert wrote(study) == (name == "cookie")


@pytest.mark.parametrize(
    "kind",
    [
        "", "text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x",
        "application/jsonx", "text/plain; application/json", "application/json, text/plain",
    ],
)  # fmt: skip
def test_a_write_is_json_and_says_so(client: Client, study: Path, kind: str):
    assert place(client, content_type=kind).status == 415
    assert not wrote(study)
    assert place(client, content_type="Application/JSON; charset=utf-8").status == 200


def test_a_form_on_another_site_writes_nothing(client: Client, study: Path):
    """What a browser sends for a form: no preflight, the cookie only if it were not Strict."""
    for kind, body in (
        ("text/plain", b'{"source":"P01","offset":3,"x":"="}'),
        ("application/x-www-form-urlencoded", b"source=P01&offset=3"),
        (
            "multipart/form-data; boundary=x",
            b'--x\r\ncontent-disposition: form-data; name="a"\r\n\r\nb\r\n--x--',
        ),
    ):
        for cookie in (client.cookie, ""):
            changed = {"origin": "http://evil.example", "sec_fetch_site": "cross-site", "content_type": kind}
            answer = client.raw("POST", "/api/place", client.own("POST", {**changed, "cookie": cookie}), body)
            assert answer.status == 403
    assert not wrote(study)


@pytest.mark.parametrize("site", ["cross-site", "same-site", "none", "x"])
def test_the_study_is_not_read_from_another_page(client: Client, site: str):
    assert client.get("/api/changes", sec_fetch_site=site).status == 403


@pytest.mark.parametrize(
    ("site", "status"), [("none", 200), ("same-origin", 200), ("cross-site", 403), ("same-site", 403)]
)
def test_the_page_is_opened_by_a_person_or_by_itself(client: Client, site: str, status: int):
    assert client.get("/", sec_fetch_site=site).status == status
    assert client.get("/static/main.js", sec_fetch_site=site).status == status


def test_a_read_that_names_another_origin_is_refused(client: Client):
    for origin in ("http://evil.example", "null"):
        assert client.get("/api/changes", origin=origin).status == 403
    assert client.get("/api/changes", origin=client.origin).status == 200


def test_a_preflight_is_answered_with_nothing_that_allows(client: Client):
    asked = [("origin", "http://evil.example"), ("access-control-request-method", "POST")]
    answer = client.raw("OPTIONS", "/api/place", [*client.own("GET"), *asked])
    assert answer.status == 405
    assert not [name for name in answer.headers if name.lower().startswith("access-control-")]


@pytest.mark.parametrize("method", ["OPTIONS", "TRACE", "CONNECT", "PROPFIND", "get", "BREW"])
def test_methods_that_nothing_here_knows_are_refused(client: Client, method: str):
    target = "/api/changes"
    answer = client.raw(method, target, client.own("GET"))
    assert (answer.status, answer.headers["allow"]) == (405, "GET, HEAD, POST, PUT, PATCH, DELETE")


def test_a_method_is_answered_where_it_belongs_only(client: Client, study: Path):
    assert client.send("DELETE", "/api/place").status == 405
    assert client.get("/api/place").status == 405
    assert client.send("POST", "/").status == 405
    assert not wrote(study)


def test_head_says_what_get_would_without_a_body(client: Client):
    answer = client.raw("HEAD", "/api/changes", client.own("GET"))
    assert (answer.status, answer.data) == (200, b"")
    assert client.raw("HEAD", "/api/changes", [("host", f"127.0.0.1:{client.port}")]).status == 403


def test_a_websocket_is_not_spoken(client: Client):
    upgrade = [("connection", "Upgrade"), ("upgrade", "websocket"), ("sec-websocket-version", "13"),
               ("sec-websocket-key", "dGhlIHNhbXBsZSBub25jZQ==")]  # fmt: skip
    answer = client.raw("GET", "/api/changes", [*client.own("GET"), *upgrade])
    assert answer.status != 101


# What every reply says


def test_every_reply_keeps_to_itself(client: Client):
    answers = [
        client.get("/"), client.get("/static/main.js"), client.get("/api/changes"), client.get("/nowhere"),
        client.get("/api/nowhere"), client.get("/", cookie=""), client.get("/", host="evil.example"),
        place(client, origin="null"), client.raw("OPTIONS", "/", client.own("GET")),
        client.raw("GET", "/open?token=x"), client.send("POST", "/api/place", {"source": 1}),
    ]  # fmt: skip
    assert {answer.status for answer in answers} == {200, 400, 403, 404, 405, 421}
    for answer in answers:
        assert answer.headers["content-security-policy"] == POLICY
        assert answer.headers["cache-control"] == "no-store"
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert answer.headers["referrer-policy"] == "no-referrer"
        assert answer.headers["cross-origin-resource-policy"] == "same-origin"
        assert answer.headers["cross-origin-opener-policy"] == "same-origin"
        assert "server" not in answer.headers
        assert not [name for name in answer.headers if name.lower().startswith("access-control-")]


# What no server in between has looked at

WHOLE = {"type": "http.request", "body": b"{}", "more_body": False}


def alone(
    scope: dict[str, object], messages: Iterator[Message], more: Sequence[tuple[bytes, bytes]] = ()
) -> tuple[list[object], int]:
    """What the guard alone lets through of a request, and the status that it answers (0: none)."""
    through: list[object] = []
    said = [0]

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        through.append(await receive())

    async def receive() -> Message:
        return next(messages)

    async def send(message: Message) -> None:
        said.append(message.get("status", said[-1]))

    keys = Keys()
    session = keys.opens(keys.token) or ""
    given = {
        "type": "http", "method": "POST", "path": "/api/place", "raw_path": b"/api/place",
        "query_string": b"",
    }  # fmt: skip
    headers = [
        (b"host", b"127.0.0.1:80"), (b"origin", b"http://127.0.0.1:80"),
        (b"sec-fetch-site", b"same-origin"), (b"content-type", b"application/json"),
        (b"cookie", f"framework-80={session}".encode()), *more,
    ]  # fmt: skip
    asked = guard.Guard(app, keys, 80)({**given, **scope, "headers": headers}, receive, send)
    with ThreadPoolExecutor(1) as apart:  # a browser that runs for other tests holds this thread's loop
        apart.submit(asyncio.run, asked).result()
    return through, said[-1]


def test_the_guard_alone_lets_a_whole_write_of_the_page_through():
    parts = [{"type": "http.request", "body": part, "more_body": part != b"}"} for part in (b"{", b" ", b"}")]
    assert alone({}, iter(parts)) == ([{"type": "http.request", "body": b"{ }", "more_body": False}], 0)


@pytest.mark.parametrize(
    ("scope", "status"),
    [
        ({"raw_path": b"http://evil.example/api/place"}, 400),
        ({"method": "CONNECT"}, 405),
        ({"method": "post"}, 405),
        ({"type": "websocket"}, 0),
        ({"type": "lifespan"}, 0),
    ],
)
def test_the_guard_alone_lets_nothing_else_through(scope: dict[str, object], status: int):
    assert alone(scope, iter([WHOLE])) == ([], status)


@pytest.mark.parametrize(
    ("header", "status"),
    [
        ((b"host", b"127.0.0.1:80"), 421),
        ((b"host", b"evil.example"), 421),
        ((b"origin", b"http://127.0.0.1:80"), 403),
        ((b"content-length", b"1000001"), 413),
        ((b"content-length", b"9" * 5000), 413),
    ],
)
def test_the_guard_alone_heeds_each_header(header: tuple[bytes, bytes], status: int):
    assert alone({}, iter([WHOLE]), [header]) == ([], status)


def test_a_body_that_is_cut_short_is_not_taken_for_a_whole_one():
    first = {"type": "http.request", "body": b'{"recent":[]}', "more_body": True}
    assert alone({}, iter([first, {"type": "http.disconnect"}])) == ([], 400)


# The body


def test_a_body_that_says_it_is_too_long_is_refused_unread(client: Client, study: Path):
    headers = [*client.own("POST"), ("content-length", str(guard.LARGEST + 1))]
    assert client.raw("POST", "/api/place", headers).status == 413


def test_a_body_of_a_megabyte_is_read(client: Client):
    body = b'{"recent":["' + b"x" * (guard.LARGEST - 20) + b'"]}'
    assert client.raw("POST", "/api/place", client.own("POST"), body).status == 422


def test_a_body_in_pieces_is_counted_while_it_arrives(client: Client, study: Path):
    def pieces() -> Iterator[bytes]:
        piece = b"x" * 50_000
        for _ in range(21):
            yield b"%x\r\n%s\r\n" % (len(piece), piece)
        yield b"0\r\n\r\n"

    headers = [*client.own("POST"), ("transfer-encoding", "chunked")]
    answer = client.raw("POST", "/api/place", headers, pieces())
    assert answer.status == 413
    assert not wrote(study)


def test_a_length_that_lies_is_no_way_in(client: Client, study: Path):
    """Shorter than the body: the rest is no second request. Longer: the request is never complete."""
    smuggled = b'{"recent":[]}POST /api/place HTTP/1.1\r\n\r\n'
    headers = [*client.own("POST"), ("content-length", "13")]
    assert client.raw("POST", "/api/place", headers, iter([smuggled])).status == 200
    both = [*client.own("POST"), ("content-length", "13"), ("content-length", "14")]
    assert client.raw("POST", "/api/place", both, iter([b'{"recent":[]}'])).status == 400


def test_a_body_that_does_not_arrive_is_not_waited_for(
    client: Client, study: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(guard, "PATIENCE", 0.3)
    headers = [*client.own("POST"), ("content-length", "13")]
    answer = client.raw("POST", "/api/place", headers, iter([b'{"rec']))
    assert (answer.status, answer.headers["connection"]) == (408, "close")
    assert not wrote(study)
    assert place(client).status == 200


def test_others_are_answered_while_a_body_is_on_its_way(client: Client):
    with socket.create_connection(("127.0.0.1", client.port)) as slow:
        lines = [f"{name}: {value}" for name, value in client.own("POST")]
        slow.sendall(
            "\r\n".join(["POST /api/place HTTP/1.1", *lines, "content-length: 13", "", "{"]).encode()
        )
        assert client.get("/api/changes").status == 200
        assert place(client).status == 200


@pytest.mark.parametrize(
    "body",
    [
        b"[" * 100_000, b'{"a":' * 50_000, b"{", b"[]", b'"x"', b"1", b"null", b"\xff\xfe", b'{"offset":NaN}',
        b'{"offset":Infinity}', b'{"offset":-Infinity}', b'{"source":"\\ud800","offset":1}', b'{"\\udfff":1}',
        b'{"offset":1e999}', b'{"offset":' + b"1" * 5000 + b"}", b"{'source':'P01'}", b'{"source":"P01"} x',
        b'{"source":"P01","offset":"3"}', b'{"source":"P01","offset":true}', b'{"source":"P01","offset":1.5}',
        b'{"source":["P01"],"offset":3}', b'{"source":"P01"}', b'{"recent":"x"}', b'{"recent":[1]}',
        b'{"recent":{"0":"x"}}', b'{"keys":[]}', b'{"keys":{"a":1}}', b'{"keys":null}',
    ],
)  # fmt: skip
def test_a_body_that_is_not_what_the_page_sends_is_refused(client: Client, study: Path, body: bytes):
    answer = client.raw("POST", "/api/place", client.own("POST"), body)
    assert answer.status == 400
    assert "problem" in answer.json
    assert not wrote(study)


# Names


@pytest.mark.parametrize(
    "name",
    [
        "../framework.yaml", "..%2fframework.yaml", "%2e%2e%2fframework.yaml", "..%252fframework.yaml",
        "..%5cP01",
        "..%255cP01", "P01%00", "P01%00.txt", "%00", ".", "..", "...", "P01/", "P01/../P01x", "/etc/passwd",
        "%2fetc%2fpasswd", "C:%5cWindows", "file:%2f%2f%2fetc%2fpasswd", "%ff%fe", "P01.txt", "p01",
        "P01%0d%0aX-Y:%20z",
        "%E2%80%AE", "{{7*7}}", "%3Cscript%3E", "", "~", "CON", "P01;x", "*",
    ],
)  # fmt: skip
def test_a_source_is_looked_up_and_never_a_path(client: Client, name: str):
    for path in (f"/api/source/{name}", f"/static/{name}", f"/static/../{name}"):
        answer = client.get(path)
        assert answer.status in (404, 405), (path, answer.status)
        assert "framework.yaml" not in answer.text
        assert "x-y" not in answer.headers


def test_only_the_pages_own_files_are_served(client: Client):
    assert client.get("/static/main.js").headers["content-type"] == "text/javascript; charset=utf-8"
    assert client.get("/").headers["content-type"] == "text/html; charset=utf-8"
    for path in (
        "/static/",
        "/static",
        "/static/__init__.py",
        "/static/..%2fapp.py",
        "/app.py",
        "/static/main.js/x",
    ):
        assert client.get(path).status == 404
