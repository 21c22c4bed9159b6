"""Settings: refused at the start rather than wrong in service."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from assistant.replies.languages import languages
from assistant.settings import Settings


def test_should_start_with_safe_defaults() -> None:
    settings = Settings()
    assert settings.host == "127.0.0.1"
    assert settings.chat_max_characters == 500
    assert settings.languages == languages()


def test_should_read_languages_as_people_write_them(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LOTSEN_LANGUAGES", "en, sv")
    assert Settings().languages == ("en", "sv")


@pytest.mark.parametrize(
    ("variable", "value"),
    [
        ("LOTSEN_PORT", "http"),
        ("LOTSEN_PORT", "0"),
        ("LOTSEN_LANGUAGES", "sv,elvish"),
        ("LOTSEN_LANGUAGES", ""),
        ("LOTSEN_DEFAULT_LANGUAGE", "elvish"),
        ("LOTSEN_DATABASE_URL", "mysql://localhost/lotsen"),
        ("LOTSEN_DATABASE_URL", "postgresql://lotsen:changeme@db.example.org/lotsen"),
        ("LOTSEN_CHAT_MAX_CHARACTERS", "0"),
        ("LOTSEN_LOG_LEVEL", "loud"),
    ],
)
def test_should_refuse_malformed_and_unsafe_values(
    monkeypatch: pytest.MonkeyPatch, variable: str, value: str
) -> None:
    monkeypatch.setenv(variable, value)
    with pytest.raises(ValidationError):
        Settings()


def test_should_not_print_passwords(monkeypatch: pytest.MonkeyPatch) -> None:
    url = "postgresql://lotsen:N4kx2mZ@db.example.org/lotsen"
    monkeypatch.setenv("LOTSEN_DATABASE_URL", url)
    assert "N4kx2mZ" not in repr(Settings())
    monkeypatch.setenv("LOTSEN_DATABASE_URL", url.replace("postgresql", "oracle"))
    with pytest.raises(ValidationError) as refused:
        Settings()
    assert "N4kx2mZ" not in str(refused.value)
