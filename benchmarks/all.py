"""Run every benchmark of docs/benchmarks.md: `python -m benchmarks.all [--write FILE]`.

The page says what is run: each pair of comments "begin MODULE" and "end MODULE" holds what that
module printed last.
"""

from __future__ import annotations

import argparse
import os
import re
import subprocess
import sys
from datetime import datetime
from pathlib import Path

from benchmarks.machine import STOCKHOLM

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "benchmarks.md"
TIMEOUT_SECONDS = 1800
SECTION = re.compile(r"(<!-- begin (benchmarks\.\w+) -->\n).*?(<!-- end \2 -->)", re.DOTALL)


def main() -> int:
    """Exit code 1 if a target is missed or a benchmark failed; a failed one changes nothing."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--write", type=Path, metavar="FILE", help="replace the tables of FILE")
    parser.add_argument("--only", nargs="+", metavar="MODULE", help="only these")
    options = parser.parse_args()
    page = (options.write or PAGE).read_text(encoding="utf-8")
    modules = [match[2] for match in SECTION.finditer(page)]
    unknown = set(options.only or ()) - set(modules)
    if unknown:
        parser.error(f"not in the page: {', '.join(sorted(unknown))}")
    exit_code = 0
    for module in options.only or modules:
        sys.stderr.write(f"{module} …\n")
        result = _run(module)
        exit_code = max(exit_code, min(result.returncode, 1))
        if not result.stdout:
            sys.stderr.write(f"{module} failed:\n{result.stderr[-2000:]}\n")
        elif options.write:
            page = with_section(options.write.read_text(encoding="utf-8"), module, result.stdout)
            options.write.write_text(page, encoding="utf-8")
        else:
            sys.stdout.write(result.stdout)
    return exit_code


def with_section(page: str, module: str, printed: str) -> str:
    """`page` with the section of `module` replaced by what it printed today."""
    today = datetime.now(STOCKHOLM).date().isoformat()
    lines = "\n".join(line.rstrip() for line in printed.rstrip().splitlines())
    content = f"Measured {today}:\n\n```text\n{lines}\n```\n"
    return SECTION.sub(
        lambda match: f"{match[1]}{content}{match[3]}" if match[2] == module else match[0], page
    )


def _run(module: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "NO_COLOR": "1", "TERM": "dumb", "PYTHONIOENCODING": "utf-8"}
    return subprocess.run(
        [sys.executable, "-m", module],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=TIMEOUT_SECONDS,
        check=False,
    )


if __name__ == "__main__":
    sys.exit(main())
