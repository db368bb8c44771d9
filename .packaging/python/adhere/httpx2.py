"""Transports for SDKs over `httpx2`: openai 3, anthropic 2."""

import httpx2 as _httpx2

from ._transport import make as _make

Transport, AsyncTransport = _make(_httpx2)

__all__ = ["AsyncTransport", "Transport"]
