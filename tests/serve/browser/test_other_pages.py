"""Other pages in the same browser, at another port of this very machine: browsers call that the same site.

So the cookie is sent with what they ask, and all else must refuse them.
"""

from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from playwright.sync_api import BrowserContext

from tests.browser.conftest import Watched
from tests.serve.conftest import Client

pytestmark = pytest.mark.browser

TRIES = """async (origin) => {
  const said = {};
  const ask = async (name, path, wish) => {
    try { said[name] = [(await fetch(origin + path, {credentials: "include", ...wish})).status]; }
    catch (error) { said[name] = "refused"; }
  };
  const body = '{"source":"P01","offset":3}';
  await ask("read", "/api/study", {});
  await ask("simple", "/api/place", {method: "POST", body, headers: {"content-type": "text/plain"}});
  await ask("json", "/api/place", {method: "POST", body, headers: {"content-type": "application/json"}});
  await ask("delete", "/api/excerpts/k3f9a2q7", {method: "DELETE"});
  await ask("blind", "/api/place", {method: "POST", mode: "no-cors", body});
  const load = (tag, path) => new Promise(done => {
    const node = document.createElement(tag);
    node.onload = () => done("loaded");
    node.onerror = () => done("refused");
    node.src = origin + path;
    document.body.append(node);
  });
  said.script = await load("script", "/static/main.js");
  said.image = await load("img", "/api/study");
  return said;
}"""


class Quiet(SimpleHTTPRequestHandler):
    """A server of files that says nothing."""

    def log_message(self, *_: Any) -> None:
        pass


@pytest.fixture
def elsewhere(tmp_path: Path) -> Iterator[str]:
    """An address on another port of this machine, with a page that tries things."""
    folder = tmp_path / "elsewhere"
    folder.mkdir()
    (folder / "index.html").write_text("<!doctype html><title>elsewhere</title><body>", encoding="utf-8")
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(folder)))
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def remembered(study: Path) -> str:
    file = study / ".framework" / "desk.json"
    return file.read_text(encoding="utf-8") if file.exists() else ""


def test_a_page_on_another_port_reads_nothing_and_writes_nothing(
    watched: Watched, context: BrowserContext, stranger: Client, study: Path, elsewhere: str
):
    watched.page.wait_for_load_state("networkidle")
    before = (study / "annotations" / "P01.AK.yaml").read_bytes(), remembered(study)
    other = context.new_page()
    other.goto(elsewhere)
    said = other.evaluate(TRIES, stranger.origin)
    assert said.pop("blind") in ("refused", [0])
    assert set(said.values()) == {"refused"}
    assert ((study / "annotations" / "P01.AK.yaml").read_bytes(), remembered(study)) == before


def test_a_form_on_another_port_posts_into_the_void(
    watched: Watched, context: BrowserContext, stranger: Client, study: Path, elsewhere: str
):
    watched.page.wait_for_load_state("networkidle")
    before = remembered(study)
    other = context.new_page()
    other.goto(elsewhere)
    with other.expect_navigation():
        other.evaluate(
            """origin => {
              const form = document.createElement("form");
              Object.assign(form, {method: "post", enctype: "text/plain", action: origin + "/api/place"});
              const field = document.createElement("input");
              Object.assign(field, {name: '{"source":"P01","offset":3,"x":"', value: '"}'});
              form.append(field); document.body.append(form); form.submit();
            }""",
            stranger.origin,
        )
    assert "this request comes from another page" in other.content()
    assert remembered(study) == before


def test_the_page_is_shown_in_no_frame_and_at_no_other_name(
    watched: Watched, context: BrowserContext, stranger: Client, elsewhere: str
):
    other = context.new_page()
    other.goto(elsewhere)
    other.evaluate(
        """origin => new Promise(done => {
          const frame = document.createElement("iframe");
          frame.onload = done; frame.src = origin + "/"; document.body.append(frame);
        })""",
        stranger.origin,
    )
    assert all(
        "k3f9a2q7" not in frame.content() and "Skip to" not in frame.content() for frame in other.frames
    )
    answer = other.goto(f"http://localhost:{stranger.port}/")
    assert answer is not None and answer.status == 421
