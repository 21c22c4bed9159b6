"""Training from nothing, into a folder that is thrown away: `python -m benchmarks.training_time`.

Nothing of an earlier training is used; the examples' compiled vectors come with the project.
"""

from __future__ import annotations

import os
import resource
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from rich.console import Console
from rich.table import Table

from assistant.logs import configure_logs

LIMIT_SECONDS = 180.0
SHOWN_FROM_SECONDS = 0.5
WIDTH = 100


def main() -> int:
    """Print the table; exit code 1 if training takes too long."""
    configure_logs("error")
    started = time.perf_counter()
    from assistant.bot.training import train_model  # here, for importing Rasa is counted

    imported = time.perf_counter()
    with tempfile.TemporaryDirectory() as folder, _timed_stages() as stages:
        os.environ["LOTSEN_MODEL_DIR"] = folder
        model = train_model()
        size = model.stat().st_size / 1e6
    total = time.perf_counter() - started
    shown = {name: seconds for name, seconds in stages.items() if seconds >= SHOWN_FROM_SECONDS}
    rows = {"importing Rasa": imported - started, **shown}
    rows["everything else"] = total - sum(rows.values())
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024 / 1e6
    table = Table(
        title="Training from nothing",
        caption=f"model {size:.1f} MB, peak memory {peak:.0f} MB (10^6 bytes)",
    )
    for column in ("stage", "seconds", "target"):
        table.add_column(column, justify="left" if column == "stage" else "right")
    for name, seconds in rows.items():
        table.add_row(name, f"{seconds:.1f}")
    reached = total <= LIMIT_SECONDS
    table.add_section()
    mark = "" if reached else " ✗"
    table.add_row("total", f"{total:.1f}{mark}", f"≤ {LIMIT_SECONDS:.0f}")
    Console(width=WIDTH).print(table)
    return 0 if reached else 1


@contextmanager
def _timed_stages() -> Iterator[dict[str, float]]:
    """Seconds by node of Rasa's training graph, in the order in which they ended."""
    from rasa.engine.graph import GraphNode

    seconds: dict[str, float] = defaultdict(float)
    run: Callable[..., Any] = GraphNode.__call__

    def timed(node: GraphNode, *inputs: Any) -> Any:
        started = time.perf_counter()
        try:
            return run(node, *inputs)
        finally:
            seconds[_stage(node._node_name)] += time.perf_counter() - started

    GraphNode.__call__ = timed
    try:
        yield seconds
    finally:
        GraphNode.__call__ = run


def _stage(node: str) -> str:
    """The step and component of a graph node, as "train ErrandRanker"."""
    step, _, component = node.partition("_")
    return f"{step} {component.rsplit('.', 1)[-1].rstrip('0123456789')}"


if __name__ == "__main__":
    sys.exit(main())
