"""Servers as child processes on loopback: started, waited for, weighed and ended. Linux only."""

from __future__ import annotations

import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

import httpx

HOST = "127.0.0.1"
ROOT = Path(__file__).parents[1]
START_SECONDS = 120
STOP_SECONDS = 15
POLL_SECONDS = 0.05


class ServerFailed(Exception):
    """A server ended, or did not answer in time; the message holds the end of its log."""


def command(name: str) -> str:
    """The path of a command of this environment, such as `rasa`."""
    return str(Path(sys.executable).with_name(name))


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        port: int = probe.getsockname()[1]
        return port


@contextmanager
def server(
    arguments: Sequence[str], environment: Mapping[str, str], log: Path
) -> Iterator[subprocess.Popen[bytes]]:
    """A child process, ended by its own id. Its output goes to `log`."""
    with log.open("wb") as output:
        process = subprocess.Popen(
            arguments, cwd=ROOT, env=environment, stdout=output, stderr=subprocess.STDOUT
        )
        try:
            yield process
        finally:
            process.terminate()
            try:
                process.wait(STOP_SECONDS)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def wait_until(answers: Callable[[], bool], process: subprocess.Popen[bytes], log: Path) -> None:
    """Try until `answers`. Raises `ServerFailed` where the process ends or takes too long."""
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        if process.poll() is not None:
            break
        try:
            if answers():
                return
        except httpx.TransportError:
            pass
        time.sleep(POLL_SECONDS)
    tail = log.read_text(encoding="utf-8", errors="replace")[-2000:]
    raise ServerFailed(f"{process.args!r} does not answer:\n{tail}")


def memory_mb(pid: int) -> float:
    """Resident memory of a process and all below it, in MB (10^6 bytes)."""
    return sum(_resident_kib(each) for each in _tree(pid)) * 1024 / 1e6


def _tree(pid: int) -> Iterator[int]:
    yield pid
    for children in Path(f"/proc/{pid}/task").glob("*/children"):
        for child in children.read_text().split():
            yield from _tree(int(child))


def _resident_kib(pid: int) -> int:
    for line in Path(f"/proc/{pid}/status").read_text().splitlines():
        if line.startswith("VmRSS:"):
            return int(line.split()[1])
    return 0
