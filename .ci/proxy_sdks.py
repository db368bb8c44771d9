#!/usr/bin/env python3
"""Asks through adhere-proxy with the providers' own SDKs what a played upstream answers.

Usage: proxy_sdks.py PROXY DIRECTORY
       proxy_sdks.py --ask SDK BASE      (of the Python that has the SDK; prints its cells as JSON)
DIRECTORY holds a virtual environment for each package, since they do not agree on what they need.
Each row is a quirk of a model's or a server's answer; each column an SDK, streamed or not, alone and
through the proxy. A cell is `right` where the arguments or the content came out as they had to,
`refused` where the SDK raised an error of its API, else `wrong`. Ends with 1 where a cell through
the proxy is wrong, or where a conforming answer is not byte for byte what the upstream sent.
"""
import hashlib
import http.client
import http.server
import json
import os
import pathlib
import re
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



def completion(arguments, is_content):
    call = {"id": "t1", "type": "function", "function": {"name": "get_weather", "arguments": arguments}}
    message = {"role": "assistant", "content": None, "tool_calls": [call]}
    if is_content:
        message = {"role": "assistant", "content": arguments}
    return {
        "id": "c1", "object": "chat.completion", "created": 1, "model": "m",
        "choices": [{"index": 0, "message": message,
                     "finish_reason": "stop" if is_content else "tool_calls"}],
        "usage": {"prompt_tokens": 1, "completion_tokens": 1, "total_tokens": 2},
        "seed": 12345678901234567890, "own": {"a": 1},
    }


def chunks(arguments, is_content):
    def event(delta, finish=None):
        body = {
            "id": "c1", "object": "chat.completion.chunk", "created": 1, "model": "m",
            "choices": [{"index": 0, "delta": delta, "finish_reason": finish}],
        }
        return f"data: {json.dumps(body)}\n\n"

    yield event({"role": "assistant", "content": None})
    if not is_content:
        function = {"name": "get_weather", "arguments": ""}
        yield event({"tool_calls": [
            {"index": 0, "id": "t1", "type": "function", "function": function}]})
    for start in range(0, len(arguments), 7):
        piece = arguments[start : start + 7]
        if is_content:
            yield event({"content": piece})
        else:
            yield event({"tool_calls": [{"index": 0, "function": {"arguments": piece}}]})
    yield event({}, "stop" if is_content else "tool_calls")
    yield "data: [DONE]\n\n"


def message(arguments):
    call = {"type": "tool_use", "id": "t1", "name": "get_weather", "input": {}}
    try:
        call["input"] = json.loads(arguments)
    except ValueError:
        call["input"] = arguments
    return {
        "id": "m1", "type": "message", "role": "assistant", "model": "m", "stop_reason": "tool_use",
        "stop_sequence": None, "content": [call], "usage": {"input_tokens": 1, "output_tokens": 1},
    }


def tool_events(arguments):
    def event(name, body):
        return f"event: {name}\ndata: {json.dumps({'type': name, **body})}\n\n"

    start = message("{}")
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


def response(arguments, status="completed"):
    call = {
        "type": "function_call", "id": "f1", "call_id": "t1", "name": "get_weather",
        "arguments": arguments, "status": "completed",
    }
    return {
        "id": "r1", "object": "response", "created_at": 1, "status": status, "model": "m",
        "output": [call] if status == "completed" else [], "parallel_tool_calls": True,
        "tool_choice": "auto", "tools": [], "error": None, "incomplete_details": None,
        "instructions": None, "metadata": {}, "temperature": 1, "top_p": 1,
    }


def response_events(arguments):
    number = 0

    def event(kind, **body):
        nonlocal number
        number += 1
        data = {"type": kind, "sequence_number": number - 1, **body}
        return f"event: {kind}\ndata: {json.dumps(data)}\n\n"

    item = response("")["output"][0]
    yield event("response.created", response=response(arguments, "in_progress"))
    yield event("response.output_item.added", output_index=0, item={**item, "status": "in_progress"})
    for begin in range(0, len(arguments), 7):
        yield event("response.function_call_arguments.delta", item_id="f1", output_index=0,
                    delta=arguments[begin : begin + 7])
    yield event("response.function_call_arguments.done", item_id="f1", output_index=0,
                name="get_weather", arguments=arguments)
    yield event("response.output_item.done", output_index=0, item={**item, "arguments": arguments})
    yield event("response.completed", response=response(arguments))


class Upstream(http.server.BaseHTTPRequestHandler):
    """Plays the quirk that the user's words name."""

    protocol_version = "HTTP/1.1"
    bodies = []
    fallback = "conforms"

    def log_message(self, *_):
        pass

    def do_POST(self):
        body = self.rfile.read(int(self.headers.get("content-length", 0)))
        Upstream.bodies.append(body)
        request = json.loads(body)
        named = re.search(r"quirk=([a-z ]+)", body.decode())
        text = QUIRKS[named[1].strip() if named else Upstream.fallback]
        is_content = not request.get("tools")
        if self.path.endswith("/messages"):
            if not request.get("stream"):
                return self.whole(message(text))
            parts = tool_events(text)
        elif self.path.endswith("/responses"):
            if not request.get("stream"):
                return self.whole(response(text))
            parts = response_events(text)
        else:
            if not request.get("stream"):
                return self.whole(completion(text, is_content))
            parts = chunks(text, is_content)
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


# What the SDKs are asked, a function each: the arguments or the content as JSON text.

KEY = "sk-test-0123456789"
FORMAT = {"type": "json_schema", "json_schema": {
    "name": "weather", "strict": True, "schema": PARAMETERS}}


def of_choice(choice):
    calls = choice.message.tool_calls
    return calls[0].function.arguments if calls else choice.message.content


def of_chunks(stream):
    text = ""
    for chunk in stream:
        if not chunk.choices:
            continue
        delta = chunk.choices[0].delta
        text += getattr(delta, "content", None) or ""
        for call in getattr(delta, "tool_calls", None) or []:
            function = call["function"] if isinstance(call, dict) else call.function
            piece = function["arguments"] if isinstance(function, dict) else function.arguments
            text += piece or ""
    return text


def chat(client, words, stream, what):
    answer = client.chat.completions.create(
        model="m", messages=[{"role": "user", "content": words}], stream=stream, **what)
    return of_chunks(answer) if stream else of_choice(answer.choices[0])


def openai_client(base):
    import openai

    return openai.OpenAI(base_url=base, api_key=KEY, max_retries=0)


def openai_responses(base, words, stream):
    tools = [{"type": "function", "name": "get_weather", "parameters": PARAMETERS, "strict": False}]
    client = openai_client(base)
    if not stream:
        return client.responses.create(model="m", input=words, tools=tools).output[0].arguments
    with client.responses.stream(model="m", input=words, tools=tools) as events:
        for event in events:
            if event.type == "error":
                raise ValueError("APIError")
        return events.get_final_response().output[0].arguments


def openai_parse(base, words):
    import pydantic

    class Weather(pydantic.BaseModel):
        city: str
        days: int

    answer = openai_client(base).chat.completions.parse(
        model="m", messages=[{"role": "user", "content": words}], response_format=Weather)
    return answer.choices[0].message.parsed.model_dump_json()


def anthropic_ask(base, words, stream):
    import anthropic

    client = anthropic.Anthropic(base_url=base.removesuffix("/v1"), api_key=KEY, max_retries=0)
    what = {"model": "m", "max_tokens": 99, "messages": [{"role": "user", "content": words}],
            "tools": [{"name": "get_weather", "input_schema": PARAMETERS}]}
    if stream:
        with client.messages.stream(**what) as events:
            return json.dumps(events.get_final_message().content[0].input)
    return json.dumps(client.messages.create(**what).content[0].input)


def together_client(base):
    import together

    return together.Together(base_url=base, api_key=KEY, max_retries=0)


def fireworks_client(base):
    import fireworks

    return fireworks.Fireworks(base_url=base.removesuffix("/v1"), api_key=KEY, max_retries=0)


def langchain_ask(base, words, stream):
    from langchain_openai import ChatOpenAI

    model = ChatOpenAI(model="m", base_url=base, api_key=KEY, max_retries=0).bind_tools(TOOLS)
    if stream:
        whole = None
        for part in model.stream(words):
            whole = part if whole is None else whole + part
        return json.dumps(whole.tool_calls[0]["args"])
    return json.dumps(model.invoke(words).tool_calls[0]["args"])


def litellm_ask(base, words, stream):
    import litellm

    answer = litellm.completion(
        model="openai/m", api_base=base, api_key=KEY, num_retries=0, stream=stream, tools=TOOLS,
        messages=[{"role": "user", "content": words}])
    return of_chunks(answer) if stream else of_choice(answer.choices[0])


def instructor_ask(base, words):
    import instructor
    import pydantic

    class Weather(pydantic.BaseModel):
        city: str
        days: int

    client = instructor.from_openai(openai_client(base), mode=instructor.Mode.JSON_SCHEMA)
    answer = client.chat.completions.create(
        model="m", messages=[{"role": "user", "content": words}], response_model=Weather,
        max_retries=0)
    return answer.model_dump_json()


def pydantic_ask(base, words):
    import pydantic
    import pydantic_ai
    from pydantic_ai.models.openai import OpenAIChatModel
    from pydantic_ai.providers.openai import OpenAIProvider

    class Weather(pydantic.BaseModel):
        city: str
        days: int

    model = OpenAIChatModel("m", provider=OpenAIProvider(openai_client=async_client(base)))
    agent = pydantic_ai.Agent(
        model, output_type=pydantic_ai.ToolOutput(Weather, name="get_weather"), retries=0)
    return agent.run_sync(words).output.model_dump_json()


def async_client(base):
    import openai

    return openai.AsyncOpenAI(base_url=base, api_key=KEY, max_retries=0)


CALL, CONTENT = {"tools": TOOLS}, {"response_format": FORMAT}
SDKS = {
    "openai": ("openai", lambda b, w: chat(openai_client(b), w, False, CALL)),
    "openai stream": ("openai", lambda b, w: chat(openai_client(b), w, True, CALL)),
    "openai JSON": ("openai", lambda b, w: chat(openai_client(b), w, False, CONTENT)),
    "openai JSON stream": ("openai", lambda b, w: chat(openai_client(b), w, True, CONTENT)),
    "openai parse": ("openai", openai_parse),
    "openai responses": ("openai", lambda b, w: openai_responses(b, w, False)),
    "openai responses stream": ("openai", lambda b, w: openai_responses(b, w, True)),
    "anthropic": ("anthropic", lambda b, w: anthropic_ask(b, w, False)),
    "anthropic stream": ("anthropic", lambda b, w: anthropic_ask(b, w, True)),
    "together": ("together", lambda b, w: chat(together_client(b), w, False, CALL)),
    "together stream": ("together", lambda b, w: chat(together_client(b), w, True, CALL)),
    "fireworks": ("fireworks-ai", lambda b, w: chat(fireworks_client(b), w, False, CALL)),
    "fireworks stream": ("fireworks-ai", lambda b, w: chat(fireworks_client(b), w, True, CALL)),
    "langchain": ("langchain-openai", lambda b, w: langchain_ask(b, w, False)),
    "langchain stream": ("langchain-openai", lambda b, w: langchain_ask(b, w, True)),
    "litellm": ("litellm", lambda b, w: litellm_ask(b, w, False)),
    "litellm stream": ("litellm", lambda b, w: litellm_ask(b, w, True)),
    "instructor": ("instructor", instructor_ask),
    "pydantic-ai": ("pydantic-ai-slim", pydantic_ask),
}


def is_error_of_api(error):
    """Whether an SDK says that the answer is an error, and not that it cannot read it."""
    while error is not None:
        if getattr(error, "status_code", None) or "APIError" in repr(type(error).__mro__):
            return True
        if "adhere_" in str(error):
            return True
        error = error.__cause__ or error.__context__
    return False


def cell(ask, base, quirk):
    try:
        text = ask(base, f"Weather? quirk={quirk}")
    except ImportError:
        return "absent"
    except Exception as error:  # Of every SDK, each has its own.
        return "refused" if is_error_of_api(error) else "wrong"
    try:
        return "right" if json.loads(text) == WANTED else "wrong"
    except (ValueError, TypeError):
        return "wrong"


def digest(port, path, body):
    connection = http.client.HTTPConnection("127.0.0.1", port)
    connection.request("POST", path, body, {"content-type": "application/json"})
    return hashlib.sha256(connection.getresponse().read()).hexdigest()


def asked(directory, base):
    """The cells of all SDKs, a process for each package."""
    cells = {}
    running = []
    for package in dict.fromkeys(package for package, _ in SDKS.values()):
        python = pathlib.Path(directory) / package / "bin" / "python"
        if not python.exists():
            continue
        running.append(subprocess.Popen(
            [str(python), __file__, "--ask", package, base], stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL, text=True))
    for process in running:
        lines = process.communicate(timeout=600)[0].splitlines()
        cells.update(json.loads(lines[-1]) if lines else {})
    return cells


IMPORTS = {  # In this order: some snippets import the SDK below their own.
    "instructor": "instructor", "pydantic_ai": "pydantic-ai-slim", "litellm": "litellm",
    "langchain_openai": "langchain-openai", "anthropic": "anthropic", "together": "together",
    "fireworks": "fireworks-ai", "openai": "openai",
}


def snippets(directory, port):
    """Runs the article's snippets as they stand, but for the port; returns how many are wrong."""
    article = pathlib.Path("Sources/AdhereProxy/AdhereProxy.docc/Clients.md").read_text()
    texts = re.findall(r"```python\n(.*?)```", article, re.S)
    tools = next(text for text in texts if text.startswith("tools = "))
    environment = {**os.environ, **{f"{name}_API_KEY": KEY for name in (
        "OPENAI", "TOGETHER", "FIREWORKS", "ANTHROPIC")}}
    wrong = ran = 0
    for text in texts:
        module = next((name for name in IMPORTS if re.search(
            rf"^(import|from) {name}\b", text, re.M)), None)
        python = pathlib.Path(directory) / IMPORTS.get(module, "none") / "bin" / "python"
        if module is None or not python.exists():
            continue
        code = tools + text.replace("127.0.0.1:4010", f"127.0.0.1:{port}")
        out = subprocess.run([str(python), "-c", code], capture_output=True, text=True,
                             timeout=120, env=environment)
        try:
            good = json.loads(out.stdout) == WANTED
        except ValueError:
            good = False
        ran += 1
        if not good:
            wrong += 1
            print(f"the snippet with {module} is wrong: {out.stdout}{out.stderr[-500:]}")
    print(f"{ran - wrong} of {ran} snippets of the article are right")
    return wrong


def ask(package, base):
    cells = {}
    for name, (of, function) in SDKS.items():
        if of == package:
            cells[name] = {quirk: cell(function, base, quirk) for quirk in QUIRKS}
    print(json.dumps(cells))


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
        alone = asked(sys.argv[2], upstream)
        through = asked(sys.argv[2], f"http://127.0.0.1:{port}/v1")
        wrong = report(alone, through)
        for stream in (False, True):
            body = json.dumps({
                "model": "m", "stream": stream, "messages": [], "tools": TOOLS,
                "own": {"x": [1, 2.50]}}, indent=1)
            a = digest(server.server_port, "/v1/chat/completions", body)
            b = digest(port, "/v1/chat/completions", body)
            if a != b or Upstream.bodies[-1] != body.encode():
                print("a conforming answer or its request was changed")
                wrong += 1
        Upstream.fallback = "single quotes"
        wrong += snippets(sys.argv[2], port)
        return 1 if wrong else 0
    finally:
        proxy.terminate()
        proxy.wait()
        server.shutdown()


def report(alone, through):
    """Prints the table; returns the number of cells that are wrong through the proxy."""
    wrong = 0
    print("| SDK | right alone | right through the proxy | wrong through the proxy |")
    print("| --- | ---: | ---: | --- |")
    sums = [0, 0, 0]
    for name in SDKS:
        if name not in through or "absent" in through[name].values():
            print(f"| {name} | | | not installed |")
            continue
        good = {quirk: "refused" if quirk in HOPELESS else "right" for quirk in QUIRKS}
        bad = [quirk for quirk in QUIRKS if through[name][quirk] != good[quirk]]
        counts = [sum(cells[name][quirk] == good[quirk] for quirk in QUIRKS)
                  for cells in (alone, through)]
        print(f"| {name} | {counts[0]} of {len(QUIRKS)} | {counts[1]} of {len(QUIRKS)} |"
              f" {', '.join(f'{quirk} ({through[name][quirk]})' for quirk in bad)} |")
        wrong += len(bad)
        sums = [sums[0] + counts[0], sums[1] + counts[1], sums[2] + len(QUIRKS)]
    print(f"\nright, or refused where nothing can be right: {sums[0]} of {sums[2]} alone, "
          f"{sums[1]} through the proxy")
    return wrong


if __name__ == "__main__":
    if sys.argv[1] == "--ask":
        ask(sys.argv[2], sys.argv[3])
    else:
        sys.exit(main())
