"""Settings from the environment (`LOTSEN_…`), refused when malformed.

A setting that would make the service unsafe or silently wrong stops the start with a message
that names it.
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Annotated, Literal
from urllib.parse import urlsplit

from pydantic import Field, field_validator, model_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from assistant.replies.languages import languages
from offices_db.database import DEFAULT_URL

_DATABASES = frozenset({"sqlite", "postgresql", "postgresql+psycopg2"})
_GUESSABLE_PASSWORDS = frozenset({"", "postgres", "password", "secret", "changeme", "lotsen"})
_LOCAL_HOSTS = frozenset({"localhost", "127.0.0.1", "::1", None})


class Settings(BaseSettings):
    """Every setting, with its environment variable's name in lower case after `LOTSEN_`."""

    model_config = SettingsConfigDict(env_prefix="LOTSEN_", frozen=True, hide_input_in_errors=True)

    database_url: str = Field(default=DEFAULT_URL, repr=False)
    model_dir: Path = Path(".cache/models")
    host: str = Field(default="127.0.0.1", min_length=1)
    port: int = Field(default=8000, ge=1, le=65535)
    languages: Annotated[tuple[str, ...], NoDecode] = Field(default_factory=languages)
    default_language: str = "sv"
    redis_url: str | None = Field(default=None, repr=False)  # conversations outlive a restart there
    chat_max_characters: int = Field(default=500, ge=50, le=5000)
    log_level: Literal["debug", "info", "warning", "error"] = "info"
    action_timeout_seconds: float = Field(default=5.0, gt=0, le=60)
    embeddings_url: str | None = None  # an OpenAI-compatible address instead of the built-in model
    embeddings_model: str = "intfloat/multilingual-e5-small"

    @field_validator("languages", mode="before")
    @classmethod
    def _split_languages(cls, value: object) -> object:
        """Accept `sv,en` as people write it."""
        if isinstance(value, str):
            return tuple(part.strip() for part in value.split(",") if part.strip())
        return value

    @field_validator("languages")
    @classmethod
    def _known_languages(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        """Offer only what there are replies in."""
        unknown = [language for language in value if language not in languages()]
        if unknown:
            raise ValueError(f"no replies in {unknown}; there are {', '.join(languages())}")
        return value

    @field_validator("log_level", mode="before")
    @classmethod
    def _lower_case(cls, value: object) -> object:
        return value.lower() if isinstance(value, str) else value

    @field_validator("database_url")
    @classmethod
    def _safe_database(cls, value: str) -> str:
        """Refuse unknown databases, and passwords anyone would guess on another machine."""
        url = urlsplit(value)
        if url.scheme not in _DATABASES:
            raise ValueError(f"must start with one of {', '.join(sorted(_DATABASES))}")
        guessable = url.scheme != "sqlite" and (url.password or "") in _GUESSABLE_PASSWORDS
        if guessable and url.hostname not in _LOCAL_HOSTS:
            raise ValueError("needs a password that cannot be guessed")
        return value

    @field_validator("redis_url")
    @classmethod
    def _redis_scheme(cls, value: str | None) -> str | None:
        if value and not value.startswith(("redis://", "rediss://", "unix://")):
            raise ValueError("must start with redis://, rediss:// or unix://")
        return value

    @model_validator(mode="after")
    def _default_is_offered(self) -> Settings:
        if self.default_language not in self.languages:
            raise ValueError(
                f"default_language {self.default_language!r} is not among {self.languages}"
            )
        return self


@lru_cache(maxsize=1)
def settings() -> Settings:
    """The settings of this process. Raises `pydantic.ValidationError` naming what is malformed."""
    return Settings()
