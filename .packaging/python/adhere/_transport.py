"""A transport that judges and repairs the answers of providers, for SDKs over httpx."""

import json
from typing import Any, Dict, Optional, Tuple

from ._contract import Contract, ContractError, Stream

# What says nothing about the form of an answer. Everything else tells two contracts apart: providers
# have many names for what they are asked.
_SAID = ("messages", "input", "instructions", "system", "prompt", "stream", "user", "metadata", "seed",
         "temperature", "top_p", "max_tokens", "max_completion_tokens", "max_output_tokens")
_PATHS = ("/chat/completions", "/responses", "/messages")
_MOST_CONTRACTS = 256
_MISSING: Any = object()


class Judging:
    """What transports share: which requests are judged, and the contracts of those that were."""

    def __init__(self, options: Dict[str, Any]):
        self._options = options
        self._contracts: Dict[bytes, Optional[Contract]] = {}

    def contract(self, request) -> Tuple[Optional[Contract], bytes, bool]:
        """The contract of a request, its body, and whether a stream was asked for."""
        if request.method != "POST" or not request.url.path.endswith(_PATHS):
            return None, b"", False
        try:
            body = request.content
            asked = json.loads(body)
        except Exception:
            return None, b"", False
        if not isinstance(asked, dict):
            return None, b"", False
        return self.of(asked, body), body, bool(asked.get("stream"))

    def of(self, asked: Dict[str, Any], body: bytes) -> Optional[Contract]:
        """The contract of a request that was read."""
        # The words of the user come with each answer; what was asked for often stays the same.
        kept = {name: value for name, value in asked.items() if name not in _SAID}
        key = json.dumps(kept).encode()
        # Other threads may clear them meanwhile.
        contract = self._contracts.get(key, _MISSING)
        if contract is _MISSING:
            if len(self._contracts) >= _MOST_CONTRACTS:
                self._contracts.clear()
            try:
                contract = Contract(request=body, **self._options)
            except ContractError:
                # The provider says what is wrong with it.
                contract = None
            self._contracts[key] = contract
        return contract


def _is_stream(response, asked: bool) -> bool:
    kind = response.headers.get("content-type", "")
    return response.status_code < 300 and (asked or kind.startswith("text/event-stream"))


def _headers(response, outcome: Optional[str]) -> list:
    left_out = ("content-length", "content-encoding", "transfer-encoding")
    headers = [(name, value) for name, value in response.headers.multi_items()
               if name.lower() not in left_out]
    if outcome:
        headers.append(("adhere-outcome", outcome))
    return headers


def make(http):
    """The transports over a module that is `httpx` or has its classes."""

    class Events(http.SyncByteStream):
        def __init__(self, response, stream: Stream):
            self._response = response
            self._stream = stream

        def __iter__(self):
            for data in self._response.iter_bytes():
                out = self._stream.feed(data)
                if out:
                    yield out
                if self._stream.is_given_up:
                    self._response.close()
                    break
            out = self._stream.finish()
            if out:
                yield out

        def close(self):
            self._response.close()

    class AsyncEvents(http.AsyncByteStream):
        def __init__(self, response, stream: Stream):
            self._response = response
            self._stream = stream

        async def __aiter__(self):
            async for data in self._response.aiter_bytes():
                out = self._stream.feed(data)
                if out:
                    yield out
                if self._stream.is_given_up:
                    await self._response.aclose()
                    break
            out = self._stream.finish()
            if out:
                yield out

        async def aclose(self):
            await self._response.aclose()

    def answer(response, contract: Contract, request: bytes):
        judged = contract.judge_body(
            response.content, status=response.status_code, request=request
        )
        if judged.body == response.content:
            response.headers["adhere-outcome"] = judged.outcome
            return response
        return http.Response(
            response.status_code,
            headers=_headers(response, judged.outcome),
            content=judged.body,
            extensions=response.extensions,
            request=response.request,
        )

    def streamed(response, events):
        return http.Response(
            response.status_code,
            headers=_headers(response, None),
            stream=events,
            extensions=response.extensions,
            request=response.request,
        )

    class Transport(http.BaseTransport):
        """Judges and repairs every answer of a provider, streamed or not.

            client = openai.OpenAI(http_client=httpx.Client(transport=Transport()))

        Chat completions, Responses and Messages are held against the tools and the response format
        of their own request; only the repaired bytes change. All else passes as it is. An answer
        that does not conform passes as it came; the header `adhere-outcome` of an answer that is no
        stream says what became of it.
        """

        def __init__(self, wrapped=None, **options):
            """
            Args:
                wrapped: the transport that talks to the provider; httpx's own without one.
                options: those of `Contract`: `repair`, `allow`, `deny`, `stream`, `abort`.
            """
            self._wrapped = wrapped if wrapped is not None else http.HTTPTransport()
            self._judging = Judging(options)

        def handle_request(self, request):
            contract, body, is_stream = self._judging.contract(request)
            response = self._wrapped.handle_request(request)
            if contract is None:
                return response
            response.request = request
            if _is_stream(response, is_stream):
                return streamed(response, Events(response, contract.stream(request=body)))
            response.read()
            response.close()
            return answer(response, contract, body)

        def close(self):
            self._wrapped.close()

    class AsyncTransport(http.AsyncBaseTransport):
        """The same for asynchronous clients.

            client = openai.AsyncOpenAI(
                http_client=httpx.AsyncClient(transport=AsyncTransport()))
        """

        def __init__(self, wrapped=None, **options):
            self._wrapped = wrapped if wrapped is not None else http.AsyncHTTPTransport()
            self._judging = Judging(options)

        async def handle_async_request(self, request):
            contract, body, is_stream = self._judging.contract(request)
            response = await self._wrapped.handle_async_request(request)
            if contract is None:
                return response
            response.request = request
            if _is_stream(response, is_stream):
                return streamed(response, AsyncEvents(response, contract.stream(request=body)))
            await response.aread()
            await response.aclose()
            return answer(response, contract, body)

        async def aclose(self):
            await self._wrapped.aclose()

    for kind in (Transport, AsyncTransport):
        kind.__module__ = "adhere." + http.__name__
        kind.__qualname__ = kind.__name__
    return Transport, AsyncTransport
