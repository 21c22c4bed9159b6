"""The `lotsen` command."""

from __future__ import annotations

import assistant.quiet  # noqa: F401  before anything imports TensorFlow or Rasa

import json
import secrets
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Annotated, Any

import typer
from pydantic import ValidationError
from rich.console import Console
from rich.table import Table

from assistant.logs import configure_logs
from assistant.settings import settings
from offices_db.errors import OfficesError

if TYPE_CHECKING:
    from assistant.bot.runtime import BotRuntime

app = typer.Typer(
    help="Lotsen: a guide to Sweden's state service offices.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
)
offices_app = typer.Typer(help="The register of offices.", no_args_is_help=True)
app.add_typer(offices_app, name="offices")

out = Console()
err = Console(stderr=True)

Language = Annotated[str | None, typer.Option("--language", "-l", help="Language code, e.g. sv.")]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON.")]


def main() -> None:
    """Run the command; errors of ours become one readable line and exit code 1."""
    try:
        configure_logs(settings().log_level)
        app()
    except OfficesError as error:
        _fail(error.code, str(error))
    except ValidationError as error:
        _fail("invalid_settings", str(error))
    except Exception as error:
        code = getattr(error, "code", None)
        if not isinstance(code, str):
            raise
        _fail(code, str(error))


@app.command()
def serve(
    host: Annotated[str | None, typer.Option(help="Address to listen on.")] = None,
    port: Annotated[int | None, typer.Option(help="Port to listen on.")] = None,
) -> None:
    """Prepare everything, then open the chat page and the API."""
    import uvicorn

    from assistant.server import create_server_app

    model = prepare()
    host, port = host or settings().host, port or settings().port
    err.print(f"Lotsen is on [bold]http://{host}:{port}[/bold]  (stop with Ctrl-C)")
    uvicorn.run(
        create_server_app(model),
        host=host,
        port=port,
        ws="none",  # Rasa holds websockets at a release that uvicorn no longer takes
        log_level=settings().log_level,
        access_log=False,  # addresses carry what visitors search for
    )


@app.command()
def ask(text: str, language: Language = None, as_json: AsJson = False) -> None:
    """Ask one question, as a visitor would."""
    with _bot() as bot:
        sender = secrets.token_urlsafe(12)
        reply = bot.respond_now(sender, text, language)
        if as_json:
            answer = {
                "sender": sender,
                "language": reply.language,
                "direction": reply.direction,
                "messages": reply.messages,
            }
            print(json.dumps(answer, ensure_ascii=False, indent=2))
            return
        for message in reply.messages:
            print(message["text"])
            for number, choice in enumerate(message["choices"], start=1):
                print(f"  {number}. {choice['title']}")


@app.command()
def shell() -> None:
    """Talk with the bot in Rasa's own shell."""
    from rasa.__main__ import main as rasa_main

    from assistant.bot.runtime import ENDPOINTS

    model = prepare()
    sys.argv = [
        *("rasa", "shell", "--model", str(model), "--endpoints", str(ENDPOINTS)),
        *("-i", "127.0.0.1", "-p", str(_free_port())),
    ]
    rasa_main()


@app.command()
def train() -> None:
    """Train the model anew."""
    from assistant.bot.training import train_model

    err.print(f"Trained: {train_model()}")


@app.command()
def explain(text: str, as_json: AsJson = False) -> None:
    """Show how a text is understood: language, intent, errands, places, nearest offices."""
    from assistant.explanation import explanation

    with _bot() as bot:
        explained = explanation(bot.parse(text), text)
    if as_json:
        print(json.dumps(explained, ensure_ascii=False, indent=2))
        return
    for title, rows in explained.items():
        _print_table(title, rows)


@app.command()
def languages() -> None:
    """What each language has."""
    from assistant.languages import language_rows

    _print_table("Languages", language_rows())


@app.command()
def doctor() -> None:
    """Check that everything Lotsen needs is in place; exit code 1 where something is not."""
    from assistant.doctor import checks

    rows = [
        {"check": c.name, "result": "ok" if c.ok else "fails", "note": c.note} for c in checks()
    ]
    _print_table("Doctor", rows)
    if any(row["result"] == "fails" for row in rows):
        raise typer.Exit(1)


@offices_app.command("list")
def offices_list(
    county: Annotated[str | None, typer.Option(help="Only this county.")] = None,
    as_json: AsJson = False,
) -> None:
    """All offices of the register."""
    from assistant.queries import RegisterQueries

    prepare_register()
    queries = RegisterQueries(lambda _: [])
    cards = queries.offices(None, None, None, None, None, county, None)
    if as_json:
        print(json.dumps(cards, ensure_ascii=False, indent=2))
        return
    columns = (
        "id",
        "name",
        "county",
        "status",
        "address",
        "opening_hours",
        "confidence",
        "checked_on",
    )
    _print_table("Offices", [{column: card[column] for column in columns} for card in cards])


@offices_app.command("check")
def offices_check() -> None:
    """Validate the data package; names file, row and column of every problem."""
    from offices_db.package import load_package

    package = load_package()
    print(
        f"{len(package.offices)} offices, {len(package.agencies)} agencies and "
        f"{len(package.errands)} errands are valid (version {package.version})."
    )


def prepare() -> Any:
    """Register and model, made where they are missing or old. Returns the model's path."""
    from assistant.bot.training import current_model, remove_other_models, train_model

    prepare_register()
    model = current_model()
    if not model.is_file():
        with err.status("Training the model. This takes about two minutes …"):
            train_model()
        remove_other_models(keep=model)
    return model


def prepare_register() -> None:
    from assistant.bot.knowledge import prepare_database

    with err.status("Preparing the register …"):
        if prepare_database():
            err.print("The register is ready.")


@contextmanager
def _bot() -> Iterator[BotRuntime]:
    from assistant.bot.runtime import BotRuntime

    bot = BotRuntime(prepare())
    bot.start()
    try:
        yield bot
    finally:
        bot.stop()


def _free_port() -> int:
    """Rasa's shell starts a server, and ends without a word where its port is taken."""
    import socket

    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _print_table(title: str, rows: list[dict[str, Any]]) -> None:
    if not rows:
        return
    table = Table(title=title, title_justify="left")
    for column in rows[0]:
        table.add_column(column)
    for row in rows:
        table.add_row(*map(_cell, row.values()))
    out.print(table)


def _cell(value: object) -> str:
    words = {None: "–", True: "yes", False: "no"}
    return words[value] if value is None or isinstance(value, bool) else str(value)


def _fail(code: str, message: str) -> None:
    err.print(f"[bold red]{code}[/bold red]: {message}", highlight=False)
    raise SystemExit(1)
