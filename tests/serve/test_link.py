"""The link that opens the page once, and the cookie that it is exchanged for."""

from hmac import compare_digest

import pytest

from framework_cli.serve import token as tokens
from framework_cli.serve.desk import Desk
from tests.serve.conftest import Client, serving


def test_a_link_opens_the_page(client: Client):
    assert client.get("/").status == 200
    assert client.get("/api/changes").status == 200


def test_nothing_is_to_be_had_without_the_link(stranger: Client):
    for path in ("/", "/static/main.js", "/api/study", "/api/changes", "/nowhere"):
        assert stranger.get(path).status == 403
    assert stranger.send("POST", "/api/place", {"recent": []}).status == 403


def test_who_is_refused_is_told_what_to_do(stranger: Client):
    page, data = stranger.get("/"), stranger.get("/api/study")
    assert page.headers["content-type"].startswith("text/plain")
    assert "This browser has not opened the link of this run." in page.text
    assert "`framework code`" in page.text
    assert data.json["problem"]["message"] == "this browser has not opened the link of this run"


def test_a_link_works_once(stranger: Client):
    first, second = (stranger.raw("GET", f"/open?{stranger.link.partition('?')[2]}") for _ in range(2))
    assert (first.status, second.status) == (303, 403)
    assert "set-cookie" not in second.headers
    assert "used before" in second.text


def test_the_browser_that_opened_the_link_may_open_it_again(client: Client):
    answer = client.get(f"/open?{client.link.partition('?')[2]}", sec_fetch_site="none")
    assert (answer.status, answer.headers["location"]) == (303, "/")
    assert "set-cookie" not in answer.headers
    assert client.get("/open?token=x", sec_fetch_site="none").status == 403


@pytest.mark.parametrize(
    "query",
    [
        "",
        "?token=",
        "?token=x",
        "?token={0}x",
        "?token=x&token={0}",
        "?token={0}&token={0}",
        "?Token={0}",
        "?token=%00",
    ],
)
def test_a_wrong_link_opens_nothing_and_the_right_one_still_works(stranger: Client, query: str):
    token = stranger.link.partition("token=")[2]
    answer = stranger.raw("GET", "/open" + query.format(token))
    assert answer.status == 403
    assert "set-cookie" not in answer.headers
    assert stranger.log_in().get("/").status == 200


@pytest.mark.parametrize("method", ["HEAD", "POST", "OPTIONS", "DELETE"])
def test_a_link_is_not_used_up_by_other_methods(stranger: Client, method: str):
    assert stranger.raw(method, f"/open?{stranger.link.partition('?')[2]}").status == 405
    assert stranger.log_in().get("/").status == 200


def test_a_link_followed_from_another_page_is_not_used_up(stranger: Client):
    answer = stranger.get(f"/open?{stranger.link.partition('?')[2]}", sec_fetch_site="cross-site")
    assert answer.status == 403
    assert "address bar" in answer.text
    assert stranger.log_in().get("/").status == 200


def test_the_cookie_is_for_this_port_kept_from_scripts_and_never_sent_from_elsewhere(stranger: Client):
    answer = stranger.raw("GET", f"/open?{stranger.link.partition('?')[2]}")
    value, *attributes = answer.headers["set-cookie"].split("; ")
    assert value.startswith(f"framework-{stranger.port}=")
    assert {each.lower() for each in attributes} == {"httponly", "path=/", "samesite=strict"}
    assert stranger.link.partition("token=")[2] not in value


def test_the_cookie_of_another_server_does_not_do(client: Client, desk: Desk):
    with serving(desk) as other:
        own = other.log_in().cookie.partition("=")[2]
        for cookie in (other.cookie, f"framework-{client.port}={own}", f"framework-{client.port}="):
            assert client.get("/api/changes", cookie=cookie).status == 403


def test_a_session_cannot_be_guessed_before_the_link_was_opened(stranger: Client):
    token = stranger.link.partition("token=")[2]
    assert stranger.get("/", cookie=f"framework-{stranger.port}={token}").status == 403


def test_secrets_are_compared_in_constant_time(monkeypatch: pytest.MonkeyPatch):
    compared = []

    def noted(one: bytes, other: bytes) -> bool:
        compared.append((one, other))
        return compare_digest(one, other)

    monkeypatch.setattr("framework_cli.serve.token.compare_digest", noted)
    keys = tokens.Keys()
    assert not keys.opens("no")
    assert not keys.admits("no")
    assert not keys.opens("\udcff é")
    assert len(compared) == 3
    assert len(keys.token) >= 43
