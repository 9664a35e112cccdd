"""Whatever is sent to the port, nothing is let in and the server goes on."""

import socket

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.serve.conftest import Client

KNOWN = [
    b"GET / HTTP/1.1", b"POST /api/place HTTP/1.1", b"GET /open?token=%ff HTTP/1.1", b"PRI * HTTP/2.0",
    b"host: 127.0.0.1", b"cookie: a=b", b"content-length: 5", b"content-length: -1",
    b"transfer-encoding: chunked",
    b"expect: 100-continue", b"connection: close", b"upgrade: h2c", b"", b"\x00", b"\xff: \xff", b"a" * 300,
]  # fmt: skip
LINES = st.lists(st.sampled_from(KNOWN) | st.binary(max_size=40), max_size=12)
REFUSED = (b"400", b"403", b"405", b"408", b"421")


def test_whatever_is_sent_nothing_is_let_in_and_the_next_is_answered(stranger: Client):
    own = f"host: 127.0.0.1:{stranger.port}".encode()

    @given(LINES, st.booleans())
    @settings(max_examples=80)
    def sent(lines: list[bytes], named: bool):
        with socket.create_connection(("127.0.0.1", stranger.port), timeout=5) as raw:
            raw.sendall(b"\r\n".join([*lines[:1], *([own] if named else []), *lines[1:], b"", b""]))
            raw.settimeout(0.05)
            try:
                said = raw.recv(1000)
            except OSError:
                said = b""
        assert not said or said.split(b" ")[1] in REFUSED, said
        assert stranger.get("/api/changes").status == 403

    sent()
    assert stranger.log_in().get("/api/changes").status == 200
