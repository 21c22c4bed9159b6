"""Compiles the ordinary words that are never taken for misspelt places. Build time only."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from babel import Locale

from offices_db.places.index import SHORTEST, FuzzyKeys
from offices_db.places.matcher import PlaceMatcher
from offices_db.places.normalise import fold, name_key, plain

SWEDISH_WORDS = 40_000
ENGLISH_WORDS = 15_000
LIKELY = 3.5  # Zipf frequency of words that a visitor is likely to use
SAID = 4.5  # the same, of the words listed by hand: visitors say them, newspapers hardly
FREQUENT = 12_000  # words as common as these are no names
VISITORS_WORDS = {  # of other languages: fewer where the letters are those of Swedish names
    "ar": 30_000, "fa": 30_000, "ru": 30_000, "uk": 30_000,
    "es": 6_000, "fi": 6_000, "pl": 6_000, "sh": 6_000, "tr": 6_000,
}  # fmt: skip
CLDR_CODES = {"sh": "bs"}
LONG_NAME = 6  # letters of a name that is known by its beginning
LONGEST = 16  # no place name of one word is as long


def compile_words(
    place_names: Iterable[str], ordinary_names: Collection[str], more_words: Collection[str]
) -> list[str]:
    """The commonest Swedish and English words, without names of places, commonest first.

    Accentless spellings follow at the end: people type "borja" for "börja".

    Names in `ordinary_names` stay: they are words first ("vara", "handen"). An accentless
    spelling such as "goteborg" counts as the place unless it is the commoner word ("are").
    """
    from wordfreq import top_n_list, zipf_frequency

    names = {name.casefold() for name in place_names}
    accented: dict[str, float] = {}
    for name in names:
        accented[fold(name)] = max(zipf_frequency(name, "sv"), accented.get(fold(name), 0.0))

    def is_place(word: str) -> bool:
        if word in ordinary_names or word in more_words:
            return False
        if word in names:
            return True
        return word.isascii() and zipf_frequency(word, "sv") < accented.get(word, 0.0)

    words = {
        word
        for language, count in (("sv", SWEDISH_WORDS), ("en", ENGLISH_WORDS))
        for word in top_n_list(language, count, wordlist="best")
        if word.isalpha() and 2 <= len(word) <= LONGEST
    }
    words.update(ordinary_names, more_words)
    kept = [
        word
        for word in words
        if not is_place(word) and not (word.endswith("s") and is_place(word[:-1]))
    ]

    def frequency(word: str) -> float:
        likely = SAID if word in more_words else 0.0
        return float(max(zipf_frequency(word, "sv"), zipf_frequency(word, "en"), likely))

    accentless = {plain(word) for word in kept if not word.isascii()} - set(kept) - set(accented)
    return sorted(kept, key=lambda word: (-frequency(word), word)) + sorted(accentless)


def compile_name_words(
    common: Sequence[str], dictionary: Collection[str], more_words: Collection[str]
) -> list[str]:
    """Those of the common words that are surnames and the like, sorted: "Edberg".

    They are frequent in newspapers but neither Swedish dictionary words nor usual in English; a
    visitor who writes nothing else has rather misspelt a place.
    """
    from wordfreq import top_n_list

    english = set(top_n_list("en", ENGLISH_WORDS, wordlist="best"))
    stems = {word for word in dictionary if len(word) >= 3}
    return sorted(
        word
        for word in common[FREQUENT:]
        if word not in more_words
        and word not in english
        and not any(word[:end] in stems for end in range(len(word), max(2, len(word) - 4), -1))
    )


def is_ordinary(name: str, dictionary: Collection[str]) -> bool:
    """Whether a name is first of all a Swedish word: "Staden", "Sina"."""
    from wordfreq import zipf_frequency

    word = name.casefold()
    return word.isalpha() and (word in dictionary or zipf_frequency(word, "sv") >= LIKELY)


def compile_rare_words(
    dictionary: Iterable[str], place_names: Iterable[str], common: Collection[str]
) -> list[str]:
    """Dictionary words too rare for `common` but within one edit of a place name, sorted."""
    names = {name.casefold() for name in place_names}
    keys = FuzzyKeys(plain(name) for name in names)
    folded = {plain(name) for name in names}
    return sorted(
        word
        for word in {word for word in dictionary if SHORTEST <= len(word) <= LONGEST}
        if word not in common
        and word.isalpha()
        and word.islower()
        and plain(word) not in folded
        and keys.like(plain(word), 1)
    )


def country_names() -> set[str]:
    """Countries, as the visitors' languages call them (CLDR)."""
    return {
        name
        for language in VISITORS_WORDS
        for name in Locale.parse(CLDR_CODES.get(language, language)).territories.values()
    }


def compile_foreign_words(matcher: PlaceMatcher, names: Collection[str]) -> list[str]:
    """The commonest words of visitors' other languages that `matcher` takes for places, sorted.

    `names` are exact keys of places as they are written: those stay places, with any ending.
    """
    from wordfreq import top_n_list

    stems = {name[:-1] for name in names if len(name) >= LONG_NAME}  # Москва, Москве

    def is_name(word: str) -> bool:
        beginnings = (word[:end] for end in range(LONG_NAME - 1, len(word)))
        return word in names or not stems.isdisjoint(beginnings)

    words = {
        word
        for language, count in VISITORS_WORDS.items()
        for word in top_n_list(language, count, wordlist="best")
        if word.isalpha() and len(word) <= LONGEST
    }
    readings = ((word, matcher.read(word)) for word in words if not is_name(name_key(word)))
    return sorted(word for word, reading in readings if reading.matches or reading.foreign)
