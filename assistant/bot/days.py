"""Finds the day a text asks about: "på lördag", "Christmas Eve", "24/12", "efter nyår"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from typing import Any
from unicodedata import normalize

from babel import Locale
from rapidfuzz.distance import OSA
from rapidfuzz.process import extractOne

from assistant.bot.day_meanings import DayKind, resolve
from assistant.bot.phrases import Phrase, PhraseFinder, fold, phrase_files

_NUMBERS = {"day": r"\d{1,2}", "month_number": r"\d{1,2}", "year": r"20\d\d"}
_NUMERIC_PATTERNS = (  # written the same in every language; 24/7 means "always"
    r"(?<![-/.,:\d]){year}-{month_number}-{day}(?![-/])",
    r"(?<![-/.,:])(?!24/7(?!\d)){day}/{month_number}(?:[-/\s]{year})?(?![-/])",
    r"(?<![-/.,:]){day}\.{month_number}\.{year}",
)
# fewest letters in which one slip is forgiven; "valborg" is one letter from Vålberg, a place
_FUZZY_LETTERS = {"weekday": 6, "relative": 7, "holiday": 8, "past_day": 6}
_PAST = {"past", "past_day"}  # "förra fredagen", "i fredags": days not asked about
_FOREIGN_LETTERS = 4  # fewest in which a day of another language counts
_BESIDE = 5  # characters between "lördag" and "5/12" in "lördag den 5/12"


@dataclass(frozen=True)
class DayMention:
    """A day named in a text; `text[start:end]` is how, with its preposition."""

    start: int
    end: int
    text: str
    day: date
    kind: DayKind


_Mention = tuple[bool, DayMention]  # whether it is only a word for "now", and the day


def find_day(text: str, language: str | None, today: date) -> DayMention | None:
    """The first day that `text` names, read in `language` or else in any language known.

    A day without a year is the next one from `today` on; with a year it may lie in the past.
    "nu" counts only if no other day is named. Another language's short words and ways to write
    figures do not count: "It costs 2.5." is a day in Finnish alone.
    """
    known = list(phrase_files("days.yml"))
    preferred = [language] if language in known else known
    exact = _exact(text, known, today)
    misspelled = (mention for code in preferred for mention in _misspelled(text, code, today))
    return (
        _first(text, [m for code in preferred for m in exact[code]])
        or _first(text, [m for code in known for m in exact[code] if _in_letters(m)])
        or _first(text, list(misspelled))
    )


def _first(text: str, mentions: list[_Mention]) -> DayMention | None:
    """The earliest mention; with the date that stands beside it, if one does."""
    if not mentions:
        return None
    _, first = min(mentions, key=lambda m: (m[0], m[1].start, -m[1].end))
    for _, other in mentions:
        if other.kind == "date" and first.start < other.start <= first.end + _BESIDE:
            end = max(first.end, other.end)
            return replace(other, start=first.start, end=end, text=text[first.start : end])
    return first


def _exact(text: str, languages: list[str], today: date) -> dict[str, list[_Mention]]:
    """Mentions by language; a day that one language calls past is past in all of them."""
    phrases = {code: list(_finder(code).find(text)) for code in languages}
    past = [p for found in phrases.values() for p in found if _PAST & p.meanings.keys()]
    mentions: dict[str, list[_Mention]] = {}
    for code, found in phrases.items():
        coming = (
            phrase
            for phrase in found
            if not any(p.start < phrase.end and phrase.start < p.end for p in past)
            and _means_weekday(text, phrase, code)
        )
        days = ((phrase, _mention(text, phrase, today)) for phrase in coming)
        mentions[code] = [("now" in phrase.meanings, day) for phrase, day in days if day]
    return mentions


def _means_weekday(text: str, phrase: Phrase, language: str) -> bool:
    """Whether a short weekday has its diacritics: "öppet man" is not "öppet mån"."""
    written = normalize("NFC", text[phrase.start : phrase.end].lower())
    return "short_weekday" not in phrase.meanings or written.endswith(_short_weekdays(language))


def _in_letters(mention: _Mention) -> bool:
    """Whether a day counts in a language that the text is not written in."""
    return sum(character.isalpha() for character in mention[1].text) >= _FOREIGN_LETTERS


def _misspelled(text: str, language: str, today: date) -> Iterator[_Mention]:
    """Mentions by one long word with one letter wrong, but not at either end."""
    forms = _long_words(language)
    folded, offsets = fold(text)
    for word in re.finditer(r"\w{5,}", folded):
        match = extractOne(word[0], forms.keys(), scorer=OSA.distance, score_cutoff=1)
        if match is None or match[1] == 0:
            continue  # a word spelled right was judged with its neighbours
        group, meaning = forms[match[0]]
        if group in _PAST or match[0][0] != word[0][0] or match[0][-2:] != word[0][-2:]:
            continue  # Sundby is not a Sunday, "morgon" not "imorgon"
        start, end = offsets[word.start()], offsets[word.end() - 1] + 1
        found = _mention(text, Phrase(start, end, {group: meaning}), today)
        if found:
            yield False, found


def _mention(text: str, phrase: Phrase, today: date) -> DayMention | None:
    resolved = resolve(phrase.meanings, today)
    if resolved is None:
        return None
    return DayMention(phrase.start, phrase.end, text[phrase.start : phrase.end], *resolved)


@lru_cache(maxsize=64)
def _finder(language: str) -> PhraseFinder:
    data = phrase_files("days.yml")[language]
    words = {group: dict(entries) for group, entries in data["words"].items()}
    for group, meaning, form in _cldr_words(Locale.parse(data["cldr"]), data["weekday_endings"]):
        words[group][meaning] = [*words[group].get(meaning, ()), form]
    return PhraseFinder([*data["patterns"], *_NUMERIC_PATTERNS], words, _NUMBERS)


def _cldr_words(locale: Locale, endings: list[str]) -> Iterator[tuple[str, int, str]]:
    """(group, meaning, form) of weekday and month names; Monday is 0, January is 1."""
    for context in ("format", "stand-alone"):
        for weekday, name in locale.days[context]["wide"].items():
            yield from (("weekday", weekday, name + ending) for ending in endings)
        for weekday, name in locale.days[context]["abbreviated"].items():
            yield "short_weekday", weekday, name.rstrip(".")
        for width in ("wide", "abbreviated"):
            for month, name in locale.months[context][width].items():
                yield "month", month, name.rstrip(".")


@lru_cache(maxsize=64)
def _long_words(language: str) -> dict[str, tuple[str, Any]]:
    """Word -> its group and meaning, of words long enough to forgive a slip."""
    meanings = _finder(language).meanings
    return {
        form: (group, meaning)
        for group, letters in _FUZZY_LETTERS.items()
        for form, meaning in meanings[group].items()
        if len(form) >= letters and " " not in form
    }


@lru_cache(maxsize=64)
def _short_weekdays(language: str) -> tuple[str, ...]:
    """With their diacritics."""
    data = phrase_files("days.yml")[language]
    own = (form for forms in data["words"]["short_weekday"].values() for form in forms)
    cldr = _cldr_words(Locale.parse(data["cldr"]), [])
    return (*own, *(form.lower() for group, _, form in cldr if group == "short_weekday"))
