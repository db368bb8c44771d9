"""An output parser for LangChain: texts and calls that are judged and repaired.

    chain = prompt | model | AdhereOutputParser(Person)
"""

import json
from typing import Any, Dict, List, Optional, Sequence, Tuple

from langchain_core.exceptions import OutputParserException
from langchain_core.messages import BaseMessage
from langchain_core.messages.tool import tool_call
from langchain_core.output_parsers import BaseOutputParser
from langchain_core.outputs import Generation
from langchain_core.utils.function_calling import convert_to_openai_tool
from pydantic import PrivateAttr

from ._contract import Contract
from ._judgement import Judgement, NotConforming
from ._schemas import schema as schema_of

# Rules after which the calls handed on are not, one for one, those that the model made.
_OF_CALLS = {"drop-repeated-call", "drop-unknown-call", "fan-out", "join-calls", "repeated-answer"}


class AdhereOutputParser(BaseOutputParser[Any]):
    """The value of a message, or its calls where tools are given.

    What does not conform, and cannot be repaired in one way only, raises `OutputParserException`:
    its `llm_output` is what the model wrote, its `observation` says what to mend, as a message for
    the model, and the `judgement` of its `__cause__` says why. Nothing is made of half an answer: a
    streamed one is judged when it is whole, and one that was cut off raises, too.
    """

    _contract: Contract = PrivateAttr()
    _schema: Any = PrivateAttr(None)
    _is_of_calls: bool = PrivateAttr(False)

    def __init__(self, schema: Any = None, *, tools: Optional[Sequence[Any]] = None, **options: Any):
        """
        Args:
            schema: as for `Contract`; the value of a pydantic model is an instance of it.
            tools: what may be called, in any form that `bind_tools` takes. The value is the list of
                LangChain's tool calls; one without any where the model only wrote a text and
                `tool_choice` asks for none.
            options: those of `Contract`.
        """
        super().__init__()
        if "request" in options:
            # It may ask for calls, for a value, for both or for neither.
            raise TypeError("give the parser the schema or the tools of the request")
        if tools is not None:
            tools = [t if isinstance(t, dict) else convert_to_openai_tool(t) for t in tools]
        self._contract = Contract(schema, tools=tools, **options)
        self._schema = schema
        self._is_of_calls = tools is not None or options.get("any") == "any-call"

    @property
    def OutputType(self) -> Any:
        return Any

    @property
    def _type(self) -> str:
        return "adhere"

    def get_format_instructions(self) -> str:
        """What a prompt may say of the form."""
        if self._is_of_calls:
            return "Answer with a tool call."
        if self._schema is None:
            return "Answer with nothing but JSON."
        schema = schema_of(self._schema).decode()
        return f"Answer with nothing but JSON that conforms to this JSON Schema:\n{schema}"

    def parse(self, text: str) -> Any:
        return self._settle(self._contract.judge(text), text, [])

    def parse_result(self, result: List[Generation], *, partial: bool = False) -> Any:
        generation = result[0]
        message = getattr(generation, "message", None)
        calls, ids = _calls(message) if self._is_of_calls else ([], [])
        about = _about(generation, message)
        if calls:
            said = json.dumps(calls, ensure_ascii=False)
            return self._settle(self._contract.judge(calls, **about), said, ids)
        return self._settle(self._contract.judge(generation.text, **about), generation.text, [])

    def _settle(self, judgement: Judgement, said: str, ids: List[Optional[str]]) -> Any:
        if not judgement.is_success:
            raise _refusal(NotConforming(judgement), judgement.feedback, said)
        if self._is_of_calls:
            calls = judgement.calls or []
            moved = any(repair.rule in _OF_CALLS for repair in judgement.repairs)
            if moved or len(ids) != len(calls):
                # No id says which of them it was of; a wrong one would answer another call.
                ids = [None] * len(calls)
            return [tool_call(name=c.name, args=c.arguments, id=id) for c, id in zip(calls, ids)]
        value = judgement.value
        if hasattr(self._schema, "model_validate"):
            try:
                # As JSON: a strict model takes a date from its text there alone.
                return self._schema.model_validate_json(judgement.text)
            except ValueError as error:
                # Conforms to the schema, and not to what validators of the model ask beyond it.
                raise _refusal(error, str(error), said) from error
        return value


def _refusal(cause: Exception, feedback: Optional[str], said: str) -> OutputParserException:
    error = OutputParserException(
        str(feedback or cause), observation=feedback, llm_output=said, send_to_llm=bool(feedback)
    )
    error.__cause__ = cause
    return error


def _calls(message: Optional[BaseMessage]) -> Tuple[List[Dict[str, Any]], List[Optional[str]]]:
    """The calls of a message as the model wrote them, and their ids.

    The arguments are taken from where they are text: of a streamed message `tool_calls` holds what a
    lenient reader made of it, which closes what was cut off.
    """
    if message is None:
        return [], []
    chunks = getattr(message, "tool_call_chunks", None)
    raw = message.additional_kwargs.get("tool_calls")
    if chunks:
        found = [(c.get("name"), c.get("args"), c.get("id")) for c in chunks]
    elif raw:
        # A custom tool has its text in place of arguments.
        found = [(f.get("name"), f.get("arguments", f.get("input")), c.get("id"))
                 for c in raw for f in [c.get("function") or c.get("custom") or {}]]
    else:
        found = [(c["name"], c["args"], c.get("id"))
                 for c in [*getattr(message, "tool_calls", ()),
                           *getattr(message, "invalid_tool_calls", ())]]
    calls = [{"name": name or "", "arguments": "" if args is None else args}
             for name, args, _ in found]
    return calls, [id for _, _, id in found]


def _about(generation: Generation, message: Optional[BaseMessage]) -> Dict[str, Any]:
    known = {**(getattr(message, "response_metadata", None) or {}),
             **(generation.generation_info or {})}
    incomplete = known.get("incomplete_details")
    for name, value in [*known.items(), *(incomplete or {}).items()]:
        # finish_reason, stop_reason, done_reason, stopReason; reason of what is incomplete.
        if name.lower().endswith("reason") and isinstance(value, str):
            return {"finish_reason": value}
    return {}
