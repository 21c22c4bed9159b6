"""One message through `/api/chat` beside `rasa run` + `rasa run actions`, same model, same run.

Rasa stands here twice: as it comes (`benchmarks/stock_rasa.py`), and with this project's seams,
tracker store and lock store, so that only the serving differs. Both need the project's generator of
replies, for the actions hold no sentences.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import random
import signal
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from statistics import quantiles

import httpx
import yaml
from rich.console import Console
from rich.table import Table

from assistant.bot.knowledge import prepare_database
from assistant.settings import settings
from benchmarks.bot import trained_model
from benchmarks.scoring import read_questions
from benchmarks.servers import HOST, ROOT, command, free_port, memory_mb, server, wait_until
from offices_db.database import URL_VARIABLE

QUESTIONS = ROOT / "tests" / "understanding"
ENDPOINTS = ROOT / "assistant" / "bot" / "endpoints.http.yml"
TIMEOUT_SECONDS = 60
WARM_UP = 12
CONVERSATION = 5  # messages of one sender
WIDTH = 100
P50_RATIO, START_SECONDS, MEMORY_MB = 0.5, 10.0, 900.0  # what must be reached


@dataclass(frozen=True)
class Side:
    """A server that answers messages; `body` makes the request from a sender and a text."""

    name: str
    url: str
    body: Callable[[str, str], dict[str, str]]
    milliseconds: list[float] = field(default_factory=list)

    def ask(self, client: httpx.Client, sender: str, text: str) -> float:
        """Milliseconds until the answer. Raises `httpx.HTTPError`, `ValueError` for silence."""
        started = time.perf_counter()
        answer = client.post(self.url, json=self.body(sender, text))
        elapsed = (time.perf_counter() - started) * 1000
        _check(answer)
        return elapsed


def main() -> int:
    """Print the tables; exit code 1 if a target is missed."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--messages", type=int, default=100, help="one after the other")
    parser.add_argument("--senders", type=int, default=32, help="at the same time")
    parser.add_argument("--seed", type=int, default=2026)
    options = parser.parse_args()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))  # else the servers would outlive us
    console = Console(width=WIDTH)
    texts = [q.text for q in read_questions(QUESTIONS) if q.language in settings().languages]
    random.Random(options.seed).shuffle(texts)
    warm_up, texts = texts[:WARM_UP], texts[WARM_UP:]
    sequential, concurrent = texts[: options.messages], texts[options.messages :]
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        os.environ[URL_VARIABLE] = f"sqlite:///{folder / 'lotsen.sqlite'}"
        prepare_database()
        model = trained_model()
        load = os.getloadavg()[0]
        started = time.perf_counter()
        ours, pid = stack.enter_context(_ours(folder, warm_up[0]))
        start_seconds = time.perf_counter() - started
        stock, seams = (
            stack.enter_context(_rasa(folder, model, warm_up[0], stock=stock))
            for stock in (True, False)
        )
        sides = (ours, stock, seams)
        _alternate(sides, warm_up, "warm-up")
        for side in sides:
            side.milliseconds.clear()
        _alternate(sides, sequential, "one-sender")
        elapsed, times = asyncio.run(_together(ours, concurrent, options.senders))
        memory = memory_mb(pid)
    ratio = _percentiles(ours.milliseconds)[0] / _percentiles(stock.milliseconds)[0]
    console.print(_one_sender_table(sides, ratio))
    console.print(_together_table(options.senders, times, elapsed))
    console.print(_start_table(start_seconds, memory))
    console.print(f"Load average of the machine before the run: {load:.1f}.")
    reached = ratio <= P50_RATIO and start_seconds <= START_SECONDS and memory <= MEMORY_MB
    return 0 if reached else 1


@contextmanager
def _ours(folder: Path, first_text: str) -> Iterator[tuple[Side, int]]:
    """`lotsen serve` that has answered `first_text`, and its process id."""
    port, log = free_port(), folder / "lotsen.log"
    side = Side(
        "lotsen serve, /api/chat",
        f"http://{HOST}:{port}/api/chat",
        lambda sender, text: {"sender": sender, "text": text},
    )
    arguments = [command("lotsen"), "serve", "--host", HOST, "--port", str(port)]
    with server(arguments, os.environ, log) as process, _client() as client:
        wait_until(lambda: _answers(side, client, first_text), process, log)
        yield side, process.pid


@contextmanager
def _rasa(folder: Path, model: Path, first_text: str, *, stock: bool) -> Iterator[Side]:
    """`rasa run` and `rasa run actions` that have answered `first_text` by the REST channel."""
    port, actions_port = free_port(), free_port()
    name = "stock" if stock else "seams"
    endpoints = yaml.safe_load(ENDPOINTS.read_text(encoding="utf-8"))
    endpoints["action_endpoint"]["url"] = f"http://{HOST}:{actions_port}/webhook"
    if stock:
        del endpoints["tracker_store"], endpoints["lock_store"]
    endpoints_file, credentials = folder / f"{name}.yml", folder / "credentials.yml"
    endpoints_file.write_text(yaml.safe_dump(endpoints), encoding="utf-8")
    credentials.write_text("rest:\n", encoding="utf-8")
    side = Side(
        "rasa run + rasa run actions" + ("" if stock else ", our seams and stores"),
        f"http://{HOST}:{port}/webhooks/rest/webhook",
        lambda sender, text: {"sender": sender, "message": text},
    )
    rasa = [sys.executable, "-m", "benchmarks.stock_rasa"] if stock else [command("rasa")]
    actions = [*rasa, "run", "actions", "--actions", "actions", "-p", str(actions_port)]
    agent = [
        *(*rasa, "run", "--model", str(model), "-i", HOST, "-p", str(port)),
        *("--endpoints", str(endpoints_file), "--credentials", str(credentials)),
    ]
    agent_log, actions_log = folder / f"{name}.log", folder / f"{name}-actions.log"
    with (
        server(actions, os.environ, actions_log) as actions_process,
        server(agent, os.environ, agent_log) as agent_process,
        _client() as client,
    ):
        health = f"http://{HOST}:{actions_port}/health"
        wait_until(lambda: client.get(health).is_success, actions_process, actions_log)
        wait_until(lambda: _answers(side, client, first_text), agent_process, agent_log)
        yield side


def _client() -> httpx.Client:
    return httpx.Client(timeout=TIMEOUT_SECONDS, trust_env=False)


def _answers(side: Side, client: httpx.Client, text: str) -> bool:
    """Whether the server answers at all; while it loads it refuses, or answers with an error."""
    try:
        side.ask(client, "start", text)
    except (httpx.HTTPStatusError, ValueError):
        return False
    return True


def _check(answer: httpx.Response) -> None:
    answer.raise_for_status()
    content = answer.json()
    if not (content["messages"] if isinstance(content, dict) else content):
        raise ValueError("the bot answered nothing")


def _alternate(sides: Sequence[Side], texts: Sequence[str], sender: str) -> None:
    """Each text to every side, each going first as often as the others.

    Conversations are short, as those of visitors: Rasa replays what was said at each message.
    """
    with _client() as client:
        for number, text in enumerate(texts):
            first = number % len(sides)
            for side in (*sides[first:], *sides[:first]):
                conversation = f"{sender}-{number // CONVERSATION}"
                side.milliseconds.append(side.ask(client, conversation, text))


async def _together(side: Side, texts: Sequence[str], senders: int) -> tuple[float, list[float]]:
    """Senders at the same time, each waiting for its answers. Returns seconds, milliseconds."""
    times: list[float] = []

    async def converse(client: httpx.AsyncClient, sender: str, own: Sequence[str]) -> None:
        for text in own:
            started = time.perf_counter()
            _check(await client.post(side.url, json=side.body(sender, text)))
            times.append((time.perf_counter() - started) * 1000)

    limits = httpx.Limits(max_connections=senders)
    async with httpx.AsyncClient(timeout=TIMEOUT_SECONDS, trust_env=False, limits=limits) as client:
        started = time.perf_counter()
        await asyncio.gather(
            *(converse(client, f"sender-{i}", texts[i::senders]) for i in range(senders))
        )
        return time.perf_counter() - started, times


def _percentiles(times: Sequence[float]) -> tuple[float, float, float]:
    """p50, p95 and p99."""
    cuts = quantiles(times, n=100, method="inclusive")
    return cuts[49], cuts[94], cuts[98]


def _one_sender_table(sides: Sequence[Side], ratio: float) -> Table:
    messages = len(sides[0].milliseconds)
    table = Table(
        title=f"One message at a time, {messages} to each in alternating order, ms",
        caption=f"p50 of the first beside the second: {ratio:.2f} "
        f"(target ≤ {P50_RATIO}){_mark(ratio, P50_RATIO)}",
    )
    for column in ("server", "p50", "p95", "p99"):
        table.add_column(column, justify="left" if column == "server" else "right")
    for side in sides:
        table.add_row(side.name, *(f"{ms:.1f}" for ms in _percentiles(side.milliseconds)))
    return table


def _together_table(senders: int, times: Sequence[float], elapsed: float) -> Table:
    table = Table(title=f"lotsen serve, {senders} senders at once, {len(times)} messages")
    for column in ("messages/s", "p50 ms", "p95 ms", "p99 ms"):
        table.add_column(column, justify="right")
    table.add_row(f"{len(times) / elapsed:.0f}", *(f"{ms:.0f}" for ms in _percentiles(times)))
    return table


def _start_table(seconds: float, memory: float) -> Table:
    table = Table(title="lotsen serve with a trained model")
    for column in ("what", "target", "measured"):
        table.add_column(column, justify="left" if column == "what" else "right")
    table.add_row(
        "start of the process to its first answer",
        f"≤ {START_SECONDS:.0f} s",
        f"{seconds:.1f} s{_mark(seconds, START_SECONDS)}",
    )
    table.add_row(
        "resident memory after all messages",
        f"≤ {MEMORY_MB:.0f} MB",
        f"{memory:.0f} MB{_mark(memory, MEMORY_MB)}",
    )
    return table


def _mark(value: float, limit: float) -> str:
    return "" if value <= limit else " ✗"


if __name__ == "__main__":
    sys.exit(main())
