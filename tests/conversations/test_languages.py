"""Swedish and English, also within one conversation, and the same by every channel."""

from __future__ import annotations

from tests.conversations.visitor import Visitor


def test_visitor_switches_to_english_and_gets_the_last_answer_again(visitor: Visitor) -> None:
    swedish = visitor.says("jag bor i Växjö och vill ansöka om bostadsbidrag")
    english = visitor.says("in English please")
    assert english.language == "en"
    assert "nearest service office" in english.text
    assert english.office_ids == swedish.office_ids
    assert english.agency_ids == swedish.agency_ids


def test_the_language_asked_for_stays(visitor: Visitor) -> None:
    visitor.says("jag bor i Växjö, var är närmaste servicekontor?")
    visitor.says("in English please")
    assert visitor.says("address?").language == "en"
    assert visitor.says("på svenska tack").language == "sv"


def test_visitor_asks_for_the_answer_again(visitor: Visitor) -> None:
    first = visitor.says("jag bor i Uppsala, var är närmaste servicekontor?")
    again = visitor.says("kan du säga det igen?")
    assert again == first


def test_the_choices_are_offered_again(visitor: Visitor) -> None:
    asked = visitor.says("Alby")
    again = visitor.says("kan du säga det igen?")
    assert again.titles == asked.titles
    assert visitor.says("Botkyrka").office_ids[0] == "botkyrka-hallunda"


def test_visitor_writes_english_on_a_swedish_page(visitor: Visitor) -> None:
    visitor.language = "sv"
    asked = visitor.says("I am having a baby, where can I apply for parental benefit?")
    assert asked.language == "en"
    assert asked.agency_ids == ["forsakringskassan"]
    assert "Where do you live?" in asked.text


def test_one_word_does_not_switch_the_language(visitor: Visitor) -> None:
    visitor.language = "en"
    assert visitor.says("where is the nearest service office?").language == "en"
    assert visitor.says("Uppsala").language == "en"


def test_english_visitor_has_the_whole_conversation_in_english(visitor: Visitor) -> None:
    visitor.language = "en"
    answers = [
        visitor.says(text)
        for text in (
            "hello",
            "I have moved and need to register my new address, I live in Uppsala",
            "what should I bring?",
            "when does it close?",
            "do I have to book a time?",
            "thank you",
        )
    ]
    assert {answer.language for answer in answers} == {"en"}
    assert answers[1].agency_ids == ["skatteverket"]
    assert answers[1].office_ids[0] == "uppsala-city"
    assert "Bring" in answers[2].text or "bring" in answers[2].text
    assert "16" in answers[3].text or "4" in answers[3].text


def test_the_rest_channel_says_the_same(visitor: Visitor) -> None:
    conversation = (
        "hej",
        "jag vill ansöka om bostadsbidrag",
        "Alby",
        "Botkyrka",
        "när öppnar det?",
        "nej, jag menar Växjö",
        "in English please",
        "blargh frump zxcv",
        "thank you",
    )
    sender = f"rest-{visitor.sender}"
    for text in conversation:
        body = {"sender": sender, "message": text}
        messages = visitor.client.post("/webhooks/rest/webhook", json=body).json()
        answer = visitor.says(text)
        assert [m["text"] for m in messages if "text" in m] == [answer.text]
        buttons = [button for m in messages for button in m.get("buttons", [])]
        assert [button["title"] for button in buttons] == answer.titles
