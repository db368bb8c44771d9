"""A callback of LiteLLM that judges and repairs answers, in an application or in LiteLLM's proxy.

    litellm.callbacks = [AdhereLogger()]            # an application
    litellm_settings: {callbacks: adhere.litellm.logger}    # config.yaml of the proxy

What LiteLLM lets a callback change, and so what is judged:

- `litellm.acompletion` and `Router.acompletion`, not streamed: repaired; a failure is raised inside
  the attempt, so that retries and fallbacks run.
- chat completions through the proxy, streamed or not: the same.
- `litellm.completion`, and streams of an application: **nothing**; no hook can change, hold or refuse
  them. Give LiteLLM clients with the transport: `litellm.client_session = httpx.Client(
  transport=adhere.httpx.Transport())`, and for `acompletion` `litellm.aclient_session =
  httpx.AsyncClient(transport=adhere.httpx.AsyncTransport())`.
- Responses, Messages, text completions, embeddings: pass as they came.
"""

import json
from typing import Any, AsyncGenerator, Dict, Optional, Set, Tuple

import litellm
from litellm.integrations.custom_guardrail import CustomGuardrail
from litellm.types.utils import Message, ModelResponse, ModelResponseStream

from ._contract import Contract, ContractError
from ._judgement import Judgement, NotConforming
from ._schemas import encode, schema as schema_of
from ._transport import Judging

# What a provider is told of the form of its answer, and the words that it answers.
_FORMS = ("response_format", "guided_json", "structured_outputs", "format")
_SAID = ("model", "messages", "tools", "tool_choice", "parallel_tool_calls", "functions",
         "function_call", *_FORMS)
_FAILURES = ("invalid", "unreadable", "truncated")


# A guardrail is a CustomLogger whose errors reach the caller; those of others LiteLLM swallows.
class AdhereLogger(CustomGuardrail):
    """Judges and repairs what LiteLLM's models answer.

    `response._hidden_params["adhere_outcome"]`, and the proxy's header `adhere-outcome` of answers
    that are no streams, say what became of an answer.
    """

    def __init__(self, on_failure: str = "error", **options: Any):
        """
        Args:
            on_failure: `error` raises `litellm.APIResponseValidationError` for an answer that does
                not conform and cannot be repaired; its message says what is wrong. `pass` hands it
                on as it came.
            options: those of `Contract`: `repair`, `allow`, `deny`.
        """
        if on_failure not in ("error", "pass"):
            raise ValueError("on_failure is error or pass")
        super().__init__(guardrail_name="adhere", default_on=True)
        self._raises = on_failure == "error"
        # LiteLLM closes a stream itself; one that was given up would end without a verdict.
        self._judging = Judging({**options, "abort": "never"})

    def should_run_guardrail(self, data: Any, event_type: Any) -> bool:
        """Of every answer, and of nothing else."""
        return getattr(event_type, "value", event_type) == "post_call"

    def post_call_already_checked(self, *_: Any, **__: Any) -> bool:
        return False

    async def async_post_call_success_deployment_hook(
        self, request_data: Dict[str, Any], response: Any, call_type: Any
    ) -> Any:
        self._judge(request_data, response)
        return response

    async def async_post_call_success_hook(
        self, data: Dict[str, Any], user_api_key_dict: Any, response: Any
    ) -> Any:
        # Judged already, unless it comes from a cache.
        if _outcome(response) is None:
            self._judge(data, response)
        return response

    async def async_post_call_response_headers_hook(
        self, data: Dict[str, Any], user_api_key_dict: Any, response: Any, *_: Any, **__: Any
    ) -> Optional[Dict[str, str]]:
        outcome = _outcome(response)
        return {"adhere-outcome": outcome} if outcome else None

    async def async_post_call_streaming_iterator_hook(
        self, user_api_key_dict: Any, response: Any, request_data: Dict[str, Any]
    ) -> AsyncGenerator[Any, None]:
        contract, body = self._contract(request_data)
        if contract is None:
            async for chunk in response:
                yield chunk
            return
        stream = contract.stream(request=body)
        kept = _Kept()
        # The verdict is known at the end: what is structured waits for it, and all that follows.
        waiting: list = []
        is_held = _asks_form(request_data)
        async for chunk in response:
            if not isinstance(chunk, ModelResponseStream):
                # The events of another API.
                yield chunk
                continue
            out = kept.chunks(stream.feed(kept.event(chunk)))
            is_held = is_held or any(map(_has_calls, out))
            if is_held:
                waiting += out
                continue
            for part in out:
                yield part
        if kept.is_empty:
            return
        waiting += kept.chunks(stream.feed(b"data: [DONE]\n\n") + stream.finish())
        for judgement in stream.judgements:
            choice = judgement.record.get("choice", 0)
            self._refuse(request_data, contract, judgement, kept.texts.get(choice, ""),
                         choice in kept.with_calls)
        for part in waiting:
            yield part

    def _contract(self, data: Dict[str, Any]) -> Tuple[Optional[Contract], bytes]:
        asked = _asked(data)
        if asked.keys() <= {"model", "messages"}:
            return None, b""
        form = asked.get("response_format")
        if isinstance(form, type):
            asked["response_format"] = {"type": "json_schema", "json_schema": {
                "name": form.__name__, "schema": json.loads(schema_of(form))}}
        try:
            body = encode(asked)
        except (TypeError, ValueError):
            # Values that only LiteLLM can write, such as objects among the messages.
            asked.pop("messages", None)
            try:
                body = encode(asked)
            except (TypeError, ValueError):
                return None, b""
        return self._judging.of(asked, body), body

    def _judge(self, data: Dict[str, Any], response: Any) -> None:
        if not isinstance(response, ModelResponse):
            return
        contract, body = self._contract(data)
        if contract is None:
            if body or _asked(data).keys() - {"model", "messages"}:
                # A form was asked for that cannot be read.
                response._hidden_params["adhere_outcome"] = "unchecked"
            return
        said = response.model_dump_json(exclude_none=True).encode()
        judged = contract.judge_body(said, request=body)
        response._hidden_params["adhere_outcome"] = judged.outcome
        for choice, judgement in zip(response.choices, judged.judgements):
            self._refuse(data, contract, judgement, choice.message.content or "",
                         _has_call(choice.message))
        if judged.body == said:
            return
        before, after = json.loads(said)["choices"], json.loads(judged.body)["choices"]
        for choice, old, new in zip(response.choices, before, after):
            if old["message"] != new["message"]:
                choice.message = Message(**new["message"])

    def _refuse(self, data: Dict[str, Any], contract: Contract, judgement: Judgement, text: str,
                has_calls: bool) -> None:
        """Raises where an answer is a failure of the model that its reader would not see."""
        if not self._raises or not _fails(judgement):
            return
        is_cut = judgement.record.get("finish_reason") == "length"
        if is_cut and not has_calls and not _asks_form(data) and _is_prose(contract, text):
            # Prose that ends early is of use, and says itself that it does.
            return
        raise litellm.APIResponseValidationError(
            message=f"{NotConforming(judgement)}\n{judgement.feedback}",
            llm_provider="adhere",
            model=str(data.get("model") or ""),
        ) from NotConforming(judgement)


class _Kept:
    """The chunks that are being judged, so that those that stay are handed on themselves."""

    def __init__(self) -> None:
        self._chunks: Dict[bytes, Any] = {}
        self._last: Any = None
        self.texts: Dict[int, str] = {}
        """What each choice says, as it came."""
        self.with_calls: Set[int] = set()
        """The choices that hold calls."""

    @property
    def is_empty(self) -> bool:
        return self._last is None

    def event(self, chunk: ModelResponseStream) -> bytes:
        self._last = chunk
        for choice in chunk.choices:
            self.texts[choice.index] = self.texts.get(choice.index, "") + (choice.delta.content or "")
            if _has_call(choice.delta):
                self.with_calls.add(choice.index)
        said = chunk.model_dump_json(exclude_none=True).encode()
        self._chunks[said] = chunk
        return b"data: " + said + b"\n\n"

    def chunks(self, events: bytes) -> list:
        found = []
        for event in events.split(b"\n\n"):
            data = event.strip()[len(b"data:"):].strip()
            if not event.startswith(b"data:") or data == b"[DONE]":
                continue
            chunk = self._chunks.pop(data, None)
            if chunk is None:
                chunk = ModelResponseStream(**json.loads(data))
                chunk._hidden_params = self._last._hidden_params
            found.append(chunk)
        return found


def _asked(data: Dict[str, Any]) -> Dict[str, Any]:
    """What of a request tells the form of its answer, and its words."""
    # What the deployment adds to a stream stands only in what was sent.
    sent = getattr(data.get("litellm_logging_obj"), "optional_params", None) or {}
    data = {**sent, **data}
    said = {name: data[name] for name in _SAID if data.get(name) is not None}
    return {**said, **(data.get("extra_body") or {})}


def _asks_form(data: Dict[str, Any]) -> bool:
    """Whether the content has to be JSON."""
    asked = _asked(data)
    if asked.get("response_format") == {"type": "text"}:
        del asked["response_format"]
    return any(name in _FORMS for name in asked)


def _fails(judgement: Judgement) -> bool:
    """Whether it is a failure, or a call that cannot be judged, whose tool's schema is broken."""
    reason = judgement.reason
    return judgement.outcome in _FAILURES or reason is not None and reason.code == "bad-schema"


def _is_prose(contract: Contract, text: str) -> bool:
    """Whether a text is an answer in words where one may be: no call is due, and none was begun."""
    try:
        return contract.judge(text).outcome == "no_call"
    except ContractError:
        # The request asks for no structure at all.
        return True


def _has_call(message: Any) -> bool:
    return bool(getattr(message, "tool_calls", None) or getattr(message, "function_call", None))


def _has_calls(chunk: ModelResponseStream) -> bool:
    return any(_has_call(choice.delta) for choice in chunk.choices)


def _outcome(response: Any) -> Optional[str]:
    get = getattr(getattr(response, "_hidden_params", None), "get", None)
    return get("adhere_outcome") if get else None


def __getattr__(name: str) -> Any:
    # The callback that the proxy's configuration names; made when it is asked for.
    if name == "logger":
        globals()["logger"] = AdhereLogger()
        return globals()["logger"]
    raise AttributeError(name)
