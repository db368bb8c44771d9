"""The output parser, with LangChain's own package."""

import asyncio
import datetime
import json

import pytest

pytest.importorskip("langchain_core", reason="langchain-core is not installed")

import pydantic
from langchain_core.exceptions import OutputParserException
from langchain_core.language_models import FakeListChatModel, GenericFakeChatModel
from langchain_core.messages import AIMessage, AIMessageChunk
from langchain_core.outputs import ChatGeneration, Generation

import proxy_sdks as played
from adhere.langchain import AdhereOutputParser


class Weather(pydantic.BaseModel):
    city: str
    days: int


def test_a_broken_text_becomes_the_value():
    for schema, wanted in ((played.PARAMETERS, played.WANTED), (Weather, Weather(**played.WANTED))):
        parser = AdhereOutputParser(schema)
        chain = FakeListChatModel(responses=["<think>?</think>{'city': 'Paris', 'days': '3',}"]) | parser
        assert chain.invoke("x") == wanted
        assert asyncio.run(chain.ainvoke("x")) == wanted
        # A streamed message is judged when it is whole.
        assert list(chain.stream("x")) == [wanted]
        assert chain.batch(["x", "y"]) == [wanted, wanted]
    assert parser.parse("{city: 'Paris', days: 3}") == Weather(**played.WANTED)
    assert '"days"' in parser.get_format_instructions()
    assert AdhereOutputParser().parse("[1, 2,]") == [1, 2]


@pytest.mark.parametrize("text", [played.QUIRKS[name] for name in played.HOPELESS] + ["Hello"])
def test_what_cannot_be_mended_raises(text):
    chain = FakeListChatModel(responses=[text]) | AdhereOutputParser(Weather)
    for ask in (chain.invoke, lambda x: list(chain.stream(x)), lambda x: asyncio.run(chain.ainvoke(x))):
        with pytest.raises(OutputParserException) as raised:
            ask("x")
        assert raised.value.llm_output == text
        assert raised.value.observation == raised.value.__cause__.judgement.feedback
        assert raised.value.send_to_llm and "Answer again" in raised.value.observation


def test_what_was_cut_off_is_no_value():
    message = AIMessage('{"city": "Paris", "days": 3', response_metadata={"finish_reason": "length"})
    for tier in ("safe", "guess"):
        with pytest.raises(OutputParserException) as raised:
            AdhereOutputParser(Weather, repair="lossless" if tier == "safe" else tier,
                               deny=["close-truncated"]).invoke(message)
        assert raised.value.__cause__.judgement.outcome == "truncated"
    for told in ({"stopReason": "max_tokens"},
                 {"status": "incomplete", "incomplete_details": {"reason": "max_output_tokens"}}):
        with pytest.raises(OutputParserException):
            AdhereOutputParser({"type": "integer"}).invoke(AIMessage("12", response_metadata=told))
    generation = Generation(text='{"a": 1', generation_info={"finish_reason": "length"})
    with pytest.raises(OutputParserException):
        AdhereOutputParser().parse_result([generation])


def test_a_request_is_no_schema():
    with pytest.raises(TypeError, match="the schema or the tools"):
        AdhereOutputParser(request={"tools": played.TOOLS})


def test_a_strict_model_takes_what_its_json_says():
    class Day(pydantic.BaseModel):
        model_config = {"strict": True}
        d: datetime.date

    assert AdhereOutputParser(Day).parse("{d: '2024-01-02'}").d == datetime.date(2024, 1, 2)


def test_a_custom_call_is_one():
    message = AIMessage("", additional_kwargs={"tool_calls": [
        {"id": "c", "type": "custom", "custom": {"name": "run", "input": "ls"}}]})
    with pytest.raises(OutputParserException):
        AdhereOutputParser(tools=played.TOOLS).invoke(message)


def test_what_a_model_validates_beyond_its_schema():
    class Even(pydantic.BaseModel):
        n: int

        @pydantic.field_validator("n")
        def even(cls, n):
            assert n % 2 == 0, "must be even"
            return n

    assert AdhereOutputParser(Even).parse("{n: 2}").n == 2
    with pytest.raises(OutputParserException, match="must be even"):
        AdhereOutputParser(Even).parse("{n: 3}")


def called(arguments, id="c1"):
    return {"id": id, "type": "function", "function": {"name": "get_weather", "arguments": arguments}}


def messages(arguments):
    """One answer in the forms in which LangChain's packages give it."""
    try:
        yield AIMessage("", additional_kwargs={"tool_calls": [called(arguments)]})
    except pydantic.ValidationError:
        # LangChain makes no message of arguments that are JSON and no object.
        assert isinstance(json.loads(arguments), str)
    half = len(arguments) // 2
    parts = [
        AIMessageChunk("", tool_call_chunks=[{
            "name": name, "args": args, "id": id, "index": 0, "type": "tool_call_chunk"}])
        for name, args, id in (("get_weather", arguments[:half], "c1"), (None, arguments[half:], None))]
    yield parts[0] + parts[1]
    yield AIMessage("", invalid_tool_calls=[{
        "name": "get_weather", "args": arguments, "id": "c1", "error": None,
        "type": "invalid_tool_call"}])


@pytest.mark.parametrize("quirk", sorted(played.QUIRKS))
def test_calls(quirk):
    parser = AdhereOutputParser(tools=played.TOOLS)
    for message in messages(played.QUIRKS[quirk]):
        if quirk in played.HOPELESS:
            with pytest.raises(OutputParserException, match="Call the tool again") as raised:
                parser.invoke(message)
            assert json.loads(raised.value.llm_output)[0]["arguments"] == played.QUIRKS[quirk]
        else:
            assert parser.invoke(message) == [{
                "name": "get_weather", "args": played.WANTED, "id": "c1", "type": "tool_call"}]


def test_calls_in_texts_and_answers_without():
    parser = AdhereOutputParser(tools=[Weather])
    text = '<tool_call>{"name": "Weather", "arguments": {"city": "Paris", "days": 3}}</tool_call>'
    assert parser.invoke(AIMessage(text))[0]["args"] == played.WANTED
    assert parser.invoke(AIMessage("Where?")) == []
    with pytest.raises(OutputParserException):
        AdhereOutputParser(tools=[Weather], tool_choice="required").invoke(AIMessage("Where?"))


def cities(calls):
    return [(call["id"], call["args"]["city"]) for call in calls]


def test_ids_stay_with_their_calls():
    good, other = json.dumps(played.WANTED), "{city: 'Rome', days: 1}"
    parser = AdhereOutputParser(tools=played.TOOLS)
    message = AIMessage("", additional_kwargs={"tool_calls": [called(good, "a"), called(other, "b")]})
    assert cities(parser.invoke(message)) == [("a", "Paris"), ("b", "Rome")]
    # Where calls come and go none is known to be the one of an id.
    fanned = json.dumps({"city": ["Paris", "Rome"], "days": 3})
    parser = AdhereOutputParser(tools=played.TOOLS, repair="guess")
    message = AIMessage("", additional_kwargs={"tool_calls": [called(fanned, "a")]})
    assert cities(parser.invoke(message)) == [(None, "Paris"), (None, "Rome")]
    # The parsed calls of a message, where it has nothing else.
    message = AIMessage("", tool_calls=[
        {"name": "get_weather", "args": {"city": "Paris", "days": "3"}, "id": "a"}])
    assert AdhereOutputParser(tools=played.TOOLS).invoke(message)[0] == {
        "name": "get_weather", "args": played.WANTED, "id": "a", "type": "tool_call"}


def test_a_whole_chat_model():
    model = GenericFakeChatModel(messages=iter([AIMessage("{'city': 'Paris', 'days': 3}")]))
    assert (model | AdhereOutputParser(Weather)).invoke("x") == Weather(city="Paris", days=3)
    generation = ChatGeneration(message=AIMessage('{"city": "Paris", "days": 3}'))
    assert AdhereOutputParser(Weather).parse_result([generation]).days == 3
