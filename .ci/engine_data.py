"""What the checks of engines share: outputs of every kind, and what one process makes of them."""
import collections
import hashlib
import json
import os
import pathlib
import shutil
import subprocess
import time

TOOLS = [{"type": "function", "function": {"name": "f", "parameters": {
    "type": "object", "properties": {"a": {"type": "integer"}}, "required": ["a"]}}}]
SCHEMA = {"type": "object", "properties": {"n": {"type": "number"}, "s": {"type": "string"}}, "required": ["n"]}


class Data:
    class Absent(Exception):
        """What a check needs is not there."""

    def __init__(self, work, count):
        self.work, self.count = work, count
        # Nothing of an earlier run, which may have been that of another version.
        shutil.rmtree(work / "tables", ignore_errors=True)
        (work / "report.table.jsonl").unlink(missing_ok=True)
        self.adhere = os.environ["ADHERE"]
        self.records = work / "records.jsonl"
        self.hard = [json.dumps(x) for x in hard_records()]
        corpus = [line for path in sorted(pathlib.Path("corpus").glob("*.jsonl"))
                  for line in path.read_text().split("\n") if line]
        base = self.hard + [json.dumps({**json.loads(x), "id": f"c{i}"}) for i, x in enumerate(corpus)]
        base.append("{this is no record")
        self.base = base
        with self.records.open("w") as file:
            for i in range(count):
                file.write(base[i % len(base)] + "\n")
        self.answers = work / "answers.jsonl"
        self.answers.write_text("".join(json.dumps(x) + "\n" for x in answers()))
        # What was asked here is not judged.
        self.grammar = work / "grammar.json"
        self.grammar.write_text(json.dumps({"model": "m0", "messages": [], "guided_grammar": "root ::= [a-z]+"}))
        began = time.monotonic()
        out = self.filter("--output", "record", self.records)
        self.seconds = time.monotonic() - began
        self.lines = out.split("\n")[:-1]
        self.outcomes = collections.Counter(json.loads(x)["outcome"] for x in self.lines)
        self.digest = digest(self.lines)
        assert len(self.lines) == count, (len(self.lines), count)

    def run(self, *arguments, **more):
        return subprocess.run([self.adhere, *map(str, arguments)], check=True, capture_output=True, text=True, **more)

    def filter(self, *arguments):
        return self.run("filter", "--exit-zero", "--input", "record", *arguments).stdout

    def same(self, lines):
        """Raises where what an engine made differs from what one process made."""
        if len(lines) != self.count:
            raise AssertionError(f"{len(lines)} records, {self.count} are due")
        outcomes = collections.Counter(json.loads(x)["outcome"] for x in lines)
        if outcomes != self.outcomes:
            raise AssertionError(f"outcomes {dict(outcomes)}, {dict(self.outcomes)} are due")
        if digest(lines) != self.digest:
            raise AssertionError("the sorted records differ from those of one process")


def digest(lines):
    """Of records without their order; what no line has is left out: the number of the line in an error."""
    return hashlib.sha256("\n".join(sorted(x for x in lines if '"bad-record"' not in x)).encode()).hexdigest()


def need(name):
    """A package of PyPI."""
    import importlib
    try:
        return importlib.import_module(name)
    except ImportError as error:
        raise Data.Absent(f"no {name}: {error}") from None


def program(*names):
    """A program of the system, by any of its names or paths."""
    import glob
    import shutil
    for name in names:
        for path in sorted(glob.glob(name)) or [shutil.which(name)]:
            if path:
                return path
    raise Data.Absent(f"no {names[0]}")


def hard_records():
    """Every outcome and surface, and what tables and databases find hard."""
    def record(number, raw, **more):
        return {"id": number, "model": f"m{number % 3}", "provider": "p", "raw": raw, **more}
    texts = ['{"n": 1}', '{"n": "1"}', '{"n": "x"}', "{", "", "no JSON", '{"n": 18446744073709551616}', '{"n": 1e400}',
             '{"n": 1, "s": "a\\u0000b"}', '{"n": 1, "s": "\\ud800"}', "{'n': 1, 's': 'a\0b'}", '{"n": 1, "s": "é\u2028"}',
             "```json\n{\"n\": 2,}\n```", '{"n": 1, "n": 2}']
    for number, text in enumerate(texts):
        yield record(number, text, schema=SCHEMA)
    calls = ['[{"name": "f", "arguments": {"a": 1}}]', "f(a=1)", 'f(a="1")', "f(a=", "hello", "nope(a=1)",
             '<tool_call>\n{"name": "f", "arguments": {"a": 1\n</tool_call>',
             [{"name": "f", "arguments": "{\"a\": 1}"}], [{"name": "f", "arguments": {"a": "\0"}}], []]
    for number, raw in enumerate(calls, 100):
        yield record(number, raw, tools=TOOLS, session=f"s{number}", label="held-out")
    yield record(200, '{"n": 1', schema=SCHEMA, finish_reason="length")
    yield record(201, "I can't help with that.", schema=SCHEMA, finish_reason="content_filter")
    yield {"id": None, "raw": '{"n": 3}', "schema": SCHEMA, "messages": [{"role": "user", "content": "a\0b"}]}
    yield {"id": {"run": 1.50}, "raw": "[1]", "schema": {"type": "array"}, "prompt": "p", "parameters": {"t": 1e300}}


def answers():
    """Whole answers, for what records alone do not hold."""
    yield {"id": "c1", "choices": [{"index": 0, "message": {"role": "assistant", "refusal": "no"}, "finish_reason": "stop"}]}
    yield {"error": {"message": "overloaded", "type": "server_error"}}
    yield {"id": "c2", "choices": [{"index": 0, "message": {"role": "assistant", "content": '{"n": 1}'}, "finish_reason": "stop"}]}
