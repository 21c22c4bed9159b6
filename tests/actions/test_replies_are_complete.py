"""Every response that an action names is in every catalogue, with the values it needs."""

from __future__ import annotations

import ast
import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from string import Formatter
from typing import get_args

import pytest
from babel.messages.pofile import read_po

import actions
from assistant.replies.languages import LOCALE_DIR, languages
from offices_db.models import Booking, Confidence
from offices_db.register import AreaKind

MODULES = sorted(Path(actions.__file__).parent.glob("*.py"))
ALWAYS_GIVEN = {"page", "usual_hours", "languages"}  # see assistant/replies/sentences.py
# what stands in the braces of a response's name
FIELDS = {
    "office.confidence": get_args(Confidence),
    "errand.booking": tuple(set(get_args(Booking)) - {"none"}),  # "none" needs no sentence
    "kind": get_args(AreaKind),
}

Function = ast.FunctionDef | ast.Module


@dataclass(frozen=True)
class Said:
    """One response named in the source, and the names of the values given with it."""

    response: str
    values: frozenset[str]
    where: str


def _said(path: Path) -> Iterator[Said]:
    module = ast.parse(path.read_text("utf-8"))
    functions = [node for node in ast.walk(module) if isinstance(node, ast.FunctionDef)]
    for function in functions:
        for call in ast.walk(function):
            if (
                isinstance(call, ast.Call)
                and isinstance(call.func, ast.Attribute)
                and call.func.attr == "say"
            ):
                where = f"{path.name}:{call.lineno}"
                values = frozenset(k.arg for k in call.keywords if k.arg)
                if any(k.arg is None for k in call.keywords):
                    continue  # a reply said again
                names = set(_names(call.args[0], [function, module]))
                assert names, f"{where}: no response name can be read here"
                yield from (Said(name, values, where) for name in sorted(names))


def _names(node: ast.expr, scopes: list[Function]) -> Iterator[str]:
    """Every string that an expression may be, as far as the source says."""
    match node:
        case ast.Constant(value=str(text)):
            yield text
        case ast.IfExp():
            yield from _names(node.body, scopes)
            yield from _names(node.orelse, scopes)
        case ast.JoinedStr():
            parts = [tuple(_part(part, scopes)) for part in node.values]
            yield from map("".join, itertools.product(*parts))
        case ast.Dict():
            yield from (n for value in node.values for n in _names(value, scopes))
        case ast.Set():
            yield from (n for value in node.elts for n in _names(value, scopes))
        case ast.Subscript():
            yield from _names(node.value, scopes)
        case ast.Call(func=ast.Attribute(value=source, attr="get"), args=[_, *default]):
            yield from _names(source, scopes)
            yield from (n for value in default for n in _names(value, scopes))
        case ast.Call(func=ast.Name(id="frozenset"), args=[source]):
            yield from _names(source, scopes)
        case ast.Name(id=name):
            for value in _assigned(name, scopes):
                yield from _names(value, scopes)
        case ast.Attribute(attr="intent"):
            yield from _names(ast.Name("SMALL_TALK"), scopes)


def _part(part: ast.expr, scopes: list[Function]) -> Iterator[str]:
    if isinstance(part, ast.FormattedValue):
        known = FIELDS.get(ast.unparse(part.value))
        yield from known if known else _names(part.value, scopes)
    else:
        yield from _names(part, scopes)


def _assigned(name: str, scopes: list[Function]) -> list[ast.expr]:
    for scope in scopes:
        found = [
            node.value
            for node in ast.walk(scope)
            if isinstance(node, ast.Assign)
            and any(isinstance(t, ast.Name) and t.id == name for t in node.targets)
        ]
        if found:
            return found
    return []


def _catalogue(language: str) -> dict[str, set[str]]:
    """Placeholders of each response in one language."""
    catalogue: dict[str, set[str]] = {}
    for path in sorted((LOCALE_DIR / language / "LC_MESSAGES").glob("*.po")):
        with path.open("rb") as file:
            for message in read_po(file, locale=language):
                forms = message.string if isinstance(message.string, tuple) else (message.string,)
                key = message.id[0] if isinstance(message.id, tuple) else message.id
                catalogue[key] = {
                    name for form in forms for _, name, _, _ in Formatter().parse(form) if name
                }
    return catalogue


SAID = [said for path in MODULES for said in _said(path)]


def test_should_find_the_responses_in_the_source() -> None:
    """A guard for the reader of the source above."""
    names = {said.response for said in SAID}
    assert {"greet", "nearest_office_near_position", "certainty_inferred_undated"} <= names
    assert {"no_office_in_fa_region", "sorry", "booking_sometimes"} <= names


@pytest.mark.parametrize("language", languages())
def test_should_have_every_response_in_every_language(language: str) -> None:
    catalogue = _catalogue(language)
    assert [f"{s.where} {s.response}" for s in SAID if s.response not in catalogue] == []


@pytest.mark.parametrize("language", languages())
def test_should_give_every_value_that_a_sentence_needs(language: str) -> None:
    catalogue = _catalogue(language)
    missing = [
        f"{said.where} {said.response} {sorted(lacking)}"
        for said in SAID
        if (lacking := catalogue.get(said.response, set()) - said.values - ALWAYS_GIVEN)
    ]
    assert missing == []


def test_should_not_keep_sentences_that_nobody_says() -> None:
    named = {
        constant.value
        for folder in ("actions", "assistant")
        for path in (LOCALE_DIR.parents[2] / folder).rglob("*.py")
        for constant in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(constant, ast.Constant) and isinstance(constant.value, str)
    } | {said.response for said in SAID}
    path = LOCALE_DIR / "sv" / "LC_MESSAGES" / "replies.po"
    with path.open("rb") as file:
        keys = {m.id[0] if isinstance(m.id, tuple) else m.id for m in read_po(file) if m.id}
    offered = {key for key in keys if key.startswith("choice_")}
    assert keys - named - offered == set()


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.name)
def test_should_hold_no_word_that_a_visitor_reads(path: Path) -> None:
    module = ast.parse(path.read_text("utf-8"))
    described = (ast.Module, ast.ClassDef, ast.FunctionDef)
    docstrings = {
        id(node.body[0].value)
        for node in ast.walk(module)
        if isinstance(node, described) and isinstance(node.body[0], ast.Expr)
    }
    words = [
        node.value
        for node in ast.walk(module)
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and id(node) not in docstrings
        and re.search(r"[^\W\d_]\s+[^\W\d_]|[^\x00-\x7f]", node.value)
    ]
    assert words == []
