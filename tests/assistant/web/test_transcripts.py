"""How long, and how much, the page remembers."""

from __future__ import annotations

from assistant.web.transcripts import Transcripts, Turn


class Clock:
    """Time that passes when told to."""

    now = 0.0

    def __call__(self) -> float:
        return self.now


def turn(text: str) -> Turn:
    return Turn(text=text, language="sv", messages=())


def test_should_forget_a_conversation_after_an_hour_of_silence() -> None:
    clock = Clock()
    transcripts = Transcripts(keep_seconds=3600, clock=clock)
    transcripts.add("anna", turn("hej"))
    clock.now = 3500
    transcripts.add("anna", turn("igen"))
    clock.now = 7000
    assert [said.text for said in transcripts.turns("anna")] == ["hej", "igen"]
    clock.now = 7101
    assert transcripts.turns("anna") == ()


def test_should_keep_the_latest_turns_of_the_latest_conversations() -> None:
    transcripts = Transcripts(conversations=2, turns=2)
    for text in ("1", "2", "3"):
        transcripts.add("anna", turn(text))
    transcripts.add("bo", turn("hej"))
    assert [said.text for said in transcripts.turns("anna")] == ["2", "3"]
    transcripts.add("cim", turn("hej"))
    assert transcripts.turns("anna") == ()
    assert transcripts.turns("bo")
