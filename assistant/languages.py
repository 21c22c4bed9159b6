"""What each language has: training examples, names of errands, replies, a reviewer."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from assistant.replies.languages import base_language, direction, language, languages

NLU_DATA = Path(__file__).resolve().parents[1] / "nlu_data"


def language_rows() -> list[dict[str, Any]]:
    """One row a language, for `lotsen languages` and GET /api/languages."""
    return [
        {
            "language": code,
            "name": language(code).name,
            "direction": direction(code),
            "understands": (NLU_DATA / base_language(code) / "errands").is_dir(),
            "replies": True,
            "voice": None,
            "reviewed_by": language(code).reviewed_by,
        }
        for code in languages()
    ]
