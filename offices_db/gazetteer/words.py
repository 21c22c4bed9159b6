"""Compiles the ordinary words that are never taken for misspelt places. Build time only."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from offices_db.places.normalise import fold

SWEDISH_WORDS = 40_000
ENGLISH_WORDS = 15_000
LONGEST = 16  # no place name of one word is as long


def compile_words(place_names: Iterable[str], ordinary_names: Collection[str]) -> list[str]:
    """The commonest Swedish and English words, without names of places, sorted.

    Names in `ordinary_names` stay: they are words first ("vara", "handen"). An accentless
    spelling such as "goteborg" counts as the place unless it is the commoner word ("are").
    """
    from wordfreq import top_n_list, zipf_frequency

    names = {name.casefold() for name in place_names}
    accented: dict[str, float] = {}
    for name in names:
        frequency = max(zipf_frequency(name, "sv"), accented.get(fold(name), 0.0))
        accented[fold(name)] = frequency

    def is_place(word: str) -> bool:
        if word in ordinary_names:
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
    words.update(ordinary_names)
    return sorted(
        word
        for word in words
        if not is_place(word) and not (word.endswith("s") and is_place(word[:-1]))
    )
