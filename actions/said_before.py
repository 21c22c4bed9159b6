"""Saying again what was said: as it was, in another language, in easier words, or further back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from actions.reply import SUBJECT, Reply
from actions.skill import Skill
from actions.turn import PLAIN_FORM, EarlierReply, Turn

BACK = "back"
SHORTER = "shorter"
GIST = 2  # sentences of the short form, beside how sure we are


class ActionRepeat(Skill):
    """Answers `repeat`: the last reply again, in the language now spoken."""

    def name(self) -> str:
        return "action_repeat"

    def answer(self, turn: Turn) -> Reply:
        return _last_again(turn)


class ActionChangeLanguage(Skill):
    """Answers `change_language`: the last reply again in the language asked for."""

    def name(self) -> str:
        return "action_change_language"

    def answer(self, turn: Turn) -> Reply:
        wanted = turn.wanted_language
        if wanted is None:
            return Reply(turn).say("which_language").remember(question=turn.question)
        return _last_again(replace(turn, language=wanted))


class ActionSimplify(Skill):
    """Answers `simplify`: the plain form of the language where it has one, else a shorter reply."""

    def name(self) -> str:
        return "action_simplify"

    def answer(self, turn: Turn) -> Reply:
        plain = PLAIN_FORM.get(turn.language)
        if plain:
            return _last_again(replace(turn, language=plain))
        parts = _parts(turn.earlier[-1].said) if turn.earlier else []
        gist = parts[:GIST] + [p for p in parts[GIST:] if p["response"].startswith("certainty_")]
        if len(gist) == len(parts):
            return Reply(turn).say("cannot_shorten").remember(question=turn.question)
        reply = Reply(turn).say(SHORTER)
        return _say(reply, {**turn.earlier[-1].said, "parts": gist}).remember(
            question=turn.question
        )


class ActionGoBack(Skill):
    """Answers `go_back`: the reply before the last one, and what the conversation knew then."""

    def name(self) -> str:
        return "action_go_back"

    def answer(self, turn: Turn) -> Reply:
        path: list[EarlierReply] = []
        for earlier in turn.earlier:
            if earlier.said["parts"][0]["response"] == BACK:
                path = path[:-1]
            else:
                path.append(earlier)
        reply = Reply(turn)
        if len(path) < 2:
            return reply.say("nothing_to_go_back_to")
        before = path[-2]
        state = {name: before.slots.get(name) for name in (*SUBJECT, "question")}
        return _say(reply.say(BACK), before.said).remember(**state)


def _last_again(turn: Turn) -> Reply:
    reply = Reply(turn)
    if not turn.earlier:
        return reply.say("greet")
    return _say(reply, turn.earlier[-1].said).remember(question=turn.question)


def _say(reply: Reply, said: Mapping[str, Any]) -> Reply:
    for part in _parts(said):
        reply.say(part["response"], **part["values"])
    reply.show_offices(said.get("offices") or []).show_agencies(said.get("agencies") or [])
    return reply.offer(said.get("choices") or [])


def _parts(said: Mapping[str, Any]) -> list[dict[str, Any]]:
    """What was said, without the words that led up to it."""
    return [part for part in said["parts"] if part["response"] not in (BACK, SHORTER)]
