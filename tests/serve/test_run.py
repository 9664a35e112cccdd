"""`framework code` as a user starts and ends it, in a process of its own."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest
from typer.testing import CliRunner

from framework_cli.cli.app import app
from framework_cli.serve.desk import Desk
from tests.cli.study import framework
from tests.serve.conftest import Client

POSIX = pytest.mark.skipif(os.name == "nt", reason="signals are sent otherwise on Windows")


@contextmanager
def started(root: Path, *words: str, **env: str) -> Iterator[tuple[subprocess.Popen[str], Client]]:
    """The command running over a study, and a client that has not opened its link yet."""
    clean = {k: v for k, v in os.environ.items() if not k.startswith(("FRAMEWORK_", "BROWSER", "DISPLAY"))}
    running = subprocess.Popen(
        [sys.executable, "-m", "framework_cli", "-C", str(root), "code", "--as", "AK", *words],
        stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        text=True, encoding="utf-8", env={**clean, **env},
    )  # fmt: skip
    try:
        assert running.stdout is not None
        yield running, Client(running.stdout.readline().strip())
    finally:
        running.kill()
        running.communicate()


def test_the_address_stands_alone_on_standard_output_and_opens_the_page(study: Path):
    with started(study, "--no-open") as (running, client):
        assert client.link.startswith(f"http://127.0.0.1:{client.port}/open?token=")
        assert client.log_in().get("/api/changes").status == 200
        running.terminate()
        out, err = running.communicate(timeout=20)
    assert out == ""
    assert "Ctrl+C" in err
    assert client.link.partition("token=")[2] not in err


@POSIX
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_an_interrupt_ends_it_though_requests_are_open(study: Path, number: int):
    with started(study, "--no-open") as (running, client):
        client.log_in()
        idle = socket.create_connection(("127.0.0.1", client.port))
        kept = socket.create_connection(("127.0.0.1", client.port))
        half = socket.create_connection(("127.0.0.1", client.port))
        lines = [f"{name}: {value}" for name, value in client.own("POST")]
        half.sendall("\r\n".join(["POST /api/place HTTP/1.1", *lines, "content-length: 9", "", "{"]).encode())
        lines = [f"{name}: {value}" for name, value in client.own("GET")]
        kept.sendall("\r\n".join(["GET /api/changes HTTP/1.1", *lines, "", ""]).encode())
        assert kept.recv(100).startswith(b"HTTP/1.1 200")
        running.send_signal(number)
        _, err = running.communicate(timeout=20)
        for each in (idle, kept, half):
            each.close()
    assert running.returncode == 130
    assert "Traceback" not in err
    assert err.count("\n") == 2, err


@POSIX
def test_an_interrupt_ends_it_also_where_the_shell_that_started_it_ignores_them(study: Path):
    with ExitStack() as stack:
        was = signal.signal(signal.SIGINT, signal.SIG_IGN)  # what is started has it ignored as well
        try:
            running, client = stack.enter_context(started(study, "--no-open"))
        finally:
            signal.signal(signal.SIGINT, was)
        client.log_in()
        running.send_signal(signal.SIGINT)
        running.communicate(timeout=20)
    assert running.returncode == 130


@POSIX
def test_what_was_being_written_at_the_interrupt_is_whole(study: Path):
    with started(study, "--no-open") as (running, client):
        client.log_in()
        for number in range(5):
            client.send("POST", "/api/place", {"source": "P01", "offset": number})
        running.send_signal(signal.SIGINT)
        running.communicate(timeout=20)
    assert '"offset": 4' in (study / ".framework" / "desk.json").read_text(encoding="utf-8")
    assert not list(study.rglob("*.framework-tmp"))


def test_a_port_that_is_taken_ends_with_2_and_says_what_to_do(study: Path):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        done = framework("code", "--no-open", "--as", "AK", "--port", port, root=study)
    assert (done.returncode, done.stdout) == (2, "")
    assert f"cannot serve at port {port}" in done.stderr
    assert "--port" in done.stderr
    assert "Traceback" not in done.stderr


def test_the_port_that_is_named_is_served(study: Path):
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with started(study, "--no-open", "--port", str(port)) as (_, client):
        assert client.port == port


@pytest.mark.parametrize(
    ("words", "start"),
    [(["P01"], "/#/source/P01"), (["--code", "stigma"], "/#/pile/stigma"), ([], "/")],
)
def test_the_page_opens_where_the_command_says(study: Path, words: list[str], start: str):
    with started(study, *words, "--no-open") as (_, client):
        assert client.raw("GET", f"/open?{client.link.partition('?')[2]}").headers["location"] == start


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        (["P1"], "there is no transcript P1; did you mean P01?"),
        (["../framework.yaml"], "there is no transcript"),
        (["--code", "stigmas"], "the codebook has no stigmas; did you mean stigma?"),
        (["P01", "--code", "stigma"], "not both"),
        (["--port", "70000"], "65535"),
        (["--as", "../x"], "cannot be a coder's id"),
        (["--as", "agreed"], "cannot be a coder's id"),
    ],
)
def test_what_makes_no_sense_ends_with_2_and_serves_nothing(study: Path, words: list[str], reason: str):
    coder = [] if "--as" in words else ["--as", "AK"]
    done = framework("code", "--no-open", *coder, *words, root=study)
    assert (done.returncode, done.stdout) == (2, "")
    assert reason in " ".join(done.stderr.split())


def test_the_browser_is_given_the_link(study: Path, tmp_path: Path):
    script, said = tmp_path / "browser.py", tmp_path / "said"
    script.write_text(f"import sys\nopen({str(said)!r}, 'w').write(sys.argv[1])\n", encoding="utf-8")
    with started(study, BROWSER=f"{sys.executable} {script} %s") as (_, client):
        for _ in range(200):
            if said.exists() and said.read_text(encoding="utf-8"):
                break
            time.sleep(0.05)
    assert said.read_text(encoding="utf-8") == client.link


@pytest.mark.parametrize("missing", ["starlette", "uvicorn"])
def test_without_the_extra_it_says_what_to_install(study: Path, missing: str):
    code = (
        f"import sys\nsys.modules[{missing!r}] = None\n"
        f"sys.argv = ['framework', '-C', {str(study)!r}, 'code']\n"
        "from framework_cli.__main__ import main\nmain()"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=False, timeout=60
    )
    assert (done.returncode, done.stdout) == (2, "")
    assert "pip install 'framework-cli[code]'" in done.stderr
    assert "Traceback" not in done.stderr


def test_what_was_saved_while_the_study_was_being_read_is_looked_at_again(
    study: Path, monkeypatch: pytest.MonkeyPatch
):
    looked: list[list[str]] = []

    def serve(desk: Desk, listening: socket.socket, *_: object) -> None:
        listening.close()
        looked.append(desk.watch.look())

    monkeypatch.setattr("framework_cli.serve.run.serve", serve)
    done = CliRunner().invoke(app, ["-C", str(study), "code", "--no-open", "--as", "AK"])
    assert done.exit_code == 0, done.output
    assert "transcripts/P01.txt" in looked[0]
