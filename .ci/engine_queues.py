"""Queues: one long-lived filter takes records, and a message counts as done once its line is out."""
import asyncio
import contextlib
import pathlib
import shutil
import socket
import subprocess
import tempfile
import time

from engine_data import need, program
from engine_runs import command


def free_port():
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


def wait(port):
    for _ in range(200):
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
            return
        time.sleep(.05)
    raise AssertionError("the server does not answer")


@contextlib.contextmanager
def serving(*arguments):
    folder = pathlib.Path(tempfile.mkdtemp())
    server = subprocess.Popen([*map(str, arguments)], cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        yield
    finally:
        server.terminate()
        server.wait()
        shutil.rmtree(folder, ignore_errors=True)


class Filter:
    """A filter that lives for as long as the consumer does: records in, as many records out, at once."""

    def __init__(self, data):
        self.process = subprocess.Popen(command(data), stdin=subprocess.PIPE, stdout=subprocess.PIPE)

    def judge(self, records):
        # More than a pipe holds would stand still where nobody reads.
        import threading
        writing = threading.Thread(target=self.write, args=(records,))
        writing.start()
        lines = [self.process.stdout.readline().decode().rstrip("\n") for _ in records]
        writing.join()
        return lines

    def write(self, records):
        self.process.stdin.write(b"".join(x + b"\n" for x in records))
        self.process.stdin.flush()

    def kill(self):
        self.process.kill()
        self.process.wait()


def records(data):
    return data.records.read_bytes().split(b"\n")[:-1]


def finish(data, lines, began, killed):
    data.same(lines)
    return f"{len(lines):,} records in {time.monotonic() - began:.1f} s, one consumer killed before {killed} were acknowledged"


def nats(data):
    module = need("nats")
    server, port = program("nats-server", "/usr/sbin/nats-server"), free_port()

    async def work():
        client = await module.connect(f"nats://127.0.0.1:{port}")
        stream = client.jetstream()
        await stream.add_stream(name="outputs", subjects=["outputs"])
        for record in records(data):
            await stream.publish("outputs", record)
        subscription = await stream.pull_subscribe(
            "outputs", "judges", config=module.js.api.ConsumerConfig(ack_wait=2, max_ack_pending=10_000))
        began = time.monotonic()
        # The first consumer dies with a batch judged and not acknowledged: it comes again.
        first = Filter(data)
        lost = await subscription.fetch(100, timeout=5)
        first.judge([x.data for x in lost])
        first.kill()
        lines, judge = [], Filter(data)
        while len(lines) < data.count:
            try:
                batch = await subscription.fetch(1000, timeout=5)
            except (TimeoutError, module.errors.TimeoutError):
                break
            lines += judge.judge([x.data for x in batch])
            for message in batch:
                await message.ack()
        judge.kill()
        await client.close()
        return lines, began, len(lost)

    with serving(server, "-js", "-p", port, "-a", "127.0.0.1", "-sd", "."):
        wait(port)
        return finish(data, *asyncio.run(work()))


def redis(data):
    module = need("redis")
    server, port = program("redis-server"), free_port()
    with serving(server, "--port", port, "--save", ""):
        wait(port)
        client = module.Redis(port=port)
        client.xgroup_create("outputs", "judges", id="0", mkstream=True)
        sending = client.pipeline(transaction=False)
        for record in records(data):
            sending.xadd("outputs", {"record": record})
        sending.execute()
        began = time.monotonic()
        first = Filter(data)
        [[_, lost]] = client.xreadgroup("judges", "first", {"outputs": ">"}, count=100)
        first.judge([x[b"record"] for _, x in lost])
        first.kill()
        lines, judge = [], Filter(data)

        def take(batch):
            lines.extend(judge.judge([x[b"record"] for _, x in batch]))
            client.xack("outputs", "judges", *[i for i, _ in batch])
        # What the dead consumer took is claimed; then what nobody took.
        take(client.xautoclaim("outputs", "judges", "second", 0, count=1000)[1])
        while True:
            found = client.xreadgroup("judges", "second", {"outputs": ">"}, count=1000)
            if not found:
                break
            take(found[0][1])
        judge.kill()
        return finish(data, lines, began, len(lost))


CHECKS = {"nats: JetStream": nats, "redis: streams": redis}
