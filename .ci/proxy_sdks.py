#!/usr/bin/env python3
"""Asks through adhere-proxy with the providers' own SDKs what a played upstream answers.

Usage: proxy_sdks.py PROXY
Each row is a quirk of a model's or a server's answer; each column an SDK, streamed or not, alone and
through the proxy. A cell is `right` where the arguments or the content came out as they had to,
`refused` where the SDK raised an error of its API, else `wrong`. Ends with 1 where a cell through
the proxy is wrong, or where a conforming answer is not byte for byte what the upstream sent.
"""
import hashlib
import http.client
import http.server
import json
import pathlib
import subprocess
import sys
import tempfile
import threading
import time

PARAMETERS = {
    "type": "object",
    "properties": {"city": {"type": "string"}, "days": {"type": "integer"}},
    "required": ["city", "days"],
    "additionalProperties": False,
}
TOOLS = [{"type": "function", "function": {"name": "get_weather", "parameters": PARAMETERS}}]
WANTED = {"city": "Paris", "days": 3}

# What the model wrote as arguments. The last ones cannot be repaired.
QUIRKS = {
    "conforms": '{"city": "Paris", "days": 3}',
    "spread out": '{\n  "city" : "Paris",\n  "days":3 }',
    "single quotes": "{'city': 'Paris', 'days': 3}",
    "trailing comma": '{"city": "Paris", "days": 3,}',
    "number as string": '{"city": "Paris", "days": "3"}',
    "fence": '```json\n{"city": "Paris", "days": 3}\n```',
    "encoded twice": json.dumps('{"city": "Paris", "days": 3}'),
    "comment": '{"city": "Paris", /* the capital */ "days": 3}',
    "unquoted keys": '{city: "Paris", days: 3}',
    "smart quotes": "{\u201ccity\u201d: \u201cParis\u201d, \u201cdays\u201d: 3}",
    "thoughts before": '<think>where?</think>{"city": "Paris", "days": 3}',
    "key in other case": '{"City": "Paris", "Days": 3}',
    "missing member": '{"city": "Paris"}',
    "cut off": '{"city": "Paris", "da',
}
HOPELESS = {"missing member", "cut off"}


def completion(arguments):
    call = {"id": "t1", "type": "function", "function": {"name": "get_weather", "arguments": arguments}}
    message = {"role": "assistant", "content": None, "tool_calls": [call]}
    return {
        "id": "c1", "object": "chat.completion", "created": 1, "model": "m",
        "choices": [{"index": 0, "message": message, "finish_reason": "tool_calls"}],
        "usage": {"prompt_tokens": 1, "completion_tokens": 1, "total_tokens": 2},
        "seed": 12345678901234567890, "own": {"a": 1},
    }


def chunks(arguments):
    def event(delta, finish=None):
        body = {
            "id": "c1", "object": "chat.completion.chunk", "created": 1, "model": "m",
            "choices": [{"index": 0, "delta": delta, "finish_reason": finish}],
        }
        return f"data: {json.dumps(body)}\n\n"

    yield event({"role": "assistant", "content": None})
    function = {"name": "get_weather", "arguments": ""}
    yield event({"tool_calls": [{"index": 0, "id": "t1", "type": "function", "function": function}]})
    for start in range(0, len(arguments), 7):
        piece = {"index": 0, "function": {"arguments": arguments[start : start + 7]}}
        yield event({"tool_calls": [piece]})
    yield event({}, "tool_calls")
    yield "data: [DONE]\n\n"


def message(text):
    return {
        "id": "m1", "type": "message", "role": "assistant", "model": "m", "stop_reason": "end_turn",
        "stop_sequence": None, "content": [{"type": "text", "text": text}],
        "usage": {"input_tokens": 1, "output_tokens": 1},
    }


def tool_events(arguments):
    def event(name, body):
        return f"event: {name}\ndata: {json.dumps({'type': name, **body})}\n\n"

    start = message("")
    start.update(content=[], stop_reason=None)
    yield event("message_start", {"message": start})
    block = {"type": "tool_use", "id": "t1", "name": "get_weather", "input": {}}
    yield event("content_block_start", {"index": 0, "content_block": block})
    for begin in range(0, len(arguments), 7):
        delta = {"type": "input_json_delta", "partial_json": arguments[begin : begin + 7]}
        yield event("content_block_delta", {"index": 0, "delta": delta})
    yield event("content_block_stop", {"index": 0})
    delta = {"stop_reason": "tool_use", "stop_sequence": None}
    yield event("message_delta", {"delta": delta, "usage": {"output_tokens": 1}})
    yield event("message_stop", {})


def response(arguments):
    call = {
        "type": "function_call", "id": "f1", "call_id": "t1", "name": "get_weather",
        "arguments": arguments, "status": "completed",
    }
    return {
        "id": "r1", "object": "response", "created_at": 1, "status": "completed", "model": "m",
        "output": [call], "parallel_tool_calls": True, "tool_choice": "auto", "tools": [],
        "error": None, "incomplete_details": None, "instructions": None, "metadata": {},
        "temperature": 1, "top_p": 1,
    }


class Upstream(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    quirk = ""
    bodies = []

    def log_message(self, *_):
        pass

    def do_POST(self):
        body = self.rfile.read(int(self.headers.get("content-length", 0)))
        Upstream.bodies.append(body)
        request = json.loads(body)
        if self.path.endswith("/messages"):
            parts = tool_events(Upstream.quirk)
        elif request.get("stream"):
            parts = chunks(Upstream.quirk)
        if self.path.endswith("/responses"):
            return self.whole(response(Upstream.quirk))
        if not request.get("stream"):
            return self.whole(completion(Upstream.quirk))
        self.send_response(200)
        self.send_header("content-type", "text/event-stream")
        self.send_header("transfer-encoding", "chunked")
        self.end_headers()
        for part in parts:
            data = part.encode()
            self.wfile.write(f"{len(data):x}\r\n".encode() + data + b"\r\n")
            self.wfile.flush()
        self.wfile.write(b"0\r\n\r\n")

    def whole(self, value):
        data = json.dumps(value, indent=1).encode()
        self.send_response(200)
        self.send_header("content-type", "application/json")
        self.send_header("content-length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)


def openai_whole(base):
    import openai

    client = openai.OpenAI(base_url=base, api_key="sk-test", max_retries=0)
    answer = client.chat.completions.create(
        model="m", messages=[{"role": "user", "content": "Weather?"}], tools=TOOLS)
    return answer.choices[0].message.tool_calls[0].function.arguments


def openai_stream(base):
    import openai

    client = openai.OpenAI(base_url=base, api_key="sk-test", max_retries=0)
    text = ""
    for chunk in client.chat.completions.create(
        model="m", messages=[{"role": "user", "content": "Weather?"}], tools=TOOLS, stream=True):
        for call in (chunk.choices[0].delta.tool_calls or []) if chunk.choices else []:
            text += call.function.arguments or ""
    return text


def openai_responses(base):
    import openai

    client = openai.OpenAI(base_url=base, api_key="sk-test", max_retries=0)
    tools = [{"type": "function", "name": "get_weather", "parameters": PARAMETERS, "strict": False}]
    return client.responses.create(model="m", input="Weather?", tools=tools).output[0].arguments


def anthropic_stream(base):
    import anthropic

    client = anthropic.Anthropic(base_url=base.removesuffix("/v1"), api_key="sk-test", max_retries=0)
    tools = [{"name": "get_weather", "input_schema": PARAMETERS}]
    with client.messages.stream(
        model="m", max_tokens=99, messages=[{"role": "user", "content": "Weather?"}], tools=tools
    ) as stream:
        return json.dumps(stream.get_final_message().content[0].input)


def together_whole(base):
    import together

    client = together.Together(base_url=base, api_key="sk-test", max_retries=0)
    answer = client.chat.completions.create(
        model="m", messages=[{"role": "user", "content": "Weather?"}], tools=TOOLS)
    return answer.choices[0].message.tool_calls[0].function.arguments


def langchain_whole(base):
    from langchain_openai import ChatOpenAI

    model = ChatOpenAI(model="m", base_url=base, api_key="sk-test", max_retries=0).bind_tools(TOOLS)
    calls = model.invoke("Weather?").tool_calls
    return json.dumps(calls[0]["args"])


SDKS = {
    "openai": openai_whole, "openai stream": openai_stream, "openai responses": openai_responses,
    "anthropic stream": anthropic_stream, "together": together_whole, "langchain": langchain_whole,
}


def cell(ask, base):
    try:
        text = ask(base)
    except ImportError:
        return "absent"
    except Exception as error:  # Of every SDK, each has its own.
        return "refused" if getattr(error, "status_code", None) or "APIError" in repr(type(error).__mro__) else "wrong"
    try:
        return "right" if json.loads(text) == WANTED else "wrong"
    except ValueError:
        return "wrong"


def digest(port, path, body):
    connection = http.client.HTTPConnection("127.0.0.1", port)
    connection.request("POST", path, body, {"content-type": "application/json"})
    return hashlib.sha256(connection.getresponse().read()).hexdigest()


def main():
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Upstream)
    # A proxy that ends leaves connections behind.
    server.handle_error = lambda *_: None
    threading.Thread(target=server.serve_forever, daemon=True).start()
    upstream = f"http://127.0.0.1:{server.server_port}/v1"
    place = pathlib.Path(tempfile.mkdtemp()) / "port"
    proxy = subprocess.Popen([
        sys.argv[1], "--upstream", upstream, "--listen", "127.0.0.1:0", "--admin", "none",
        "--on-failure", "error", "--port-file", str(place)], stderr=subprocess.DEVNULL)
    try:
        while not place.exists():
            time.sleep(0.01)
        port = int(place.read_text().split()[0].rpartition(":")[2])
        base = f"http://127.0.0.1:{port}/v1"
        wrong = 0
        totals = {}
        print("quirk".ljust(20), *(name.ljust(18) for name in SDKS))
        for quirk, arguments in QUIRKS.items():
            Upstream.quirk = arguments
            row = []
            for name, ask in SDKS.items():
                alone, through = cell(ask, upstream), cell(ask, base)
                good = ("refused",) if quirk in HOPELESS else ("right",)
                wrong += through not in good + ("absent",)
                for which, result in (("alone", alone), ("through", through)):
                    totals[which] = totals.get(which, 0) + (result in good)
                row.append(f"{alone}/{through}".ljust(18))
            print(quirk.ljust(20), *row)
        print(f"right or rightly refused: {totals['alone']} alone, {totals['through']} through the "
              f"proxy, of {len(QUIRKS) * len(SDKS)}")
        Upstream.quirk = QUIRKS["conforms"]
        for stream in (False, True):
            body = json.dumps({
                "model": "m", "stream": stream, "messages": [], "tools": TOOLS,
                "own": {"x": [1, 2.50]}}, indent=1)
            a = digest(server.server_port, "/v1/chat/completions", body)
            b = digest(port, "/v1/chat/completions", body)
            if a != b or Upstream.bodies[-1] != body.encode():
                print("a conforming answer or its request was changed")
                wrong += 1
        return 1 if wrong else 0
    finally:
        proxy.terminate()
        proxy.wait()
        server.shutdown()


if __name__ == "__main__":
    sys.exit(main())
