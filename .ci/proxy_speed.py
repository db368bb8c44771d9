#!/usr/bin/env python3
"""Measures adhere-proxy beside plain hops, all before the same upstream, a static answer of nginx.

Usage: proxy_speed.py PROXY [ENVOY] [LITELLM]
Every hop has one worker. Requests differ in what the user writes, as they do in life; the tools
stay the same, so their contract is compiled once. Rounds alternate between the hops; figures are
medians. Prints a table in Markdown. Ends with 1 where a bar is missed.
"""
import http.client
import json
import os
import pathlib
import re
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
import time

ROUNDS = int(os.environ.get("ROUNDS", "5"))
SECONDS = float(os.environ.get("SECONDS_EACH", "3"))
PARAMETERS = {
    "type": "object",
    "properties": {"city": {"type": "string"}, "days": {"type": "integer"}},
    "required": ["city", "days"], "additionalProperties": False,
}
TOOLS = [{"type": "function", "function": {
    "name": "get_weather", "description": "The weather of a city", "parameters": PARAMETERS}}]
CALL = {"id": "t1", "type": "function", "function": {
    "name": "get_weather", "arguments": '{"city": "Paris", "days": 3}'}}
ANSWER = json.dumps({
    "id": "c1", "object": "chat.completion", "created": 1, "model": "m", "choices": [{
        "index": 0, "message": {"role": "assistant", "content": None, "tool_calls": [CALL]},
        "finish_reason": "tool_calls"}],
    "usage": {"prompt_tokens": 81, "completion_tokens": 22, "total_tokens": 103}})


def free_port():
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return s.getsockname()[1]


def request_body(text, stream=False):
    return json.dumps({
        "model": "m", **({"stream": True} if stream else {}), "temperature": 0.2,
        "messages": [{"role": "system", "content": "You are of help."},
                     {"role": "user", "content": text}], "tools": TOOLS})


def connect(port, seconds=20.0):
    end = time.monotonic() + seconds
    while True:
        try:
            return socket.create_connection(("127.0.0.1", port), 5)
        except OSError:
            if time.monotonic() > end:
                raise
            time.sleep(0.002)


class Hop:
    """A server before the upstream, and what its processes used."""

    def __init__(self, name, port, process=None, workers=None):
        self.name, self.port, self.process = name, port, process
        self.pids = [] if process is None else [process.pid] + (workers or [])

    def children(self):
        if self.process is None:
            return []
        out = subprocess.run(["ps", "-o", "pid=", "--ppid", str(self.process.pid)],
                             capture_output=True, text=True).stdout.split()
        return [self.process.pid] + [int(pid) for pid in out]

    def cpu(self):
        """Microseconds of all threads so far."""
        total = 0
        for pid in self.children():
            for task in pathlib.Path(f"/proc/{pid}/task").glob("*/schedstat"):
                try:
                    total += int(task.read_text().split()[0])
                except OSError:
                    pass
        return total / 1000

    def rss(self):
        """Megabytes."""
        total = 0
        for pid in self.children():
            text = pathlib.Path(f"/proc/{pid}/status").read_text()
            total += int(re.search(r"VmRSS:\s+(\d+)", text)[1])
        return total / 1024

    def stop(self):
        if self.process is not None:
            self.process.terminate()
            try:
                self.process.wait(10)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()


NGINX = """
worker_processes 1; daemon off; pid {dir}/{name}.pid; error_log {dir}/{name}.log warn;
events {{ worker_connections 8192; }}
http {{
  access_log off; keepalive_requests 1000000000; keepalive_timeout 600s;
  client_body_temp_path {dir}/b; proxy_temp_path {dir}/p; fastcgi_temp_path {dir}/f;
  uwsgi_temp_path {dir}/u; scgi_temp_path {dir}/s; default_type application/json;
  {body}
}}
"""


def nginx(directory, name, body):
    path = directory / f"{name}.conf"
    path.write_text(NGINX.format(dir=directory, name=name, body=body))
    return subprocess.Popen(["nginx", "-e", str(directory / f"{name}.log"), "-c", str(path)],
                            stderr=subprocess.DEVNULL)


def static_upstream(directory, port):
    """nginx takes a backslash in its configuration for an escape."""
    answer = ANSWER.replace("\\", "\\\\")
    return nginx(directory, "upstream", f"""server {{ listen 127.0.0.1:{port};
      location / {{ return 200 '{answer}'; }} }}""")


def check_answer(hop):
    """What is measured has to be the judging of an answer that conforms."""
    connection = http.client.HTTPConnection("127.0.0.1", hop.port)
    connection.request("POST", "/v1/chat/completions", request_body("?"),
                       {"content-type": "application/json"})
    answer = connection.getresponse()
    if answer.read().decode() != ANSWER or answer.getheader("adhere-outcome") != "valid":
        sys.exit(f"{hop.name}: the answer is {answer.getheader('adhere-outcome')}, or not the upstream's")


ENVOY = """
admin: {{address: {{socket_address: {{address: 127.0.0.1, port_value: {admin}}}}}}}
static_resources:
  listeners:
  - address: {{socket_address: {{address: 127.0.0.1, port_value: {port}}}}}
    filter_chains:
    - filters:
      - name: envoy.filters.network.http_connection_manager
        typed_config:
          "@type": type.googleapis.com/envoy.extensions.filters.network.http_connection_manager.v3.HttpConnectionManager
          stat_prefix: hop
          route_config:
            virtual_hosts:
            - name: all
              domains: ["*"]
              routes: [{{match: {{prefix: "/"}}, route: {{cluster: upstream, timeout: 0s}}}}]
          http_filters:
          - name: envoy.filters.http.router
            typed_config: {{"@type": type.googleapis.com/envoy.extensions.filters.http.router.v3.Router}}
  clusters:
  - name: upstream
    type: STATIC
    load_assignment:
      cluster_name: upstream
      endpoints: [{{lb_endpoints: [{{endpoint: {{address: {{socket_address: {{address: 127.0.0.1, port_value: {upstream}}}}}}}}}]}}]
"""

LITELLM = """
model_list:
- model_name: m
  litellm_params: {{model: openai/m, api_base: "http://127.0.0.1:{upstream}/v1", api_key: sk-x}}
"""


def start_all(hops, directory, upstream, binary, envoy, litellm):
    hops.append(Hop("direct", upstream))
    port = free_port()
    hops.append(Hop("nginx", port, nginx(directory, "hop", f"""
      upstream u {{ server 127.0.0.1:{upstream}; keepalive 64; keepalive_requests 1000000000; }}
      server {{ listen 127.0.0.1:{port}; location / {{
        proxy_pass http://u; proxy_http_version 1.1; proxy_set_header connection ""; }} }}""")))
    if envoy:
        port = free_port()
        path = directory / "envoy.yaml"
        path.write_text(ENVOY.format(port=port, upstream=upstream, admin=free_port()))
        hops.append(Hop("Envoy", port, subprocess.Popen(
            [envoy, "-c", str(path), "--concurrency", "1", "--log-level", "error"],
            stderr=subprocess.DEVNULL)))
    hops.append(start_proxy(directory, upstream, binary))
    if litellm:
        port = free_port()
        path = directory / "litellm.yaml"
        path.write_text(LITELLM.format(upstream=upstream))
        hops.append(Hop("LiteLLM", port, subprocess.Popen(
            [litellm, "--config", str(path), "--port", str(port), "--host", "127.0.0.1"],
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
            env={**os.environ, "LITELLM_LOCAL_MODEL_COST_MAP": "True",
                 "LITELLM_DANGEROUSLY_PERMIT_WEAK_OR_UNSET_MASTER_KEY": "true"})))
    for hop in list(hops):
        try:
            connect(hop.port, 90).close()
        except OSError:
            print(f"{hop.name} does not listen: measured without it", file=sys.stderr)
            hop.stop()
            hops.remove(hop)


def start_proxy(directory, upstream, binary, name="adhere-proxy", **more):
    port = free_port()
    path = directory / f"{name}.json"
    path.write_text(json.dumps({
        "listen": f"127.0.0.1:{port}", "admin": "none", "loops": 1,
        "upstreams": [{"name": "u", "url": f"http://127.0.0.1:{upstream}/v1"}], **more}))
    return Hop(name, port, subprocess.Popen(
        [binary, "--config", str(path)], stderr=subprocess.DEVNULL))


LUA = """
local n = 0
local head, tail = [==[{head}]==], [==[{tail}]==]
wrk.method = "POST"
wrk.headers["content-type"] = "application/json"
wrk.headers["authorization"] = "Bearer sk-x"
wrk.headers["user-agent"] = "OpenAI/Python 2.0.0"
wrk.headers["x-stainless-lang"] = "python"
request = function()
  n = n + 1
  return wrk.format(nil, "/v1/chat/completions", nil, head .. n .. tail)
end
done = function(summary, latency)
  io.write(string.format("RESULT %d %d %d %d\\n", summary.requests, summary.duration,
    latency:percentile(50), latency:percentile(99)))
  local e = summary.errors
  io.write(string.format("ERRORS %d\\n", e.connect + e.read + e.write + e.status + e.timeout))
end
"""


def load(hop, connections, script, seconds=SECONDS):
    """Requests a second, p50, p99 and processor time a request, in microseconds."""
    before = hop.cpu()
    out = subprocess.run(
        ["wrk", "-t1", f"-c{connections}", f"-d{max(1, round(seconds))}s", "-s", str(script),
         f"http://127.0.0.1:{hop.port}"], capture_output=True, text=True).stdout
    used = hop.cpu() - before
    requests, duration, p50, p99 = (int(n) for n in re.search(r"RESULT (.*)", out)[1].split())
    errors = int(re.search(r"ERRORS (\d+)", out)[1])
    if errors:
        print(f"{hop.name}: {errors} errors of {requests}", file=sys.stderr)
    return requests / duration * 1e6, p50, p99, used / max(1, requests)


def first_byte(hop, path, count=400):
    """Microseconds from a streamed request to the first byte of its answer's body, the median."""
    connection = connect(hop.port)
    connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    times = []
    for number in range(count):
        body = request_body(f"Number {number}?", stream=True).encode()
        data = (f"POST {path} HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\n"
                f"content-length: {len(body)}\r\n\r\n").encode() + body
        start = time.perf_counter_ns()
        connection.sendall(data)
        got = connection.recv(65536)
        while b"\r\n\r\n" not in got or got.endswith(b"\r\n\r\n") and b"data:" not in got:
            got += connection.recv(65536)
        times.append((time.perf_counter_ns() - start) / 1000)
        while not got.endswith(END):
            got += connection.recv(65536)
    connection.close()
    return statistics.median(times)


EVENTS = "".join(
    "data: " + json.dumps({
        "id": "c1", "object": "chat.completion.chunk", "model": "m",
        "choices": [{"index": 0, "delta": {"content": f"word{i} "}, "finish_reason": None}]}) + "\n\n"
    for i in range(20)) + "data: [DONE]\n\n"
END = b"data: [DONE]\n\n\r\n0\r\n\r\n"


class StreamUpstream(threading.Thread):
    """Sends the beginning of a stream to each request and, where it is told to, nothing more."""

    def __init__(self, holds):
        super().__init__(daemon=True)
        self.holds = holds
        self.listener = socket.create_server(("127.0.0.1", 0), backlog=2048)
        self.port = self.listener.getsockname()[1]
        self.held = []

    def run(self):
        while True:
            connection, _ = self.listener.accept()
            if self.holds:
                self.held.append(connection)
                threading.Thread(target=self.hold, args=(connection,), daemon=True).start()
            else:
                threading.Thread(target=self.serve, args=(connection,), daemon=True).start()

    HEAD = (b"HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\n"
            b"transfer-encoding: chunked\r\n\r\n")

    def read(self, connection):
        data = b""
        while b"\r\n\r\n" not in data:
            piece = connection.recv(65536)
            if not piece:
                return False
            data += piece
        head, _, body = data.partition(b"\r\n\r\n")
        length = int(re.search(rb"content-length: (\d+)", head, re.I)[1])
        while len(body) < length:
            body += connection.recv(65536)
        return True

    def hold(self, connection):
        self.read(connection)
        first = EVENTS.split("\n\n")[0].encode() + b"\n\n"
        connection.sendall(self.HEAD + b"%x\r\n%s\r\n" % (len(first), first))

    def serve(self, connection):
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        events = EVENTS.encode()
        try:
            while self.read(connection):
                connection.sendall(
                    self.HEAD + b"%x\r\n%s\r\n0\r\n\r\n" % (len(events), events))
        except OSError:
            pass


def start_time(binary, upstream, directory, count=15):
    """Milliseconds from the start of the process to its first accepted connection, the median."""
    times = []
    for _ in range(count):
        begin = time.perf_counter()
        hop = start_proxy(directory, upstream, binary, "start")
        while True:
            try:
                socket.create_connection(("127.0.0.1", hop.port), 1).close()
                break
            except OSError:
                time.sleep(0.0005)
        times.append((time.perf_counter() - begin) * 1000)
        hop.stop()
    return statistics.median(times)


def open_streams(directory, binary, count=1000):
    """Megabytes with so many streams open."""
    upstream = StreamUpstream(holds=True)
    upstream.start()
    hop = start_proxy(directory, upstream.port, binary, "streams")
    connect(hop.port).close()
    clients = []
    body = request_body("Go on?", stream=True).encode()
    data = (f"POST /v1/chat/completions HTTP/1.1\r\nhost: x\r\ncontent-length: {len(body)}\r\n\r\n"
            ).encode() + body
    for _ in range(count):
        client = connect(hop.port)
        client.sendall(data)
        clients.append(client)
    for client in clients:
        client.settimeout(20)
        while b"word0" not in client.recv(65536):
            pass
    rss = hop.rss()
    for client in clients:
        client.close()
    hop.stop()
    return rss


def main():
    binary = sys.argv[1]
    envoy = sys.argv[2] if len(sys.argv) > 2 else ""
    litellm = sys.argv[3] if len(sys.argv) > 3 else ""
    directory = pathlib.Path(tempfile.mkdtemp())
    upstream = free_port()
    server = static_upstream(directory, upstream)
    streams = StreamUpstream(holds=False)
    streams.start()
    script = directory / "load.lua"
    head, _, tail = request_body("Weather in Paris? @@").partition("@@")
    script.write_text(LUA.replace("{head}", head).replace("{tail}", tail))
    hops = []
    try:
        connect(upstream).close()
        started = start_time(binary, upstream, directory)
        start_all(hops, directory, upstream, binary, envoy, litellm)
        proxy = next(hop for hop in hops if hop.name == "adhere-proxy")
        time.sleep(0.3)
        idle = proxy.rss()
        check_answer(proxy)
        table = {hop.name: {"p50": [], "p99": [], "cpu": [], "rps": []} for hop in hops}
        for _ in range(ROUNDS):
            for hop in hops:
                if hop.name == "LiteLLM" and table[hop.name]["p50"]:
                    continue
                row = table[hop.name]
                _, p50, p99, _ = load(hop, 1, script)
                row["p50"].append(p50)
                row["p99"].append(p99)
                rps, _, _, cpu = load(hop, 16, script)
                row["rps"].append(rps)
                row["cpu"].append(cpu)
        middle = {name: {key: statistics.median(row[key]) for key in row}
                  for name, row in table.items()}
        after = proxy.rss()
        stream_hops = [Hop("direct", streams.port)]
        stream_hops.append(start_proxy(directory, streams.port, binary, "stream"))
        connect(stream_hops[1].port).close()
        ttfb = {hop.name: [] for hop in stream_hops}
        for _ in range(ROUNDS):
            for hop in stream_hops:
                ttfb[hop.name].append(first_byte(hop, "/v1/chat/completions"))
        stream_hops[1].stop()
        added_first = statistics.median(ttfb["stream"]) - statistics.median(ttfb["direct"])
        streaming = open_streams(directory, binary)
        million = None
        if os.environ.get("MILLION"):
            base = proxy.rss()
            total = 0
            while total < 1_000_000:
                rps, *_ = load(proxy, 16, script, 20)
                total += rps * 20
            million = proxy.rss() - base
        report(hops, middle, started, idle, after, added_first, streaming, million)
        return check(middle, started, idle, added_first, streaming, million)
    finally:
        for hop in hops:
            hop.stop()
        server.terminate()


def report(hops, middle, started, idle, after, added_first, streaming, million):
    direct = middle["direct"]["p50"]
    print("| | p50, one connection (µs) | added | p99 | CPU a request at 16 (µs) | requests/s |"
          " resident (MB) |")
    print("| --- | ---: | ---: | ---: | ---: | ---: | ---: |")
    for hop in hops:
        row = middle[hop.name]
        cpu = "" if hop.process is None else f"{row['cpu']:.0f}"
        rss = "" if hop.process is None else f"{hop.rss():.1f}"
        added = "" if hop.process is None else f"{row['p50'] - direct:.0f}"
        print(f"| {hop.name} | {row['p50']:.0f} | {added} | {row['p99']:.0f} | {cpu} |"
              f" {row['rps']:.0f} | {rss} |")
    print(f"\nadhere-proxy: first accepted connection after {started:.1f} ms; resident {idle:.1f} MB"
          f" idle, {after:.1f} after the runs above, {streaming:.1f} with 1,000 open streams;"
          f" {added_first:.0f} µs added to a stream's first byte"
          + ("" if million is None else f"; {million:+.1f} MB after a million requests more"))


def check(middle, started, idle, added_first, streaming, million):
    direct = middle["direct"]["p50"]
    added = middle["adhere-proxy"]["p50"] - direct
    bars = [
        ("added p50 below twice nginx's", added, 2 * (middle["nginx"]["p50"] - direct)),
        ("CPU a request at 16 connections, µs", middle["adhere-proxy"]["cpu"], 60),
        ("added to a stream's first byte, µs", added_first, 200),
        ("resident idle, MB", idle, 25),
        ("resident with 1,000 streams, MB", streaming, 60),
        ("first accepted connection, ms", started, 40),
        ("requests/s of one core, at least", -middle["adhere-proxy"]["rps"], -8000),
    ]
    if "Envoy" in middle:
        bars.append(("added p50 below Envoy's", added, middle["Envoy"]["p50"] - direct))
    if million is not None:
        bars.append(("more after a million requests, MB", million, 3))
    missed = [(name, value, bar) for name, value, bar in bars if value > bar]
    for name, value, bar in missed:
        print(f"missed: {name}: {abs(value):.1f}, the bar is {abs(bar):.1f}")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
