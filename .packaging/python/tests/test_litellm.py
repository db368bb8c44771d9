"""The callback, with LiteLLM itself: in an application, and in its proxy."""

import asyncio
import json
import os
import pathlib
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request

import pytest

os.environ["LITELLM_LOCAL_MODEL_COST_MAP"] = "True"
litellm = pytest.importorskip("litellm", reason="litellm is not installed")

import httpx
import pydantic

import adhere.httpx
import proxy_sdks as played
from adhere.litellm import AdhereLogger


class Weather(pydantic.BaseModel):
    city: str
    days: int


FORMAT = {"type": "json_schema", "json_schema": {"name": "weather", "schema": played.PARAMETERS}}
FORMS = {"tools": {"tools": played.TOOLS}, "schema": {"response_format": FORMAT},
         "model": {"response_format": Weather}}


def asked(quirk, base, **what):
    return {"model": "openai/m", "api_base": base, "api_key": "sk-test-0123456789", "max_retries": 0,
            "messages": [{"role": "user", "content": f"quirk={quirk}"}], **what}


def said(response):
    message = response.choices[0].message
    return message.tool_calls[0].function.arguments if message.tool_calls else message.content


@pytest.fixture
def callbacks():
    yield lambda *found: setattr(litellm, "callbacks", list(found))
    litellm.callbacks = []


@pytest.mark.parametrize("form", sorted(FORMS))
@pytest.mark.parametrize("quirk", sorted(played.QUIRKS))
def test_an_application(quirk, form, base, callbacks):
    callbacks(AdhereLogger())
    what = asked(quirk, base, **FORMS[form])
    if quirk in played.HOPELESS:
        with pytest.raises(litellm.APIResponseValidationError, match="cut off|required property 'days'"):
            asyncio.run(litellm.acompletion(**what))
        callbacks(AdhereLogger("pass"))
        response = asyncio.run(litellm.acompletion(**what))
        assert said(response) == played.QUIRKS[quirk]
        assert response._hidden_params["adhere_outcome"] in ("invalid", "truncated")
        return
    response = asyncio.run(litellm.acompletion(**what))
    assert json.loads(said(response)) == played.WANTED
    if quirk in ("conforms", "spread out"):
        assert said(response) == played.QUIRKS[quirk]
        assert response._hidden_params["adhere_outcome"] == "valid"
    elif quirk != "thoughts before":
        # LiteLLM itself tells thoughts from content, and not from arguments.
        assert response._hidden_params["adhere_outcome"] == "repaired"


def test_retries_and_fallbacks_see_the_failure(base, callbacks):
    callbacks(AdhereLogger())
    router = litellm.Router(num_retries=0, fallbacks=[{"first": ["second"]}], model_list=[
        {"model_name": name, "litellm_params": {
            "model": f"openai/{name}", "api_base": base, "api_key": "k", "max_retries": 0,
            "mock_response": text}}
        for name, text in (("first", '{"city": "Paris"}'), ("second", "{'city': 'Paris', 'days': 3}"))])
    response = asyncio.run(router.acompletion(
        "first", messages=[{"role": "user", "content": "x"}], response_format=FORMAT))
    assert json.loads(said(response)) == played.WANTED


def test_prose_and_refusals_pass(base, callbacks):
    callbacks(AdhereLogger())
    for what in ({}, {"tools": played.TOOLS}):
        response = asyncio.run(litellm.acompletion(**asked("x", base, mock_response="Hello", **what)))
        assert said(response) == "Hello"
    cut = litellm.ModelResponse(choices=[{"message": {"role": "assistant", "content": "Once upon a"},
                                          "finish_reason": "length"}])
    response = asyncio.run(litellm.acompletion(
        **asked("x", base, mock_response=cut, tools=played.TOOLS)))
    assert said(response) == "Once upon a" and response.choices[0].finish_reason == "length"
    with pytest.raises(litellm.APIResponseValidationError):
        asyncio.run(litellm.acompletion(**asked("x", base, mock_response="Hello", tools=played.TOOLS,
                                                tool_choice="required")))
    # A call that was begun in it, or is due, makes no prose of it.
    begun = litellm.ModelResponse(choices=[{"finish_reason": "length", "message": {
        "role": "assistant", "content": '<tool_call>{"name": "get_weather", "arguments": {"city": "Par'}}])
    for answer, what in ((begun, {}), (cut, {"tool_choice": "required"})):
        with pytest.raises(litellm.APIResponseValidationError):
            asyncio.run(litellm.acompletion(
                **asked("x", base, mock_response=answer, tools=played.TOOLS, **what)))


def test_a_call_whose_schema_is_broken_is_not_handed_on(base, callbacks):
    callbacks(AdhereLogger())
    bad = {"type": "function", "function": {"name": "bad", "parameters": {"type": "objekt"}}}
    answer = litellm.ModelResponse(choices=[{"finish_reason": "tool_calls", "message": {
        "role": "assistant", "content": None, "tool_calls": [{
            "id": "c", "type": "function", "function": {"name": "bad", "arguments": "{}"}}]}}])
    with pytest.raises(litellm.APIResponseValidationError, match="bad"):
        asyncio.run(litellm.acompletion(
            **asked("x", base, mock_response=answer, tools=[*played.TOOLS, bad])))


def test_a_call_in_a_text_becomes_one(base, callbacks):
    callbacks(AdhereLogger())
    text = '<tool_call>{"name": "get_weather", "arguments": {"city": "Paris", "days": 3}}</tool_call>'
    response = asyncio.run(litellm.acompletion(
        **asked("x", base, mock_response=text, tools=played.TOOLS)))
    assert json.loads(said(response)) == played.WANTED
    assert response.choices[0].message.content is None


def test_what_cannot_be_read_is_said_to_be_unchecked(base, callbacks):
    callbacks(AdhereLogger())
    response = asyncio.run(litellm.acompletion(**asked(
        "x", base, mock_response="Hello",
        response_format={"type": "json_schema", "json_schema": {"schema": {"type": "objekt"}}})))
    assert response._hidden_params["adhere_outcome"] == "unchecked" and said(response) == "Hello"


def streamed(pieces, **what):
    """What the hook hands on, and how many pieces had come in by then."""
    async def run():
        taken = 0

        async def response():
            nonlocal taken
            for delta, finish in pieces:
                taken += 1
                yield litellm.ModelResponseStream(
                    choices=[{"index": 0, "delta": delta, "finish_reason": finish}])

        return [(taken, chunk.choices[0].delta.content) async for chunk in
                AdhereLogger().async_post_call_streaming_iterator_hook(
                    None, response(), {"model": "m", "messages": [], **what})]

    return asyncio.run(run())


def test_prose_is_not_kept_waiting():
    words = [({"content": text}, None) for text in ("Once ", "upon ", "a ")]
    for finish in ("stop", "length"):
        found = streamed([*words, ({"content": "time"}, None), ({}, finish)], tools=played.TOOLS)
        assert "".join(text or "" for _, text in found) == "Once upon a time"
        assert found[1][0] <= 3
    found = streamed([*words, ({"content": "time"}, None), ({}, "length")],
                     response_format={"type": "text"})
    assert "".join(text or "" for _, text in found) == "Once upon a time" and found[1][0] <= 3
    for finish in ("stop", "length"):
        with pytest.raises(litellm.APIResponseValidationError):
            streamed([({"content": '<tool_call>{"name": "get_wea'}, None), ({}, finish)],
                     tools=played.TOOLS)
    with pytest.raises(litellm.APIResponseValidationError):
        streamed([({"content": '{"city": "Par'}, None), ({}, "length")], response_format=FORMAT)


def test_what_no_hook_reaches_the_transport_does(base, callbacks, monkeypatch):
    callbacks(AdhereLogger())
    what = asked("single quotes", base, tools=played.TOOLS)
    # Said in the README: if LiteLLM changes this, it has to be said otherwise.
    assert said(litellm.completion(**what)) == played.QUIRKS["single quotes"]
    callbacks()
    monkeypatch.setattr(litellm, "client_session", httpx.Client(transport=adhere.httpx.Transport()))
    litellm.in_memory_llm_clients_cache.flush_cache()
    assert json.loads(said(litellm.completion(**what))) == played.WANTED
    monkeypatch.setattr(litellm, "aclient_session",
                        httpx.AsyncClient(transport=adhere.httpx.AsyncTransport()))

    async def read():
        return "".join([call.function.arguments or ""
                        async for chunk in await litellm.acompletion(stream=True, **what)
                        for call in chunk.choices[0].delta.tool_calls or []])

    assert json.loads(asyncio.run(read())) == played.WANTED
    text = ""
    for chunk in litellm.completion(stream=True, **what):
        for call in chunk.choices[0].delta.tool_calls or []:
            text += call.function.arguments or ""
    assert json.loads(text) == played.WANTED
    litellm.in_memory_llm_clients_cache.flush_cache()


@pytest.fixture(scope="module")
def proxy(base, tmp_path_factory):
    """LiteLLM's own proxy before the played provider."""
    pytest.importorskip("fastapi", reason="litellm[proxy] is not installed")
    folder = tmp_path_factory.mktemp("proxy")
    config = {
        "model_list": [
            {"model_name": "m", "litellm_params": {
                "model": "openai/m", "api_base": base, "api_key": "k", "max_retries": 0}},
            {"model_name": "with-form", "litellm_params": {
                "model": "openai/m", "api_base": base, "api_key": "k", "max_retries": 0,
                "response_format": FORMAT}}],
        "litellm_settings": {"callbacks": "adhere.litellm.logger", "num_retries": 0},
    }
    (folder / "config.yaml").write_text(json.dumps(config))
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    log = open(folder / "log", "w+")
    command = pathlib.Path(sys.executable).parent / "litellm"
    process = subprocess.Popen(
        [sys.executable, command, "--config", "config.yaml", "--port", str(port), "--host", "127.0.0.1"],
        cwd=folder, stdout=log, stderr=log,
        env={**os.environ, "LITELLM_LOCAL_MODEL_COST_MAP": "True", "NO_DOCS": "True",
             "LITELLM_DANGEROUSLY_PERMIT_WEAK_OR_UNSET_MASTER_KEY": "true"})
    address = f"http://127.0.0.1:{port}"
    for _ in range(600):
        try:
            urllib.request.urlopen(f"{address}/health/liveliness", timeout=1).read()
            break
        except OSError:
            if process.poll() is not None:
                break
            time.sleep(0.1)
    else:
        process.terminate()
        process.wait(20)
    if process.poll() is not None:
        pytest.fail("LiteLLM's proxy does not start: " + (folder / "log").read_text()[-300:])
    yield address
    process.terminate()
    process.wait(20)


def ask(proxy, quirk, stream, model="m", **what):
    body = {"model": model, "stream": stream, **what,
            "messages": [{"role": "user", "content": f"quirk={quirk}"}]}
    request = urllib.request.Request(f"{proxy}/v1/chat/completions", json.dumps(body).encode(),
                                     {"content-type": "application/json"})
    try:
        with urllib.request.urlopen(request, timeout=30) as response:
            return response.status, response.headers, response.read()
    except urllib.error.HTTPError as error:
        return error.code, error.headers, error.read()


@pytest.mark.parametrize("form", ["tools", "schema"])
@pytest.mark.parametrize("quirk", sorted(played.QUIRKS))
def test_the_proxy(quirk, form, proxy):
    status, headers, body = ask(proxy, quirk, False, **FORMS[form])
    if quirk in played.HOPELESS:
        assert status >= 400 and b"choices" not in body
    else:
        message = json.loads(body)["choices"][0]["message"]
        text = (message["tool_calls"][0]["function"]["arguments"] if form == "tools"
                else message["content"])
        assert json.loads(text) == played.WANTED
        assert headers["adhere-outcome"] == "valid" or quirk not in ("conforms", "spread out")
    status, _, body = ask(proxy, quirk, True, **FORMS[form])
    events = [json.loads(event[6:]) for event in body.decode().split("\n\n")
              if event.startswith("data: {")]
    text = ""
    for event in events:
        for choice in event.get("choices", []):
            for call in choice["delta"].get("tool_calls") or [] if form == "tools" else []:
                text += call["function"]["arguments"] or ""
            if form == "schema":
                text += choice["delta"].get("content") or ""
    if quirk in played.HOPELESS:
        assert any("error" in event for event in events) or status >= 400, body
        assert text == ""
    else:
        assert json.loads(text) == played.WANTED, body
        assert events[-1]["choices"][0]["finish_reason"] == ("tool_calls" if form == "tools" else "stop")


@pytest.mark.parametrize("stream", [False, True])
def test_the_proxy_judges_what_its_own_configuration_asks(stream, proxy):
    status, _, body = ask(proxy, "single quotes", stream, model="with-form")
    events = [x[6:] for x in body.decode().split("\n\n") if x.startswith("data: {")] if stream else [body]
    text = "".join((c.get("delta") or c.get("message") or {}).get("content") or ""
                   for event in events for c in json.loads(event).get("choices", []))
    assert status == 200 and json.loads(text) == played.WANTED
    status, _, body = ask(proxy, "cut off", stream, model="with-form")
    assert b"error" in body and played.QUIRKS["cut off"].encode() not in body


def test_the_proxy_passes_what_asks_for_no_form(proxy):
    status, headers, body = ask(proxy, "single quotes", False)
    assert status == 200 and "adhere-outcome" not in headers
    assert json.loads(body)["choices"][0]["message"]["content"] == played.QUIRKS["single quotes"]
    status, _, body = ask(proxy, "single quotes", True)
    assert status == 200 and body.endswith(b"data: [DONE]\n\n")
