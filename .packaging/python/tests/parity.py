"""Holds records from Python against those of the command: parity.py [--answers FILE] ADHERE RECORDS...

Every record is judged by `adhere filter --output record` and by a contract of its schema or tools;
the two lines have to be the same, byte for byte. So have those of whole answers, streamed or not: the
quirks of `.ci/proxy_sdks.py` in three APIs, which are written to FILE with what the command made of
them.
"""

import argparse
import gzip
import json
import pathlib
import subprocess
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[3] / ".ci"))
import proxy_sdks as played

import adhere

ABOUT = ("id", "model", "provider", "finish_reason", "partial", "prompt", "messages")


def judged(line):
    record = json.loads(line)
    schema, tools = record.get("schema"), record.get("tools")
    surface, raw = record.get("surface"), record.get("raw")
    if schema is not None and surface != "tool":
        contract = adhere.Contract(schema=json.dumps(schema))
    elif tools is not None and surface != "json":
        contract = adhere.Contract(tools=json.dumps(tools), tool_choice=record.get("tool_choice"))
    else:
        kind = "any-call" if surface == "tool" or surface is None and isinstance(raw, list) else "any"
        contract = adhere.Contract(any=kind)
    about = {name: record[name] for name in ABOUT if name in record}
    return contract.judge(raw, **about).line


def answers():
    """Requests, and what is answered: whole, or as the events of a stream."""
    tool = {"name": "get_weather", "parameters": played.PARAMETERS}
    said = [{"role": "user", "content": "Paris, 3 days"}]
    chat = {"model": "m", "messages": said, "tools": played.TOOLS}
    content = {"model": "m", "messages": said, "response_format": played.FORMAT}
    items = {"model": "m", "input": "Paris", "tools": [{"type": "function", **tool, "strict": False}]}
    blocks = {"model": "m", "max_tokens": 99, "messages": said,
              "tools": [{"name": "get_weather", "input_schema": played.PARAMETERS}]}
    for text in played.QUIRKS.values():
        yield chat, played.completion(text, False)
        yield chat, played.chunks(text, False)
        yield content, played.completion(text, True)
        yield content, played.chunks(text, True)
        yield items, played.response(text)
        yield items, played.response_events(text)
        yield blocks, played.message(text)
        yield blocks, played.tool_events(text)


def wire(command, file):
    """How many answers there are, and how many are judged otherwise or handed on as other bytes."""
    total = differ = 0
    with tempfile.TemporaryDirectory() as folder:
        for request, answer in answers():
            total += 1
            contract = adhere.Contract(request=request)
            if isinstance(answer, dict):
                data = json.dumps(answer).encode()
                judged = contract.judge_body(data)
                found, out = judged.judgements, judged.body
            else:
                data = "".join(answer).encode()
                stream = contract.stream()
                # In pieces that end anywhere.
                out = b"".join(stream.feed(data[i:i + 11]) for i in range(0, len(data), 11))
                out += stream.finish()
                found = stream.judgements
            asked = pathlib.Path(folder) / "request.json"
            asked.write_text(json.dumps(request))
            lines, body = (
                subprocess.run([command, "filter", "--request", asked, "--output", form, "--exit-zero"],
                               input=data, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL).stdout
                for form in ("record", "envelope"))
            if file:
                texts = {"request": json.dumps(request), "data": data.decode(), "lines": lines.decode(),
                         "body": body.decode(), "stream": not isinstance(answer, dict)}
                file.write(json.dumps(texts) + "\n")
            records = b"".join(judgement.line + b"\n" for judgement in found)
            if (records, out.strip()) != (lines, body.strip()):
                differ += 1
                if differ < 5:
                    print(data[:300], records, lines, out, body, sep="\n  ")
    return total, differ


def main(command, paths, file):
    failed = total = errors = 0
    for path in paths:
        opened = gzip.open(path) if path.endswith(".gz") else open(path, "rb")
        with opened:
            lines = []
            for line in opened:
                record = json.loads(line)
                record = record.get("record", record)
                if isinstance(record.get("input"), str) and "raw" not in record:
                    record = {"raw": record["input"], **{
                        name: record[name] for name in ("schema", "tools") if record.get(name)}}
                # In a corpus a form is how an output is written, not one that was asked for.
                record.pop("form", None)
                if "raw" in record:
                    lines.append(json.dumps(record, ensure_ascii=False).encode("utf-8", "replace"))
        run = subprocess.run(
            [command, "filter", "--input", "record", "--output", "record", "--exit-zero"],
            input=b"\n".join(lines), stdout=subprocess.PIPE, check=True)
        wanted = run.stdout.split(b"\n")[:-1]
        assert len(wanted) == len(lines), (path, len(wanted), len(lines))
        for line, right in zip(lines, wanted):
            total += 1
            try:
                found = judged(line)
            except adhere.ContractError as error:
                # The command writes a record of such a line, the library raises.
                errors += 1
                if json.loads(right)["outcome"] == "error":
                    continue
                found = str(error).encode()
            if found != right:
                failed += 1
                if failed < 5:
                    print(path, line[:300], right[:300], found[:300], sep="\n  ")
    print(f"{total} records, {failed} differ, {errors} with a contract that cannot be used")
    whole, differ = wire(command, file)
    print(f"{whole} whole answers, {differ} differ")
    return failed + differ > 0


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--answers", type=argparse.FileType("w"))
    parser.add_argument("adhere")
    parser.add_argument("records", nargs="*")
    given = parser.parse_args()
    sys.exit(main(given.adhere, given.records, given.answers))
