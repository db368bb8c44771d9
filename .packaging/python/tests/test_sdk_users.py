"""What stands on OpenAI's SDK, and so on the transport: instructor, pydantic-ai, langchain-openai."""

import asyncio
import importlib
import json

import pytest

openai = pytest.importorskip("openai", reason="openai is not installed")

import pydantic

import proxy_sdks as played

HTTP = "httpx2" if hasattr(openai, "DefaultHttpx2Client") else "httpx"
http, transports = importlib.import_module(HTTP), importlib.import_module(f"adhere.{HTTP}")
MENDED = sorted(set(played.QUIRKS) - played.HOPELESS)


class Weather(pydantic.BaseModel):
    """The weather to look up."""

    model_config = {"extra": "forbid"}
    city: str
    days: int


WANTED = Weather(**played.WANTED)


def clients(base, judged=True):
    kinds = (openai.OpenAI, http.Client, transports.Transport), (
        openai.AsyncOpenAI, http.AsyncClient, transports.AsyncTransport)
    return [client(max_retries=0, base_url=base, api_key="k",
                   http_client=over(transport=transport()) if judged else None)
            for client, over, transport in kinds]


def words(quirk):
    return [{"role": "user", "content": f"quirk={quirk}"}]


@pytest.fixture
def instructor():
    return pytest.importorskip("instructor", reason="instructor is not installed")


@pytest.mark.parametrize("mode", ["TOOLS", "JSON_SCHEMA"])
@pytest.mark.parametrize("quirk", sorted(played.QUIRKS))
def test_instructor(quirk, mode, base, instructor):
    # The tool has the name of the model, and has to have that of the call that is played.
    named = type("get_weather", (Weather,), {})
    what = {"model": "m", "response_model": named, "messages": words(quirk), "max_retries": 0}
    sync, later = (instructor.from_openai(client, mode=instructor.Mode[mode])
                   for client in clients(base))

    async def ask():
        return await later.chat.completions.create(**what)

    for answer in (lambda: sync.chat.completions.create(**what), lambda: asyncio.run(ask())):
        if quirk in MENDED:
            # Instructor answers with a class of its own over ours.
            assert answer().model_dump() == played.WANTED
        else:
            with pytest.raises(Exception) as raised:
                answer()
            assert type(raised.value).__module__.startswith(("instructor", "pydantic"))
    # None of it is instructor's doing.
    assert len(played.Upstream.bodies) == 2


def test_instructor_alone_fails(base, instructor):
    client = instructor.from_openai(clients(base, judged=False)[0], mode=instructor.Mode.JSON_SCHEMA)
    with pytest.raises(Exception):
        client.chat.completions.create(model="m", response_model=Weather, max_retries=0,
                                       messages=words("single quotes"))


@pytest.fixture
def agent(base):
    pytest.importorskip("pydantic_ai", reason="pydantic-ai is not installed")
    from pydantic_ai import Agent, NativeOutput, ToolOutput
    from pydantic_ai.models.openai import OpenAIChatModel
    from pydantic_ai.providers.openai import OpenAIProvider

    def make(form, judged=True):
        model = OpenAIChatModel("m", provider=OpenAIProvider(openai_client=clients(base, judged)[1]))
        kind = (ToolOutput(Weather, name="get_weather") if form == "tool" else NativeOutput(Weather))
        return Agent(model, output_type=kind, retries=0)

    return make


@pytest.mark.parametrize("form", ["tool", "native"])
@pytest.mark.parametrize("quirk", sorted(played.QUIRKS))
def test_pydantic_ai(quirk, form, agent):
    async def streamed():
        async with agent(form).run_stream(f"quirk={quirk}") as run:
            return await run.get_output()

    for ask in (lambda: agent(form).run_sync(f"quirk={quirk}").output, lambda: asyncio.run(streamed())):
        if quirk in MENDED:
            assert ask() == WANTED
        else:
            with pytest.raises(Exception) as raised:
                ask()
            assert type(raised.value).__module__.startswith(("pydantic_ai", "openai", "pydantic"))


def test_pydantic_ai_alone_fails(agent):
    with pytest.raises(Exception):
        agent("tool", judged=False).run_sync("quirk=single quotes")


@pytest.mark.parametrize("quirk", sorted(played.QUIRKS))
def test_langchain_openai(quirk, base):
    langchain_openai = pytest.importorskip(
        "langchain_openai", reason="langchain-openai is not installed")
    from langchain_core.exceptions import OutputParserException

    from adhere.langchain import AdhereOutputParser

    # The parser needs no transport, the transport no parser.
    plain = langchain_openai.ChatOpenAI(model="m", base_url=base, api_key="k", max_retries=0)
    chain = plain.bind_tools(played.TOOLS) | AdhereOutputParser(tools=played.TOOLS)
    for ask in (chain.invoke, lambda x: list(chain.stream(x))[-1]):
        if quirk == "encoded twice" and ask == chain.invoke:
            # LangChain makes no message of it that a parser could see; the transport is before that.
            with pytest.raises(pydantic.ValidationError):
                ask(f"quirk={quirk}")
        elif quirk in MENDED:
            call = ask(f"quirk={quirk}")[0]
            assert (call["args"], call["id"]) == (played.WANTED, "t1")
        else:
            with pytest.raises(OutputParserException):
                ask(f"quirk={quirk}")
    if quirk in MENDED:
        judged = langchain_openai.ChatOpenAI(
            model="m", base_url=base, api_key="k", max_retries=0,
            http_client=http.Client(transport=transports.Transport()))
        message = judged.bind_tools(played.TOOLS).invoke(f"quirk={quirk}")
        assert message.tool_calls[0]["args"] == played.WANTED
        assert json.loads(played.Upstream.bodies[-1])["tools"] == played.TOOLS
