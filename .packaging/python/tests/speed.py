"""Microseconds of processor time a call, the median of seven runs, json_repair beside it where it is
installed; what the transport adds to an answer; and that memory stays what it was.

Usage: speed.py [CALLS]. Ends with 1 where it grows by more than 1 MB over CALLS calls, a million.
"""

import json
import statistics
import sys
import time

import adhere

SCHEMA = {"type": "object", "properties": {
    "sentiment": {"enum": ["positive", "neutral", "negative"]}, "confidence": {"type": "number"},
    "topics": {"type": "array", "items": {"type": "string"}}, "summary": {"type": "string"}},
    "required": ["sentiment", "confidence"]}
GOOD = json.dumps({"sentiment": "positive", "confidence": 0.93, "topics": ["delivery", "price"],
                   "summary": "The customer is happy with the delivery and finds the price right, "
                              "would order again, and asks for a larger size of the same coat."})
BROKEN = ("<think>happy</think>\n```json\n{'sentiment': 'Positive', 'confidence': '12', "
          "'topics': ['delivery', 'price',], 'summary': 'The customer is happy'}\n```")


def measure(call, text, count=20_000):
    runs = []
    for _ in range(7):
        start = time.process_time()
        for _ in range(count):
            call(text)
        runs.append((time.process_time() - start) / count * 1e6)
    return statistics.median(runs)


def transport():
    """What the transport adds to an answer of 1 KB: conforming, and with broken arguments."""
    try:
        import httpx

        import adhere.httpx
    except ImportError:
        print("httpx is not installed")
        return
    tool = {"type": "function", "function": {"name": "classify", "parameters": SCHEMA}}
    asked = {"model": "m", "messages": [{"role": "user", "content": "x" * 400}], "tools": [tool]}
    body = json.dumps(asked).encode()
    for name, arguments in ("conforming", GOOD), ("broken", BROKEN):
        call = {"id": "c", "type": "function", "function": {"name": "classify", "arguments": arguments}}
        answer = json.dumps({
            "id": "a", "object": "chat.completion", "created": 1, "model": "m",
            "choices": [{"index": 0, "message": {"role": "assistant", "content": None,
                                                 "tool_calls": [call]},
                         "finish_reason": "tool_calls"}],
            "usage": {"prompt_tokens": 200, "completion_tokens": 70, "total_tokens": 270}}).encode()
        played = httpx.MockTransport(lambda _: httpx.Response(
            200, content=answer, headers={"content-type": "application/json"}))
        clients = [httpx.Client(transport=t) for t in (played, adhere.httpx.Transport(played))]
        took = [], []
        for _ in range(7):
            # Both in turns: what else the machine does falls on both.
            for client, runs in zip(clients, took):
                start = time.process_time()
                for _ in range(1_000):
                    client.post("http://x/v1/chat/completions", content=body)
                runs.append((time.process_time() - start) / 1_000 * 1e6)
        alone, judged = map(statistics.median, took)
        print(f"httpx, {name} answer of {len(answer)} bytes: {alone:.0f} us alone,"
              f" {judged - alone:+.0f} us with the transport")


def resident():
    with open("/proc/self/statm") as file:
        return int(file.read().split()[1]) * 4


def memory(calls):
    """Kilobytes that memory grows by over so many calls, of all kinds."""
    contract = adhere.Contract(SCHEMA)
    asked = adhere.Contract(request={"tools": [{"name": "f", "parameters": SCHEMA}]})
    body = json.dumps({"choices": [{"message": {"tool_calls": [
        {"function": {"name": "f", "arguments": BROKEN}}]}, "finish_reason": "tool_calls"}]})
    before = 0
    for i in range(-calls // 10, calls):
        if i == 0:
            before = resident()
        judgement = contract.judge(GOOD if i % 2 else BROKEN)
        if i % 10 == 0:
            judgement.record
        if i % 100 == 0:
            asked.judge_body(body).judgements
            asked.stream().feed(b"data: {")
            adhere.repair("{a: 1}", {"type": "object"})
    grown = resident() - before
    print(f"{calls} calls: {grown:+} KB")
    return grown


def main():
    contract = adhere.Contract(SCHEMA)
    assert contract.judge(GOOD).outcome == "valid", contract.judge(GOOD).record
    assert contract.judge(BROKEN).outcome == "repaired", contract.judge(BROKEN).record
    print(f"conforming, {len(GOOD)} bytes: {measure(contract.judge, GOOD):.2f} us")
    print(f"broken, {len(BROKEN)} bytes: {measure(contract.judge, BROKEN, 5_000):.2f} us")
    transport()
    grown = memory(int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000)
    try:
        import json_repair
    except ImportError:
        print("json_repair is not installed")
        return grown > 1024
    print(f"json_repair, broken: {measure(json_repair.loads, BROKEN, 500):.2f} us")
    free = adhere.Contract()
    big = json.dumps({"items": [{"id": i, "name": f"Item number {i}"} for i in range(250)]})
    kinds = {
        "truncated": big[:-40], "trailing commas": big.replace("}", ",}"),
        "single quotes": big.replace('"', "'"), "prose and fence": f"Here:\n```json\n{big}\n```\nOk?",
        "bare keys": big.replace('"id"', "id").replace('"name"', "name"),
        "python": str(json.loads(big)),
    }
    guess = adhere.Contract(repair="guess")
    for name, text in kinds.items():
        judge = guess if name == "truncated" else free
        assert judge.judge(text).outcome == "repaired", name
        # Both as far as Python's own values.
        ours = measure(lambda text: judge.judge(text).value, text, 20)
        theirs = measure(json_repair.loads, text, 2)
        print(f"{name}, {len(text)} bytes: {ours:.0f} us, json_repair {theirs:.0f} us,"
              f" {theirs / ours:.1f} times")
    return grown > 1024


if __name__ == "__main__":
    sys.exit(main())
