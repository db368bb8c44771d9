"""The quirks of `.ci/proxy_sdks.py` through the transport, with the SDKs that are installed.

Usage: sdks.py. Prints how many cells are right alone and through the transport; a cell is right, an
error of the SDK's own, or wrong. Ends with 1 where a cell through the transport is wrong.
"""

import asyncio
import http.server
import json
import pathlib
import sys
import threading

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[3] / ".ci"))
import proxy_sdks as played

import adhere.httpx

try:
    import adhere.httpx2
except ImportError:
    pass

KEY = "sk-test-0123456789"
PLAIN = [{"name": "get_weather", "parameters": played.PARAMETERS}]


def http_client(judged, kind="httpx", is_async=False):
    if not judged:
        return {}
    module = __import__(kind)
    transports = getattr(adhere, kind)
    if is_async:
        return {"http_client": module.AsyncClient(transport=transports.AsyncTransport())}
    return {"http_client": module.Client(transport=transports.Transport())}


def openai_http():
    import openai

    return "httpx2" if hasattr(openai, "DefaultHttpx2Client") else "httpx"


def chat(client, words, stream):
    answer = client.chat.completions.create(
        model="m", messages=[{"role": "user", "content": words}], stream=stream, tools=played.TOOLS)
    if not stream:
        return answer.choices[0].message.tool_calls[0].function.arguments
    return "".join(pieces(chunk) for chunk in answer)


def pieces(chunk):
    text = ""
    for choice in chunk.choices or []:
        for call in getattr(choice.delta, "tool_calls", None) or []:
            function = call["function"] if isinstance(call, dict) else call.function
            found = function["arguments"] if isinstance(function, dict) else function.arguments
            text += found or ""
    return text


def openai_chat(base, words, stream, judged):
    import openai

    return chat(openai.OpenAI(base_url=base, api_key=KEY, max_retries=0,
                              **http_client(judged, openai_http())), words, stream)


def openai_async(base, words, stream, judged):
    import openai

    async def ask():
        async with openai.AsyncOpenAI(base_url=base, api_key=KEY, max_retries=0,
                                      **http_client(judged, openai_http(), True)) as client:
            return await asked(client)

    async def asked(client):
        answer = await client.chat.completions.create(
            model="m", messages=[{"role": "user", "content": words}], stream=stream,
            tools=played.TOOLS)
        if not stream:
            return answer.choices[0].message.tool_calls[0].function.arguments
        text = ""
        async for chunk in answer:
            text += pieces(chunk)
        return text

    return asyncio.run(ask())


def openai_responses(base, words, stream, judged):
    import openai

    client = openai.OpenAI(base_url=base, api_key=KEY, max_retries=0,
                           **http_client(judged, openai_http()))
    tools = [{"type": "function", **PLAIN[0], "strict": False}]
    if not stream:
        return client.responses.create(model="m", input=words, tools=tools).output[0].arguments
    with client.responses.stream(model="m", input=words, tools=tools) as events:
        for event in events:
            if event.type == "error":
                raise openai.APIError("error", None, body=None)
        return events.get_final_response().output[0].arguments


def anthropic_messages(base, words, stream, judged):
    import anthropic

    # Anthropic's SDK takes httpx; one of httpx2 where it has moved.
    kind = "httpx2" if "httpx2" in str(anthropic.DefaultHttpxClient.__mro__) else "httpx"
    client = anthropic.Anthropic(base_url=base.removesuffix("/v1"), api_key=KEY, max_retries=0,
                                 **http_client(judged, kind))
    what = {"model": "m", "max_tokens": 99, "messages": [{"role": "user", "content": words}],
            "tools": [{"name": "get_weather", "input_schema": played.PARAMETERS}]}
    if stream:
        with client.messages.stream(**what) as events:
            return json.dumps(events.get_final_message().content[0].input)
    return json.dumps(client.messages.create(**what).content[0].input)


def together_chat(base, words, stream, judged):
    import together

    return chat(together.Together(base_url=base, api_key=KEY, max_retries=0, **http_client(judged)),
                words, stream)


def fireworks_chat(base, words, stream, judged):
    import fireworks

    return chat(fireworks.Fireworks(base_url=base.removesuffix("/v1"), api_key=KEY, max_retries=0,
                                    **http_client(judged)), words, stream)


def grade(ask, base, quirk, stream, judged):
    try:
        text = ask(base, f"quirk={quirk}", stream, judged)
        return "right" if json.loads(text) == played.WANTED else "wrong"
    except Exception as error:
        module = type(error).__module__.split(".")[0]
        return "refused" if module in ("openai", "anthropic", "together", "fireworks") else "wrong"


def main():
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), played.Upstream)
    # A stream that was given up is closed by its reader.
    server.handle_error = lambda *_: None
    threading.Thread(target=server.serve_forever, daemon=True).start()
    base = f"http://127.0.0.1:{server.server_address[1]}/v1"
    failed = 0
    for ask in (openai_chat, openai_async, openai_responses, anthropic_messages, together_chat,
                fireworks_chat):
        package = ask.__name__.split("_")[0]
        try:
            __import__(package)
        except ImportError:
            print(f"{ask.__name__}: {package} is not installed")
            continue
        for stream in (False, True):
            counts = {True: [], False: []}
            for quirk in played.QUIRKS:
                for judged in (False, True):
                    cell = grade(ask, base, quirk, stream, judged)
                    # An answer that cannot be mended passes as it came, as the provider's own.
                    if quirk in played.HOPELESS:
                        continue
                    counts[judged].append(cell)
                    if judged and cell == "wrong":
                        print(f"wrong: {ask.__name__}, {quirk}, {'streamed' if stream else 'whole'}")
            failed += counts[True].count("wrong")
            total = len(counts[True])
            print(f"{ask.__name__:20} {'streamed' if stream else 'whole':9}"
                  f" alone {counts[False].count('right')} of {total} right,"
                  f" with the transport {counts[True].count('right')}")
    return failed > 0


if __name__ == "__main__":
    sys.exit(main())
