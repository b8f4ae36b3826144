"""The key of a local run, and what counts as local."""

import pytest

from spinouts.config import local_key


@pytest.mark.parametrize(
    ("hosts", "expected"),
    [
        (["127.0.0.1", "localhost", "[::1]"], True),
        ([], True),
        (["localhost", "register.example"], False),
        (["*"], False),
        ([".localhost"], False),
        (["192.0.2.1"], False),
    ],
)
def test_is_local(hosts, expected):
    assert local_key.is_local(hosts) is expected


def test_read_or_make_keeps_a_key_that_is_there(tmp_path):
    (tmp_path / "secret_key").write_text("already here\n", encoding="ascii")

    assert local_key.read_or_make(tmp_path / "secret_key") == "already here"
