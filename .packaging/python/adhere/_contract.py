"""What outputs have to be."""

import ctypes
import json
import threading
from typing import Any, Dict, Iterable, List, Optional, Sequence, Union

from . import _library as lib
from ._judgement import Answer, Judgement, judgements
from ._schemas import encode, schema as schema_of


class ContractError(ValueError):
    """A schema, a list of tools, a request or an option that cannot be used."""

    def __init__(self, message: str, offset: Optional[int] = None):
        super().__init__(message)
        self.offset = offset
        """The byte that is meant, in the JSON that was read; None where none is."""


class _Judge:
    __slots__ = ("handle",)

    def __init__(self, contract):
        self.handle = lib.judge_new(contract)

    def __del__(self, free=lib.judge_free):
        free(self.handle)


class Contract:
    """What outputs have to be. Compiled once; any number of threads may use it.

    >>> tools = [{"name": "weather", "parameters": {"type": "object", "required": ["city"],
    ...          "properties": {"city": {"type": "string"}}}}]
    >>> judgement = Contract(tools=tools).judge("weather(city='Oslo')")
    >>> judgement.outcome, judgement.calls
    ('repaired', [Call(name='weather', arguments={'city': 'Oslo'})])
    """

    def __init__(
        self,
        schema: Any = None,
        *,
        tools: Any = None,
        tool_choice: Any = None,
        request: Any = None,
        any: str = "any",
        repair: str = "safe",
        allow: Iterable[str] = (),
        deny: Iterable[str] = (),
        form: Optional[str] = None,
        assert_formats: bool = False,
        counts: bool = False,
        stream: str = "hold",
        abort: str = "arguments",
    ):
        """
        Args:
            schema: of the content: a dict, JSON text, a pydantic model, a dataclass. Without schema,
                tools and request any JSON conforms.
            tools: the tools that may be called, in any form that providers take.
            tool_choice: as in a request.
            request: the body of a request, with its tools and its response format.
            any: without these: `any` for JSON, `any-call` for a call of whatever tool.
            repair: which repairs are permitted: `none`, `lossless`, `safe` or `guess`.
            allow: single rules that are permitted, too.
            deny: single rules that are not.
            form: how calls are asked to be written: `native`, `json`, `hermes`, `python`, `xml` or
                `harmony`. Calls in this form are valid as they came, in another one repaired.
            assert_formats: enforce `format`.
            counts: count outputs, for `tallies`.
            stream: `hold` holds structured parts of streams until they are judged, `through` passes
                them with the verdict behind.
            abort: when a stream is given up: `never`, `runaway`, `arguments` or `content`.

        Raises:
            ContractError: with the message and the byte that is meant.
        """
        if (schema is not None) + (tools is not None) + (request is not None) > 1:
            raise TypeError("a contract is of a schema, of tools or of a request")
        options: Dict[str, Any] = {"repair": repair}
        source = b""
        if schema is not None:
            source = schema_of(schema)
        elif tools is not None:
            options["kind"] = "tools"
            source = encode(tools)
        elif request is not None:
            options["kind"] = "request"
            source = encode(request)
        else:
            options["kind"] = any
        if tool_choice is not None:
            options["tool_choice"] = tool_choice
        if allow:
            options["allow"] = list(allow)
        if deny:
            options["deny"] = list(deny)
        if form is not None:
            options["form"] = form
        if assert_formats:
            options["assert_formats"] = True
        if counts:
            options["counts"] = True
        if stream != "hold":
            options["stream"] = stream
        if abort != "arguments":
            options["abort"] = abort
        self._handle = None
        self._local = threading.local()
        kind = options.get("kind", "schema")
        self._is_json = kind in ("schema", "any")
        self._asks = "json" if self._is_json else None if kind == "request" else "tool"
        # What is counted is judged once; and what a request asks for, its record tells.
        self._is_lazy = kind != "request" and not counts
        settings = encode(options)
        error = ctypes.create_string_buffer(4096)
        self._handle = lib.contract_new(
            source, len(source), settings, len(settings), error, len(error)
        )
        if not self._handle:
            raise _problem(error.value)

    def __del__(self, free=lib.contract_free):
        if getattr(self, "_handle", None):
            free(self._handle)

    def _judge(self):
        try:
            return self._local.judge.handle
        except AttributeError:
            self._local.judge = _Judge(self._handle)
            return self._local.judge.handle

    def judge(self, output: Union[str, bytes, Sequence[Any], None], **about: Any) -> Judgement:
        """The verdict on one output. Bad output is data: it never raises.

        Args:
            output: the model's text, or a list of calls `{"name", "arguments"}` as an API gave them.
            about: what is known beside it: `id`, `model`, `provider`, `finish_reason`, `partial`,
                `prompt`, `messages`.
        """
        extra = encode(about) if about else b""
        judge = self._judge()
        if isinstance(output, str):
            output = output.encode("utf-8", "surrogatepass")
        elif output is None:
            output = b""
        if isinstance(output, bytes):
            status = lib.judge_text(judge, output, len(output), extra, len(extra))
            if self._is_lazy and (status == 0 or status == 1):
                # The record is written when it is asked for: that takes longer than to judge.
                value = output if status == 0 and self._is_json else lib.judge_value(judge)
                return Judgement(lib.OUTCOMES[status], value, not self._is_json, None,
                                 lambda: self._line(output, extra))
        else:
            calls = encode(output)
            status = lib.judge_calls(judge, calls, len(calls), extra, len(extra))
        line = lib.judge_records(judge)
        if status < 0:
            raise _problem(line)
        judgement = Judgement(lib.OUTCOMES[status], None, None, line[:-1])
        judgement._asks = self._asks
        return judgement

    def _line(self, output: bytes, extra: bytes) -> bytes:
        judge = self._judge()
        lib.judge_text(judge, output, len(output), extra, len(extra))
        return lib.judge_records(judge)[:-1]

    def judge_body(
        self, body: Union[str, bytes], *, status: int = 0, request: Optional[bytes] = None
    ) -> Answer:
        """The verdict on a whole answer, of any API, and what to hand on.

        Args:
            body: as it came.
            status: of the HTTP response.
            request: the body of the request, where the contract was made of another one like it.
        """
        if isinstance(body, str):
            body = body.encode("utf-8", "surrogatepass")
        extra = request or b""
        judge = self._judge()
        outcome = lib.judge_body(judge, body, len(body), status, extra, len(extra))
        lines = lib.judge_records(judge)
        if outcome < 0:
            raise _problem(lines)
        return Answer(lib.OUTCOMES[outcome], lib.judge_handed_on(judge), lines)

    def stream(self, *, request: Optional[bytes] = None) -> "Stream":
        """Judges a streamed answer while it runs.

        >>> stream = Contract(request={"tools": []}).stream()
        >>> stream.feed(b'data: {"choices":[{"delta":{"content":"Hi"}}]}\\n\\n')
        b'data: {"choices":[{"delta":{"content":"Hi"}}]}\\n\\n'
        """
        return Stream(self, request or b"")

    def tallies(self) -> Dict[str, Any]:
        """What this thread counted since it asked last (`schemas/tallies.schema.json`)."""
        return json.loads(lib.judge_tallies(self._judge()))


class Stream:
    """A streamed answer that is being judged. For one thread at a time."""

    def __init__(self, contract: Contract, request: bytes):
        self._handle = None
        self._contract = contract
        self._handle = lib.stream_new(contract._handle, request, len(request))
        self.is_given_up = False
        """The answer runs away or cannot conform any more: its connection should be closed."""
        self.outcome: Optional[str] = None
        """The outcome of the whole answer, once it has ended."""
        self.judgements: List[Judgement] = []

    def __del__(self, free=lib.stream_free):
        if getattr(self, "_handle", None):
            free(self._handle)

    def feed(self, data: bytes) -> bytes:
        """Takes the next bytes; returns what may be handed on."""
        status = lib.stream_feed(self._handle, data, len(data))
        if status < 0:
            raise ValueError("the stream has ended")
        self.is_given_up = status == 1
        return lib.stream_handed_on(self._handle)

    def finish(self) -> bytes:
        """Ends the stream; returns the rest."""
        status = lib.stream_finish(self._handle)
        if status == lib.ENDED:
            raise ValueError("the stream has ended")
        lines = lib.stream_records(self._handle)
        if status < 0:
            raise _problem(lines)
        self.outcome = lib.OUTCOMES[status]
        self.judgements = judgements(lines)
        return lib.stream_handed_on(self._handle)


def _problem(text: bytes) -> ContractError:
    try:
        error = json.loads(text)["error"]
    except ValueError:
        return ContractError(text.decode("utf-8", "replace") or "a bad argument")
    return ContractError(error["message"], error.get("offset"))
