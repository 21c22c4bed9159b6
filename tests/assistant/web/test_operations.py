"""Health, metrics, headers and the OpenAPI document."""

from __future__ import annotations

from fastapi.testclient import TestClient

from tests.assistant.web.fakes import FakeBot


def test_should_be_healthy_before_it_is_ready(client: TestClient, bot: FakeBot) -> None:
    bot.ready = False
    assert client.get("/health").json() == {"status": "ok"}
    assert client.get("/ready").status_code == 503
    bot.ready = True
    assert client.get("/ready").json() == {"status": "ready"}


def test_should_count_requests_by_route_without_what_was_said(client: TestClient) -> None:
    client.post("/api/chat", json={"text": "hemlighet"})
    client.get("/api/offices/hemlighet")
    client.get("/hemlighet")
    metrics = client.get("/metrics").text
    assert 'lotsen_http_requests_total{route="/api/offices/{office_id}",status="404"}' in metrics
    assert 'lotsen_messages_total{language="sv"}' in metrics
    assert "hemlighet" not in metrics


def test_should_allow_only_its_own_scripts_and_styles(client: TestClient) -> None:
    for address in ("/", "/api/nothing", "/static/chat.js"):
        policy = client.get(address).headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "script-src 'self'" in policy
        assert "unsafe" not in policy


def test_should_describe_its_calls_and_their_problems(client: TestClient) -> None:
    document = client.get("/openapi.json").json()
    answers = document["paths"]["/api/chat"]["post"]["responses"]
    assert answers["422"]["content"]["application/json"]["schema"]["$ref"].endswith("/Problem")
    assert "/api/offices.geojson" in document["paths"]
    assert client.get("/docs").status_code == 404  # it would load scripts from elsewhere
