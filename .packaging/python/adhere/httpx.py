"""Transports for SDKs over `httpx`: together, fireworks, openai before 3, anthropic before 2."""

import httpx as _httpx

from ._transport import make as _make

Transport, AsyncTransport = _make(_httpx)

__all__ = ["AsyncTransport", "Transport"]
