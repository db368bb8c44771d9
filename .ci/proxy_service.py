#!/usr/bin/env python3
"""Looks at adhere-proxy as a service: what it does to clients that leave, on signals, on a full disk,
and with keys.

Usage: proxy_service.py PROXY [CHECK…]
Ends with 1 where a check fails. What a check needs and is not here is said, and the check left out.
"""
import gzip
import json
import os
import pathlib
import resource
import shutil
import signal
import socket
import sqlite3
import ssl
import statistics
import subprocess
import sys
import tempfile
import threading
import time
import urllib.request

PARAMETERS = {
    "type": "object", "properties": {"city": {"type": "string"}, "days": {"type": "integer"}},
    "required": ["city"]}
TOOLS = [{"type": "function", "function": {"name": "get_weather", "parameters": PARAMETERS}}]
BROKEN = "{'city': 'Paris', 'days': '3',}"
CLIENT_KEY, OWN_KEY = "sk-client-5e1f0c9a7b3d", "sk-upstream-91c4ab77d2e0"


def answer(arguments):
    call = {"id": "t1", "type": "function", "function": {
        "name": "get_weather", "arguments": arguments}}
    return json.dumps({"id": "c1", "object": "chat.completion", "model": "m", "choices": [{
        "index": 0, "message": {"role": "assistant", "content": None, "tool_calls": [call]},
        "finish_reason": "tool_calls"}]}).encode()


def event(delta, finish=None):
    return ("data: " + json.dumps({
        "id": "c1", "object": "chat.completion.chunk", "model": "m",
        "choices": [{"index": 0, "delta": delta, "finish_reason": finish}]}) + "\n\n").encode()


def chunk(data):
    return b"%x\r\n%s\r\n" % (len(data), data)


STREAM_HEAD = (b"HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\n"
               b"transfer-encoding: chunked\r\n\r\n")


def whole(body, *headers):
    lines = b"".join(header + b"\r\n" for header in headers)
    return (b"HTTP/1.1 200 OK\r\ncontent-type: application/json\r\n" + lines
            + b"content-length: %d\r\n\r\n" % len(body)) + body


class Upstream(threading.Thread):
    """Gives each connection to `play` with the request, a thread each."""

    def __init__(self, play):
        super().__init__(daemon=True)
        self.play = play
        self.listener = socket.create_server(("127.0.0.1", 0), backlog=1024)
        self.url = f"http://127.0.0.1:{self.listener.getsockname()[1]}/v1"
        self.start()

    def run(self):
        while True:
            connection, _ = self.listener.accept()
            threading.Thread(target=self.serve, args=(connection,), daemon=True).start()

    def serve(self, connection):
        try:
            while True:
                data = b""
                while b"\r\n\r\n" not in data:
                    piece = connection.recv(65536)
                    if not piece:
                        return
                    data += piece
                head, _, body = data.partition(b"\r\n\r\n")
                length = int(dict(line.lower().split(b": ", 1) for line in head.split(b"\r\n")[1:])
                             .get(b"content-length", 0))
                while len(body) < length:
                    body += connection.recv(65536)
                if self.play(connection, body) is False:
                    return
        except OSError:
            pass
        finally:
            connection.close()


class Proxy:
    def __init__(self, binary, url, environment=None, before=None, **more):
        self.directory = pathlib.Path(tempfile.mkdtemp())
        self.config = self.directory / "proxy.json"
        self.config.write_text(json.dumps({
            "listen": "127.0.0.1:0", "admin": "127.0.0.1:0",
            "upstreams": [{"name": "u", "url": url}], **more}))
        place = self.directory / "port"
        self.log = self.directory / "log"
        self.process = subprocess.Popen(
            [binary, "--config", str(self.config), "--port-file", str(place)],
            stderr=self.log.open("w"), cwd=self.directory, preexec_fn=before,
            env={**os.environ, **(environment or {})})
        end = time.monotonic() + 20
        while not place.exists():
            if self.process.poll() is not None or time.monotonic() > end:
                raise RuntimeError(self.log.read_text())
            time.sleep(0.01)
        self.port, self.admin = (
            int(line.rpartition(":")[2]) for line in place.read_text().split())

    def connect(self):
        connection = socket.create_connection(("127.0.0.1", self.port), 20)
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        return connection

    def send(self, connection, stream=False, *headers):
        body = json.dumps({
            "model": "m", **({"stream": True} if stream else {}), "tools": TOOLS,
            "messages": [{"role": "user", "content": "Weather?"}]}).encode()
        lines = "".join(f"{header}\r\n" for header in headers)
        connection.sendall(
            (f"POST /v1/chat/completions HTTP/1.1\r\nhost: x\r\n{lines}"
             f"authorization: Bearer {CLIENT_KEY}\r\ncontent-length: {len(body)}\r\n\r\n").encode()
            + body)

    def ask(self, *headers):
        """Status, headers and body of one answer."""
        with self.connect() as connection:
            self.send(connection, False, *headers)
            data = b""
            while b"\r\n\r\n" not in data:
                piece = connection.recv(65536)
                if not piece:
                    raise OSError("no answer")
                data += piece
            head, _, body = data.partition(b"\r\n\r\n")
            lines = head.decode().split("\r\n")
            fields = {name.lower(): value for name, _, value in (
                line.partition(": ") for line in lines[1:])}
            while len(body) < int(fields.get("content-length", 0)):
                piece = connection.recv(65536)
                if not piece:
                    raise OSError("half an answer")
                body += piece
            return int(lines[0].split()[1]), fields, body

    def page(self, path):
        with urllib.request.urlopen(f"http://127.0.0.1:{self.admin}{path}", timeout=10) as page:
            return page.read().decode()

    def stop(self):
        if self.process.poll() is None:
            self.process.terminate()
        return self.process.wait(60)


def disconnects(binary):
    """200 clients that leave, before and after the first byte, streamed and not."""
    closed, begun = [], threading.Semaphore(0)

    def play(connection, body):
        stream = b'"stream"' in body
        if stream:
            connection.sendall(STREAM_HEAD + chunk(event({"role": "assistant", "content": "a"})))
        begun.release()
        connection.settimeout(10)
        try:
            connection.recv(1)
        except OSError:
            pass
        closed.append(time.monotonic())
        return False

    proxy = Proxy(binary, Upstream(play).url)
    took = []
    for number in range(200):
        connection = proxy.connect()
        proxy.send(connection, number % 2 == 0)
        begun.acquire()
        if number % 4 == 0:
            connection.recv(65536)
        left = time.monotonic()
        connection.close()
        while len(closed) <= number and time.monotonic() < left + 10:
            time.sleep(0.0005)
        took.append((closed[number] - left) * 1000 if len(closed) > number else 10_000)
    proxy.stop()
    in_time = sum(time <= 100 for time in took)
    return in_time == 200, (
        f"{in_time} of 200 upstreams were closed within 100 ms: median {statistics.median(took):.1f},"
        f" longest {max(took):.1f}")


def reloads(binary):
    """100 reloads while requests come."""
    if not shutil.which("wrk"):
        return None, "wrk is not here"
    body = answer('{"city": "Paris"}')
    proxy = Proxy(binary, Upstream(lambda c, _: c.sendall(whole(body))).url)
    script = proxy.directory / "load.lua"
    script.write_text(
        'wrk.method = "POST"\nwrk.body = [==[' + json.dumps({
            "model": "m", "tools": TOOLS, "messages": []}) + "]==]\n"
        'done = function(s) local e = s.errors; io.write(string.format("RESULT %d %d %d\\n", '
        "s.requests, s.duration, e.connect + e.read + e.write + e.status + e.timeout)) end\n")
    load = subprocess.Popen(
        ["wrk", "-t1", "-c8", "-d8s", "-s", str(script), f"http://127.0.0.1:{proxy.port}"
         "/v1/chat/completions"], stdout=subprocess.PIPE, text=True)
    time.sleep(0.5)
    for _ in range(100):
        proxy.process.send_signal(signal.SIGHUP)
        time.sleep(0.06)
    words = load.communicate()[0].split("RESULT ")[1].split()
    requests, seconds, errors = int(words[0]), int(words[1]) / 1e6, int(words[2])
    read = proxy.log.read_text().count("reads its configuration again")
    proxy.stop()
    return errors == 0 and read == 100, (
        f"{errors} of {requests} requests failed during {read} reloads at"
        f" {requests / seconds:.0f} requests a second")


def ends(binary):
    """SIGTERM while 200 streams run."""
    begun = []

    def play(connection, _):
        connection.sendall(STREAM_HEAD)
        begun.append(1)
        for _ in range(15):
            connection.sendall(chunk(event({"content": "word "})))
            time.sleep(0.2)
        connection.sendall(chunk(event({}, "stop")) + chunk(b"data: [DONE]\n\n") + b"0\r\n\r\n")

    proxy = Proxy(binary, Upstream(play).url)
    clients = [proxy.connect() for _ in range(200)]
    for client in clients:
        proxy.send(client, True)
    while len(begun) < 200:
        time.sleep(0.01)
    proxy.process.send_signal(signal.SIGTERM)
    whole_ones = 0
    for client in clients:
        data = b""
        while True:
            piece = client.recv(65536)
            if not piece:
                break
            data += piece
        whole_ones += data.endswith(b"data: [DONE]\n\n\r\n0\r\n\r\n") and data.count(b"word ") == 15
    status = proxy.process.wait(60)
    return whole_ones == 200 and status == 0, (
        f"{whole_ones} of 200 streams came whole after SIGTERM; status {status}")


def kill(binary):
    """kill -9 with `write: before`: what was answered is in the store."""
    number = iter(range(1, 1 << 40))

    def play(connection, _):
        # Equal outputs are one trace.
        connection.sendall(whole(answer(f"{{'city': 'Paris', 'days': '{next(number)}',}}")))

    kept = asked = 0
    for _ in range(3):
        proxy = Proxy(
            binary, Upstream(play).url, store={"path": "adhere.db", "write": "before"})
        traces, lock = [], threading.Lock()

        def client():
            try:
                while True:
                    trace = proxy.ask()[1]["adhere-trace"]
                    with lock:
                        traces.append(trace)
            except OSError:
                pass

        threads = [threading.Thread(target=client) for _ in range(8)]
        for thread in threads:
            thread.start()
        time.sleep(1)
        proxy.process.kill()
        proxy.process.wait()
        for thread in threads:
            thread.join()
        store = sqlite3.connect(proxy.directory / "adhere.db")
        found = {row[0] for row in store.execute("select id from traces")}
        assert store.execute("pragma integrity_check").fetchone()[0] == "ok"
        asked += len(traces)
        kept += sum(trace in found for trace in traces)
    return kept == asked and asked > 0, f"{kept} of {asked} answered traces were kept over kill -9"


def keys(binary):
    """No key in anything that was written."""
    def play(connection, _):
        if numbers and numbers.pop(0):
            return connection.sendall(whole(answer(BROKEN)))
        return False

    numbers = [True, False, True, False, True, True]
    proxy = Proxy(
        binary, Upstream(play).url, environment={"OWN_KEY": OWN_KEY},
        store={"path": "adhere.db"}, retry={"retries": 0}, clients=[
            {"label": "search", "sha256": __import__("hashlib").sha256(CLIENT_KEY.encode()).hexdigest()}])
    settings = json.loads(proxy.config.read_text())
    settings["upstreams"][0]["key"] = {"env": "OWN_KEY"}
    proxy.config.write_text(json.dumps(settings))
    everything = ""
    for number in range(6):
        if number == 3:
            proxy.process.send_signal(signal.SIGHUP)
            time.sleep(0.3)
        try:
            everything += repr(proxy.ask())
        except OSError as error:
            everything += repr(error)
    time.sleep(1.5)
    for page in ("/config", "/metrics", "/report"):
        everything += proxy.page(page)
    labelled = 'adhere_proxy_answers_total{client="search",outcome="repaired"}' in everything
    proxy.stop()
    written = everything.encode() + b"".join(
        path.read_bytes() for path in proxy.directory.iterdir() if path != proxy.config)
    found = [key for key in (CLIENT_KEY, OWN_KEY) if key.encode() in written]
    return not found and labelled and b"adhere-trace" in written, (
        f"{len(found)} of 2 keys stand in {len(written)} bytes of answers, pages, log and store")


def notices(binary):
    """What systemd is told."""
    directory = tempfile.mkdtemp()
    manager = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
    manager.bind(f"{directory}/notify")
    manager.settimeout(5)
    proxy = Proxy(binary, "http://127.0.0.1:1/v1", environment={
        "NOTIFY_SOCKET": f"{directory}/notify", "WATCHDOG_USEC": "900000"})
    told = [manager.recv(100).decode(), manager.recv(100).decode()]
    proxy.process.send_signal(signal.SIGHUP)
    while told[-1] != "READY=1":
        told.append(manager.recv(100).decode())
    proxy.process.send_signal(signal.SIGTERM)
    while told[-1] != "STOPPING=1":
        told.append(manager.recv(100).decode())
    proxy.stop()
    wanted = ["READY=1", "WATCHDOG=1", "RELOADING=1", "READY=1", "STOPPING=1"]
    seen = list(told)
    found = all(seen and word in seen and not seen.__delitem__(slice(0, seen.index(word) + 1))
                for word in wanted)
    return found, "told: " + ", ".join(dict.fromkeys(told))


def inbound(binary):
    """A certificate of its own, and another one after SIGHUP."""
    if not shutil.which("openssl"):
        return None, "openssl is not here"
    directory = pathlib.Path(tempfile.mkdtemp())

    def make(name):
        subprocess.run(
            ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256",
             "-nodes", "-keyout", directory / "key.pem", "-out", directory / "cert.pem", "-days",
             "2", "-subj", f"/CN={name}", "-addext", f"subjectAltName=DNS:{name}"],
            check=True, capture_output=True)

    def shown(name):
        context = ssl.create_default_context(cafile=str(directory / "cert.pem"))
        with context.wrap_socket(proxy.connect(), server_hostname=name) as connection:
            connection.sendall(b"GET /v1/models HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n")
            data = b""
            while True:
                piece = connection.recv(65536)
                if not piece:
                    return data.startswith(b"HTTP/1.1 200") and data.endswith(b"[]")
                data += piece

    make("one.test")
    proxy = Proxy(binary, Upstream(lambda c, _: c.sendall(whole(b"[]"))).url, tls={
        "certificate": str(directory / "cert.pem"), "key": str(directory / "key.pem")})
    first = shown("one.test")
    make("two.test")
    proxy.process.send_signal(signal.SIGHUP)
    time.sleep(0.5)
    second = shown("two.test")
    try:
        plain = proxy.ask()
    except OSError:
        plain = None
    proxy.stop()
    return first and second and plain is None, (
        f"TLS: {first}, after SIGHUP with another certificate: {second}, plain HTTP: {plain}")


def disk(binary):
    """A disk that takes no more: answers go on, what is lost is counted."""
    def limit():
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (150_000, 150_000))

    good = lost = 0
    for write in ("after", "before"):
        proxy = Proxy(
            binary, Upstream(lambda c, _: c.sendall(whole(answer(BROKEN)))).url, before=limit,
            store={"path": "adhere.db", "write": write})
        good += sum(proxy.ask()[0] == 200 for _ in range(300))
        time.sleep(1.5)
        lines = [line for line in proxy.page("/metrics").splitlines()
                 if line.startswith("adhere_proxy_traces_lost_total ")]
        lost += int(lines[0].split()[1]) > 0
        proxy.stop()
    return good == 600 and lost == 2, f"{good} of 600 answered with a full disk; counted in {lost} of 2"


def bomb(binary):
    """A compressed answer that would be large: it passes as it came."""
    packed = gzip.compress(b"[" + b"0," * (200 << 20) + b"0]", 1)
    proxy = Proxy(binary, Upstream(
        lambda c, _: c.sendall(whole(packed, b"content-encoding: gzip"))).url)
    status, headers, body = proxy.ask()
    rss = int([line for line in pathlib.Path(f"/proc/{proxy.process.pid}/status").read_text()
               .splitlines() if line.startswith("VmRSS")][0].split()[1]) / 1024
    proxy.stop()
    return body == packed and headers.get("adhere-unchecked") == "response_encoding" and rss < 100, (
        f"{len(packed)} bytes that hold 400 MiB passed as they came, unchecked; {rss:.0f} MB resident")


CHECKS = [disconnects, reloads, ends, kill, keys, notices, inbound, disk, bomb]


def main():
    failed = 0
    for check in CHECKS:
        if sys.argv[2:] and check.__name__ not in sys.argv[2:]:
            continue
        try:
            good, words = check(os.path.abspath(sys.argv[1]))
        except Exception as error:  # Whatever it is, the other checks are of use.
            good, words = False, f"{type(error).__name__}: {error}"
        print(f"{'left out' if good is None else 'right' if good else 'WRONG'}: "
              f"{check.__name__}: {words}", flush=True)
        failed += good is False
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
