"""Microseconds of processor time a call, the median of seven runs, json_repair beside it where it is installed."""

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


def main():
    contract = adhere.Contract(SCHEMA)
    assert contract.judge(GOOD).outcome == "valid", contract.judge(GOOD).record
    assert contract.judge(BROKEN).outcome == "repaired", contract.judge(BROKEN).record
    print(f"conforming, {len(GOOD)} bytes: {measure(contract.judge, GOOD):.2f} us")
    print(f"broken, {len(BROKEN)} bytes: {measure(contract.judge, BROKEN, 5_000):.2f} us")
    try:
        import json_repair
    except ImportError:
        print("json_repair is not installed")
        return
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
        ours, theirs = measure(judge.judge, text, 20), measure(json_repair.loads, text, 2)
        print(f"{name}, {len(text)} bytes: {ours:.0f} us, json_repair {theirs:.0f} us,"
              f" {theirs / ours:.0f} times")


if __name__ == "__main__":
    sys.exit(main())
