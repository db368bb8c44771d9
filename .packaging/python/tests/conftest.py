"""A provider that is played: the quirks of `.ci/proxy_sdks.py`."""

import http.server
import pathlib
import sys
import threading

import pytest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[3] / ".ci"))
import proxy_sdks as played


@pytest.fixture(scope="session")
def base():
    """Its address. It answers with the quirk that a prompt names, `quirk=cut off`."""
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), played.Upstream)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return f"http://127.0.0.1:{server.server_address[1]}/v1"


@pytest.fixture(autouse=True)
def provider(monkeypatch, request):
    """SDKs ask the played one, and what names no quirk is answered with a broken one."""
    if "base" in request.fixturenames:
        address = request.getfixturevalue("base")
        for name in ("OPENAI_BASE_URL", "OPENAI_API_BASE"):
            monkeypatch.setenv(name, address)
        monkeypatch.setenv("OPENAI_API_KEY", "sk-test-0123456789")
    played.Upstream.bodies.clear()
    played.Upstream.fallback = "single quotes"
