"""Holds records from Python against those of the command: parity.py ADHERE RECORDS...

Every record is judged by `adhere filter --output record` and by a contract of its schema or tools;
the two lines have to be the same, byte for byte.
"""

import gzip
import json
import subprocess
import sys

import adhere

ABOUT = ("id", "model", "provider", "finish_reason", "partial", "prompt", "messages")


def judged(line):
    record = json.loads(line)
    schema, tools = record.get("schema"), record.get("tools")
    surface, raw = record.get("surface"), record.get("raw")
    options = {}
    if schema is not None and surface != "tool":
        contract = adhere.Contract(schema=json.dumps(schema))
    elif tools is not None and surface != "json":
        contract = adhere.Contract(tools=json.dumps(tools), tool_choice=record.get("tool_choice"))
    else:
        kind = "any-call" if surface == "tool" or surface is None and isinstance(raw, list) else "any"
        contract = adhere.Contract(any=kind)
    about = {name: record[name] for name in ABOUT if name in record}
    return contract.judge(raw, **about).line


def main(command, paths):
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
    return failed > 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], sys.argv[2:]))
