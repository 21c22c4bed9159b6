"""What each language has: training examples, names of errands, replies."""

from __future__ import annotations

from typing import Any

from babel import Locale

from assistant.bot.training import NLU_DATA
from assistant.replies.catalogue import LOCALE_DIR, languages
from offices_db.package import load_package


def language_rows() -> list[dict[str, Any]]:
    """One row a language, for the table of `lotsen languages`."""
    package = load_package()
    return [
        {
            "language": code,
            "name": Locale.parse(code).get_display_name(code),
            "understands": "yes" if (NLU_DATA / code).is_dir() else "no",
            "errands named": sum(name.language == code for name in package.errand_names),
            "replies": "yes" if (LOCALE_DIR / code).is_dir() else "no",
        }
        for code in languages()
    ]
