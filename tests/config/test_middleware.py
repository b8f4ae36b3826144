"""The headers of every answer, and the log line of every request."""

import gzip
import json
import logging

import pytest

from spinouts.config.logs import JsonFormatter, RequestFilter

POLICY = {
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "form-action 'self'",
    "frame-ancestors 'none'",
    "base-uri 'none'",
}


@pytest.mark.django_db
@pytest.mark.parametrize(
    "path", ["/", "/admin/login/", "/health/", "/no-such-page/", "/static/admin/css/base.css"]
)
def test_every_answer_carries_the_security_headers(client, path):
    answer = client.get(path)
    answer.close()
    headers = answer.headers

    assert set(headers["Content-Security-Policy"].split("; ")) == POLICY
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "strict-origin-when-cross-origin"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert headers["Permissions-Policy"].startswith("camera=()")


@pytest.mark.django_db
def test_pages_stand_in_no_frame(client):
    assert client.get("/admin/login/").headers["X-Frame-Options"] == "DENY"


@pytest.mark.django_db
def test_cookies_are_kept_from_scripts(client, django_user_model):
    django_user_model.objects.create_superuser("someone", password="a long enough password")

    client.post("/admin/login/", {"username": "someone", "password": "a long enough password"})

    assert {"sessionid", "csrftoken"} <= set(client.cookies)
    for cookie in client.cookies.values():
        assert cookie["httponly"]
        assert cookie["samesite"] == "Lax"


@pytest.mark.django_db
def test_secure_site_sends_everybody_to_https_but_the_monitor(client, settings):
    settings.SECURE_SSL_REDIRECT = True
    settings.SECURE_REDIRECT_EXEMPT = [r"^health/$"]

    assert client.get("/admin/login/").headers["Location"].startswith("https://")
    assert client.get("/health/").status_code == 200


@pytest.mark.django_db
def test_page_of_somebody_signed_in_is_stored_nowhere(client, django_user_model):
    client.force_login(django_user_model.objects.create_user("someone"))

    assert "no-store" in client.get("/organisations/").headers["Cache-Control"]


@pytest.mark.django_db
def test_public_page_is_sent_once_and_then_only_confirmed(client):
    first = client.get("/glossary/")

    second = client.get("/glossary/", headers={"if-none-match": first.headers["ETag"]})

    assert "no-store" not in first.headers.get("Cache-Control", "")
    assert (second.status_code, second.content) == (304, b"")


@pytest.mark.django_db
def test_page_travels_compressed(client):
    plain = client.get("/glossary/")

    packed = client.get("/glossary/", headers={"accept-encoding": "gzip"})

    assert packed.headers["Content-Encoding"] == "gzip"
    assert len(packed.content) < len(plain.content) / 2
    assert gzip.decompress(packed.content) == plain.content


@pytest.fixture
def request_lines(caplog):
    """Give the lines that requests have written so far, when called."""
    caplog.set_level(logging.INFO, "spinouts.requests")
    return lambda: [record for record in caplog.records if record.name == "spinouts.requests"]


@pytest.mark.django_db
def test_request_line_says_what_was_asked_and_answered(client, request_lines):
    client.get("/health/")

    (line,) = request_lines()
    assert (line.method, line.path, line.status, line.user_id) == ("GET", "/health/", 200, None)


@pytest.mark.django_db
def test_request_line_leaves_out_what_people_type(client, request_lines):
    client.get("/health/?q=Jane+Doe")

    assert not any("Jane" in record.getMessage() for record in request_lines())


@pytest.mark.django_db
def test_request_line_keeps_to_one_line(client, request_lines):
    client.get("/no-such\n2026-01-01 INFO forged")

    assert not any("\n" in record.getMessage() for record in request_lines())


@pytest.mark.django_db
def test_request_line_names_the_account_by_its_number(client, request_lines, django_user_model):
    someone = django_user_model.objects.create_superuser("someone", password="unused")
    client.force_login(someone)

    client.get("/admin/password_change/")

    assert [line.user_id for line in request_lines()] == [str(someone.pk)]


@pytest.mark.django_db
def test_request_id_of_a_proxy_is_kept(client):
    answer = client.get("/health/", headers={"x-request-id": "abc-12345678"})

    assert answer.headers["X-Request-ID"] == "abc-12345678"


@pytest.mark.django_db
@pytest.mark.parametrize("sent", ["short", "x" * 65, "eight or more\r\nSet-Cookie: a=b"])
def test_request_id_that_is_none_is_replaced(client, sent):
    answer = client.get("/health/", headers={"x-request-id": sent})

    assert len(answer.headers["X-Request-ID"]) == 32


def test_json_line_carries_named_fields_only():
    record = logging.makeLogRecord(
        {"name": "spinouts.requests", "levelname": "INFO", "msg": "GET %s", "args": ("/",)}
    )
    record.status, record.password = 200, "correct horse"
    RequestFilter().filter(record)

    line = json.loads(JsonFormatter().format(record))

    assert line["message"] == "GET /"
    assert (line["status"], line["request_id"]) == (200, "-")
    assert "correct horse" not in str(line)


def test_json_line_carries_a_traceback():
    try:
        raise ValueError("a\nb")
    except ValueError as error:
        record = logging.makeLogRecord(
            {"msg": "failed", "exc_info": (type(error), error, error.__traceback__)}
        )

    text = JsonFormatter().format(record)

    assert "\n" not in text
    assert "ValueError" in json.loads(text)["traceback"]
