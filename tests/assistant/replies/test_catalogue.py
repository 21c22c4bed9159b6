"""The message catalogues: complete, matched, and in plain language."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from string import Formatter

import pytest
from babel.messages.catalog import Message
from babel.messages.pofile import read_po
from structlog.testing import capture_logs

from assistant.replies import catalogue
from assistant.replies.catalogue import MissingMessage, template
from assistant.replies.languages import LOCALE_DIR, languages

FILES = sorted(path.name for path in (LOCALE_DIR / "sv" / "LC_MESSAGES").glob("*.po"))
MAX_WORDS = 20
PLACEHOLDER_WORDS = "ett namn"  # what stands for a value when words are counted

OFFICIALESE = {
    "sv": (
        "avseende",
        "beträffande",
        "därest",
        "erhålla",
        "erfordra",
        "ehuru",
        "föreligga",
        "förevarande",
        "härvid",
        "i enlighet med",
        "inkomma med",
        "jämlikt",
        "medelst",
        "rörande",
        "såvitt",
        "tillhandahålla",
        "tillse",
        "vederbörande",
        "vidtaga",
        "åligga",
        "ävensom",
        "åtgärda",
        "jml",
        "m.m.",
        "resp.",
    ),
    "en": (
        "aforementioned",
        "commence",
        "herein",
        "hereby",
        "in accordance with",
        "in respect of",
        "notwithstanding",
        "prior to",
        "pursuant",
        "regarding",
        "thereof",
        "utilise",
        "utilize",
        "whereas",
        "with regard to",
        "e.g.",
    ),
}


def read(language: str, name: str) -> dict[str, Message]:
    with (LOCALE_DIR / language / "LC_MESSAGES" / name).open("rb") as file:
        return {_key(message): message for message in read_po(file, locale=language) if message.id}


def _key(message: Message) -> str:
    return str(message.id[0] if isinstance(message.id, (tuple, list)) else message.id)


def forms(message: Message) -> tuple[str, ...]:
    text = message.string
    return tuple(text) if isinstance(text, (tuple, list)) else (str(text),)


def placeholders(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name}


def sentences(text: str) -> list[str]:
    """The sentences of a message, with two words for each value."""
    plain = re.sub(r"\{\w+\}", PLACEHOLDER_WORDS, text)
    return [part for part in re.split(r"(?<=[.!?:])[”\"]?\s+", plain) if part.strip()]


ALL = [(language, name) for language in languages() for name in FILES]


def test_should_have_catalogues_in_swedish_and_english() -> None:
    assert languages()[0] == "sv"
    assert {"sv", "en"} <= set(languages())
    assert "replies.po" in FILES


@pytest.mark.parametrize(("language", "name"), ALL)
def test_should_be_complete(language: str, name: str) -> None:
    source, translated = read("sv", name), read(language, name)
    assert translated.keys() == source.keys()
    empty = [k for k, m in translated.items() if not all(form.strip() for form in forms(m))]
    assert empty == []
    assert [key for key, message in translated.items() if message.fuzzy] == []


@pytest.mark.parametrize(("language", "name"), ALL)
def test_should_hold_no_message_twice(language: str, name: str) -> None:
    text = (LOCALE_DIR / language / "LC_MESSAGES" / name).read_text("utf-8")
    keys = re.findall(r'^msgid "(.+)"$', text, re.MULTILINE)
    assert sorted(keys) == sorted(set(keys))


@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize("language", languages())
def test_should_match_every_placeholder_in_every_plural_form(language: str, name: str) -> None:
    source, translated = read("sv", name), read(language, name)
    different = {
        key: form
        for key, message in translated.items()
        for form in forms(message)
        if key in source and placeholders(form) != placeholders(forms(source[key])[0])
    }
    assert different == {}


@pytest.mark.parametrize(("language", "name"), ALL)
def test_should_say_things_in_short_sentences(language: str, name: str) -> None:
    long = [
        sentence
        for message in read(language, name).values()
        for form in forms(message)
        for sentence in sentences(form)
        if len(sentence.split()) >= MAX_WORDS
    ]
    assert long == []


@pytest.mark.parametrize(("language", "name"), [c for c in ALL if c[0] in OFFICIALESE])
def test_should_speak_plainly(language: str, name: str) -> None:
    words = "|".join(map(re.escape, OFFICIALESE[language]))
    stiff = [
        (key, found.group())
        for key, message in read(language, name).items()
        for form in forms(message)
        if (found := re.search(rf"(?<!\w)(?:{words})(?!\w)", form.casefold()))
    ]
    assert stiff == []


@pytest.fixture
def lacking_english(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Catalogues whose English lacks a message."""
    for language, body in (
        ("sv", 'msgid "greet"\nmsgstr "Hej {name}!"\n\nmsgid "bye"\nmsgstr "Hej då!"\n'),
        ("en", 'msgid "greet"\nmsgstr "Hi {name}!"\n'),
    ):
        folder = tmp_path / language / "LC_MESSAGES"
        folder.mkdir(parents=True)
        header = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'
        (folder / "replies.po").write_text(header + body, "utf-8")
    monkeypatch.setattr(catalogue, "LOCALE_DIR", tmp_path)
    catalogue._load.cache_clear()
    yield
    catalogue._load.cache_clear()


def test_should_say_it_in_swedish_where_a_translation_is_missing(lacking_english: None) -> None:
    with capture_logs() as logged:
        assert template("bye", "en") == "Hej då!"
    assert [(e["event"], e["key"], e["language"]) for e in logged] == [
        ("message_missing", "bye", "en")
    ]


def test_should_log_nothing_where_nothing_is_missing(lacking_english: None) -> None:
    with capture_logs() as logged:
        assert template("greet", "en") == "Hi {name}!"
    assert logged == []


def test_should_speak_swedish_in_a_language_without_a_catalogue() -> None:
    assert template("greet", "xx") == template("greet", "sv")


def test_should_fail_clearly_where_swedish_lacks_a_message_too(lacking_english: None) -> None:
    with pytest.raises(MissingMessage) as missing:
        template("no_such_message", "en")
    assert missing.value.code == "missing_message"


@pytest.mark.parametrize("language", languages())
def test_should_choose_the_plural_form_by_the_number(language: str) -> None:
    one, many = template("offices_closed", language, 1), template("offices_closed", language, 2)
    assert one != many
