"""Who is let in, and who is not."""

from tests.serve.conftest import Client


def test_a_link_opens_the_page(client: Client) -> None:
    assert client.get("/").status == 200
    assert client.get("/api/changes").status == 200


def test_nothing_is_to_be_had_without_the_link(stranger: Client) -> None:
    for path in ("/", "/static/main.js", "/api/study", "/api/changes", "/nowhere"):
        assert stranger.get(path).status == 403
