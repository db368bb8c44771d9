"""Transports for SDKs over `httpx`: anthropic, fireworks, together, groq, openai before 3."""

import httpx as _httpx

from ._transport import make as _make

Transport, AsyncTransport = _make(_httpx)

__all__ = ["AsyncTransport", "Transport"]
