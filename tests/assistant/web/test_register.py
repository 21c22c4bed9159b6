"""GET /api/places, /api/offices and /api/errands."""

from __future__ import annotations

import pytest
from fastapi.testclient import TestClient

from tests.assistant.web.fakes import FakeKnowledge


def test_should_list_offices_near_a_place(client: TestClient, knowledge: FakeKnowledge) -> None:
    offices = client.get("/api/offices", params={"near": "Rinkeby", "limit": 1}).json()
    assert [office["id"] for office in offices] == ["stockholm-rinkeby"]
    assert knowledge.asked["near"] == "Rinkeby"


def test_should_list_offices_near_a_position(client: TestClient, knowledge: FakeKnowledge) -> None:
    client.get("/api/offices", params={"latitude": "67.8557", "longitude": "20.2251"})
    assert knowledge.asked["position"] == (67.86, 20.23)


def test_should_draw_offices_longitude_first(client: TestClient) -> None:
    response = client.get("/api/offices.geojson")
    feature = response.json()["features"][0]
    assert response.headers["content-type"] == "application/geo+json"
    assert response.json()["type"] == "FeatureCollection"
    assert feature["geometry"] == {"type": "Point", "coordinates": [17.93, 59.39]}
    assert feature["properties"]["name"] == "Stockholm Rinkeby"


def test_should_show_one_office(client: TestClient) -> None:
    assert client.get("/api/offices/visby").json()["address"] == "Artillerigatan 11"


def test_should_find_places(client: TestClient) -> None:
    found = client.get("/api/places", params={"q": "jag bor i rinkebby"}).json()
    assert found["matches"][0]["name"] == "Rinkeby"
    assert found["ambiguous"] is False


def test_should_name_errands_in_the_language_asked_for(client: TestClient) -> None:
    errands = client.get("/api/errands", params={"q": "barn", "language": "en"}).json()
    assert errands[0]["language"] == "en"
    assert errands[0]["agencies"][0]["id"] == "forsakringskassan"


@pytest.mark.parametrize(
    ("address", "status", "code"),
    [
        ("/api/offices/atlantis", 404, "office_not_found"),
        ("/api/offices?near=Rinkebyyy", 422, "place_not_found"),
        ("/api/offices?near=", 422, "empty_text"),
        ("/api/offices?latitude=x&longitude=18", 422, "invalid_position"),
        ("/api/offices?latitude=nan&longitude=18", 422, "invalid_position"),
        ("/api/offices?latitude=59", 422, "invalid_position"),
        ("/api/offices?latitude=52.5&longitude=13.4", 422, "position_outside_sweden"),
        ("/api/offices?limit=0", 422, "invalid_request"),
        ("/api/offices.geojson?limit=many", 422, "invalid_request"),
        ("/api/places", 422, "empty_text"),
        ("/api/places?q=" + "x" * 501, 422, "text_too_long"),
        ("/api/errands?q=barn&language=xx", 422, "unknown_language"),
        ("/api/nothing", 404, "not_found"),
        ("/api/chat", 405, "method_not_allowed"),
    ],
)
def test_should_refuse_with_a_stable_code(
    client: TestClient, address: str, status: int, code: str
) -> None:
    response = client.get(address)
    assert (response.status_code, response.json()["code"]) == (status, code)
    assert response.headers["content-type"] == "application/problem+json"


def test_should_tell_a_developer_which_parameter_is_wrong(client: TestClient) -> None:
    problem = client.get("/api/offices?limit=0").json()
    assert problem["errors"][0]["field"] == "query.limit"
