"""What became of an output."""

import json
from typing import Any, Dict, List, NamedTuple, Optional, Tuple


# The words are those of `ChoiceJudgement.feedback`, by which Swift programs ask again.
_MOST_LISTED = 10
_HEADS = {
    ("invalid", None): "That answer does not conform to what was asked.",
    ("truncated", None): "That answer is cut off.",
    ("unreadable", None): "That answer cannot be read.",
    ("unreadable", "json"): "That is not JSON that can be read.",
    ("unreadable", "tool"): "That is not a tool call that can be read.",
}
_ENDS = {
    None: "Answer again, mending this and changing nothing else.",
    "json": "Answer again with nothing but the JSON, mending this and changing nothing else.",
    "tool": "Call the tool again, with arguments that mend this and change nothing else.",
}


class Repair(NamedTuple):
    """A change that was made."""

    rule: str
    """The rule that called for it, such as `trailing-comma`."""
    tier: str
    """`lossless`, `safe` or `guess`."""
    span: Tuple[int, int]
    """Bytes of the raw output, UTF-8, that were replaced."""
    path: Optional[str]
    """JSON Pointer of the value that it is in, in what is handed on."""
    record: Dict[str, Any]
    """All that the account says of it: `before`, `after`, `with`, `call`."""


class Violation(NamedTuple):
    """A place in which an output breaks its schema, with Ajv's fields."""

    path: str
    """JSON Pointer of the value."""
    keyword: str
    """The keyword of JSON Schema, such as `required`."""
    message: str
    record: Dict[str, Any]


class Reason(NamedTuple):
    """Why an output is not handed on."""

    code: str
    """The stable name of the kind, such as `cut-off`."""
    message: str
    help: Optional[str]
    """What would help, where that is known."""
    span: Optional[Tuple[int, int]]
    """Bytes of the raw output that are meant, where a place is known."""


class Call(NamedTuple):
    """A call of a tool."""

    name: str
    arguments: Any
    """The arguments as Python has them: a dict as a rule."""


class NotConforming(ValueError):
    """An output was wanted as a value, and is not handed on."""

    def __init__(self, judgement: "Judgement"):
        reason = judgement.reason
        help = "; would help: " + reason.help if reason and reason.help else ""
        super().__init__(f"{judgement.outcome}: {reason.message if reason else 'no value'}{help}")
        self.judgement = judgement


class Judgement:
    """The verdict on an output.

    >>> from adhere import Contract
    >>> judgement = Contract({"type": "array"}).judge("[1, 2,]")
    >>> judgement.outcome
    'repaired'
    >>> judgement.value
    [1, 2]
    >>> judgement.repairs[0].rule, judgement.repairs[0].span
    ('trailing-comma', (5, 6))
    """

    __slots__ = ("outcome", "_handed_on", "_of_calls", "_line", "_again", "_record", "_value", "_asks")

    outcome: str
    """`valid`, `repaired`, `invalid`, `unreadable`, `truncated`, `no_call`, `refused`, `error` or
    `unchecked`."""
    _record: Dict[str, Any]
    _value: Any

    def __init__(
        self,
        outcome: str,
        handed_on: Optional[bytes] = None,
        of_calls: Optional[bool] = None,
        line: Optional[bytes] = None,
        again=None,
    ):
        self.outcome = outcome
        # The value or the calls, as JSON; None where only the record has them.
        self._handed_on = handed_on
        self._of_calls = of_calls
        self._line = line
        self._again = again
        # What was asked for, where that is known: `json` or `tool`.
        self._asks: Optional[str] = None

    @property
    def is_success(self) -> bool:
        """Whether there is something to hand on, or nothing was due."""
        return self.outcome in ("valid", "repaired", "unchecked", "no_call")

    @property
    def line(self) -> bytes:
        """The record as `adhere filter --output record` writes it, without its line end."""
        if self._line is None:
            self._line = self._again()
        return self._line

    @property
    def record(self) -> Dict[str, Any]:
        """The record: `schemas/record-output.schema.json`."""
        try:
            return self._record
        except AttributeError:
            self._record = json.loads(self.line)
            return self._record

    def _read(self, name: str) -> Any:
        try:
            return self._value
        except AttributeError:
            pass
        if self.outcome not in ("valid", "repaired"):
            self._value = None
        elif self._handed_on is None:
            self._value = self.record.get(name)
        else:
            self._value = json.loads(self._handed_on)
        return self._value

    @property
    def value(self) -> Any:
        """What is handed on; None where nothing is, or calls are."""
        if self._of_calls is None:
            return self.record.get("value") if self.outcome in ("valid", "repaired") else None
        return None if self._of_calls else self._read("value")

    @property
    def text(self) -> Optional[bytes]:
        """The value, or the list of calls, as JSON text, its numbers with the digits they came with;
        None where nothing is handed on, and of whole answers, whose bytes have it."""
        return self._handed_on

    @property
    def calls(self) -> Optional[List[Call]]:
        """The calls that are handed on; None where none were asked for, or they do not conform."""
        if self._of_calls is None:
            calls = self.record.get("calls") if self.outcome in ("valid", "repaired") else None
        else:
            calls = self._read("calls") if self._of_calls else None
        if calls is None:
            return None
        return [Call(call["name"], call.get("arguments")) for call in calls]

    @property
    def repairs(self) -> List[Repair]:
        """Every change that was made, in the order of the raw bytes."""
        if self.outcome == "valid":
            return []
        return [
            Repair(r["rule"], r["tier"], tuple(r["span"]), r.get("path"), r)
            for r in self.record["repairs"]
        ]

    @property
    def violations(self) -> List[Violation]:
        """Where the output breaks its schema."""
        if self.outcome == "valid":
            return []
        return [
            Violation(v["instancePath"], v["keyword"], v["message"], v)
            for v in self.record["violations"]
        ]

    @property
    def reason(self) -> Optional[Reason]:
        """Why the output is not handed on; None where it is."""
        reason = None if self.outcome == "valid" else self.record.get("reason")
        if reason is None:
            return None
        span = reason.get("span")
        return Reason(
            reason["code"], reason["message"], reason.get("help"), tuple(span) if span else None
        )

    @property
    def feedback(self) -> Optional[str]:
        """What is wrong, as a message for the model; at most ten violations are listed. None where
        nothing is wrong that the model could mend.

        >>> from adhere import Contract
        >>> print(Contract({"required": ["age"]}).judge("{}").feedback)
        That answer does not conform to what was asked.
        - the whole value: must have required property 'age'
        Answer again with nothing but the JSON, mending this and changing nothing else.
        """
        if self.outcome not in ("invalid", "unreadable", "truncated"):
            return None
        lines = [_HEADS.get((self.outcome, self._asks)) or _HEADS[self.outcome, None]]
        violations = self.violations
        if not violations and self.reason:
            lines.append(f"- {self.reason.message}")
        lines += [f"- {v.path or 'the whole value'}: {v.message}" for v in violations[:_MOST_LISTED]]
        if len(violations) > _MOST_LISTED:
            lines.append(f"- and {len(violations) - _MOST_LISTED} more")
        return "\n".join([*lines, _ENDS[self._asks]])

    def require(self) -> Any:
        """The value or the calls.

        Raises:
            NotConforming: the output is not handed on.
        """
        if not self.is_success:
            raise NotConforming(self)
        calls = self.calls
        return self.value if calls is None else calls

    def __repr__(self) -> str:
        return f"<Judgement {self.outcome}>"


class Answer:
    """A whole answer that was judged."""

    __slots__ = ("outcome", "body", "_lines", "_judgements")

    outcome: str
    """The worst outcome of its choices."""
    body: bytes
    """What to hand on: the body as it came, with only the repaired bytes replaced."""

    def __init__(self, outcome: str, body: bytes, lines: bytes):
        self.outcome = outcome
        self.body = body
        self._lines = lines
        self._judgements: Optional[List[Judgement]] = None

    @property
    def judgements(self) -> List[Judgement]:
        """One for each choice."""
        if self._judgements is None:
            self._judgements = judgements(self._lines)
        return self._judgements

    def __repr__(self) -> str:
        return f"<Answer {self.outcome}>"


def judgements(lines: bytes) -> List[Judgement]:
    """Those of records, a line each."""
    found = []
    for line in lines.split(b"\n")[:-1]:
        judgement = Judgement("", line=line)
        judgement.outcome = judgement.record["outcome"]
        found.append(judgement)
    return found
