#!/usr/bin/env python3
"""Has Anthropic's own SDK read messages and streams that were emitted.

Usage: sdk_anthropic.py FOLDER
Reads `messages.NAME.json` (whole messages) and `messages.NAME.sse` (streams) of the folder: each
object and event has to be of the SDK's types, and its client has to read the whole of it. Ends with
1 where it refuses one, with 3 where the SDK is not there.
"""
import json
import pathlib
import sys

REFUSED, NOTHING = 1, 3


def messages(path, text):
    """The number of objects and events of a file. Raises ValueError where the SDK refuses one."""
    import anthropic
    from anthropic.types import Message, RawMessageStreamEvent
    from pydantic import TypeAdapter

    body = text.encode()
    try:
        if path.suffix == ".json":
            Message.model_validate_json(body)
            message, count = _ask(anthropic, body, "application/json"), 1
        else:
            count = _events(body, TypeAdapter(RawMessageStreamEvent))
            message = _stream(anthropic, body)
        for block in message.content:
            if block.type == "tool_use" and not isinstance(block.input, dict):
                raise ValueError(f"the input of {block.name} is no object: {block.input!r}")
    except Exception as error:
        raise ValueError(str(error)[:500]) from error
    return count


def _events(body, event_type):
    """Validates each event; pings are none of the SDK's types and are passed over by its client."""
    count = 0
    for line in body.decode().splitlines():
        if line.startswith("data: ") and json.loads(line[6:])["type"] != "ping":
            event_type.validate_json(line[6:])
            count += 1
    return count


def _client(anthropic, body, content_type):
    http = anthropic.DefaultHttpxClient
    httpx = sys.modules[http.__mro__[1].__module__.split(".")[0]]

    def answer(request):
        return httpx.Response(200, headers={"content-type": content_type}, content=body)

    return anthropic.Anthropic(
        api_key="none", max_retries=0, http_client=http(transport=httpx.MockTransport(answer))
    )


ASKED = {"model": "m", "max_tokens": 9, "messages": [{"role": "user", "content": "x"}]}


def _ask(anthropic, body, content_type):
    return _client(anthropic, body, content_type).messages.create(**ASKED)


def _stream(anthropic, body):
    with _client(anthropic, body, "text/event-stream").messages.stream(**ASKED) as stream:
        return stream.get_final_message()


def main():
    try:
        import anthropic
    except ImportError:
        print("no anthropic SDK here")
        sys.exit(NOTHING)
    counts = {".json": 0, ".sse": 0}
    for path in sorted(pathlib.Path(sys.argv[1]).glob("messages.*")):
        try:
            counts[path.suffix] += messages(path, path.read_bytes().decode())
        except ValueError as error:
            print(f"anthropic {anthropic.__version__} refuses {path.name}: {error}")
            sys.exit(REFUSED)
    if not all(counts.values()):
        print(f"nothing to read in {sys.argv[1]}")
        sys.exit(REFUSED)
    print(
        f"anthropic {anthropic.__version__}: {counts['.json']} messages, "
        f"{counts['.sse']} events of streams"
    )


if __name__ == "__main__":
    main()
