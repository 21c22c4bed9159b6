"""Runs custom actions in this process, behind the interface of Rasa's action endpoint."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from rasa.utils.endpoints import EndpointConfig
from rasa_sdk.executor import ActionExecutor

IN_PROCESS = "in-process"


class InProcessActions(EndpointConfig):
    """Calls `rasa_sdk`'s executor directly instead of an action server."""

    def __init__(self) -> None:
        super().__init__(url=IN_PROCESS)
        self._executor = ActionExecutor()
        self._executor.register_package("actions")

    @classmethod
    @lru_cache(maxsize=1)
    def shared(cls) -> InProcessActions:
        """One executor a process."""
        return cls()

    async def request(self, method: str = "post", **kwargs: Any) -> dict[str, Any] | None:
        """Run the action that `json` names. Raises `ActionNotFoundException`."""
        result: dict[str, Any] | None = await self._executor.run(kwargs["json"])
        return result
