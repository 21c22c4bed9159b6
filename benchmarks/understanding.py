"""How well the bot understands labelled questions: `python -m benchmarks.understanding`."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from pathlib import Path

from rich.console import Console
from rich.progress import track
from rich.table import Table

from assistant.logs import configure_logs
from assistant.settings import settings
from benchmarks.bot import running_bot
from benchmarks.scoring import (
    AGENCY,
    INTENT,
    MEASURES,
    OUT_OF_SCOPE_ANSWERED,
    Asked,
    Measure,
    Share,
    ask_all,
    read_questions,
)

QUESTIONS = Path(__file__).parents[1] / "tests" / "understanding"
WIDTH = 110


def main() -> int:
    """Print the tables; exit code 1 if a target is missed."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split(":")[0])
    parser.add_argument("--set", type=Path, default=QUESTIONS, help="folder with <language>.yml")
    parser.add_argument("--json", type=Path, help="write the figures to this file")
    parser.add_argument("--errors", type=Path, help="write what went wrong, one JSON a line")
    options = parser.parse_args()
    configure_logs("error")
    questions = [q for q in read_questions(options.set) if q.language in settings().languages]
    with running_bot() as bot:
        waiting = track(
            ask_all(bot, questions),
            total=len(questions),
            description="Asking",
            console=Console(stderr=True),
            transient=True,
        )
        asked = list(waiting)
    console = Console(width=WIDTH)
    console.print(language_table(asked))
    console.print(style_table(asked))
    if options.json:
        figures = json.dumps(list(_figures(asked)), ensure_ascii=False, indent=2)
        options.json.write_text(figures + "\n", encoding="utf-8")
    if options.errors:
        options.errors.write_text("".join(_errors(asked)), encoding="utf-8")
    return 0 if all(figure["reached"] for figure in _figures(asked)) else 1


def language_table(asked: Sequence[Asked]) -> Table:
    """One row a measure, one column a language."""
    by_language = _groups(asked, "language")
    table = Table(
        title=f"Understanding, {len(asked)} questions",
        caption="Hits of counted questions, and Wilson's 95 % interval.",
    )
    for column in ("what", "target", *by_language):
        table.add_column(column, justify="left" if column == "what" else "right")
    for measure in MEASURES:
        table.add_row(
            measure.name,
            _target(measure),
            *(_cell(measure, measure.share(group)) for group in by_language.values()),
        )
    return table


def style_table(asked: Sequence[Asked]) -> Table:
    """One row a way of writing, all languages together."""
    table = Table(title="By style, all languages")
    measures = (INTENT, AGENCY, OUT_OF_SCOPE_ANSWERED)
    for column in ("style", *(measure.name for measure in measures)):
        table.add_column(column, justify="left" if column == "style" else "right")
    for style, group in sorted(_groups(asked, "style").items()):
        shares = (measure.share(group) for measure in measures)
        table.add_row(style, *(_written(share) for share in shares))
    return table


def _groups(asked: Sequence[Asked], attribute: str) -> dict[str, list[Asked]]:
    groups: dict[str, list[Asked]] = {}
    for question, answer in asked:
        groups.setdefault(getattr(question, attribute), []).append((question, answer))
    return groups


def _target(measure: Measure) -> str:
    if measure.target is None:
        return ""
    return f"{'≤' if measure.at_most else '≥'} {measure.target:.0%}"


def _cell(measure: Measure, share: Share) -> str:
    missed = share.total and not measure.is_reached(share)
    return _written(share) + (" ✗" if missed else "")


def _written(share: Share) -> str:
    if not share.total:
        return "–"
    low, high = share.interval
    return f"{share.value:.1%} ({share.hits}/{share.total}; {low:.0%}–{high:.0%})"


def _figures(asked: Sequence[Asked]) -> Iterable[dict[str, object]]:
    for language, group in _groups(asked, "language").items():
        for measure in MEASURES:
            share = measure.share(group)
            yield {
                "language": language,
                "measure": measure.name,
                **asdict(share),
                "share": share.value if share.total else None,
                "interval": share.interval,
                "target": measure.target,
                "reached": not share.total or measure.is_reached(share),
            }


def _errors(asked: Iterable[Asked]) -> Iterable[str]:
    for question, answer in asked:
        wrong = [
            measure.name
            for measure in (INTENT, AGENCY, OUT_OF_SCOPE_ANSWERED)
            if measure.judge(question, answer) is measure.at_most
        ]
        if wrong:
            row = {
                "wrong": wrong,
                "language": question.language,
                "style": question.style,
                "text": question.text,
                "intents": sorted(question.intents),
                "agencies": sorted(question.agencies),
                "understood": answer.intent,
                "agencies_shown": answer.agencies,
                "choices": answer.choices,
            }
            yield json.dumps(row, ensure_ascii=False) + "\n"


if __name__ == "__main__":
    sys.exit(main())
