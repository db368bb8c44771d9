"""Judges and repairs what language models return, against what was asked for.

>>> from adhere import Contract, repair
>>> repair("```json\\n{'name': 'Ada', 'age': 36,}\\n```")
{'name': 'Ada', 'age': 36}
>>> person = {"type": "object", "properties": {"age": {"type": "integer"}}, "required": ["age"]}
>>> judgement = Contract(person).judge('{"age": "36"}')
>>> judgement.outcome, judgement.value, judgement.repairs[0].rule
('repaired', {'age': 36}, 'string-to-number')

What cannot be read in one way only is not guessed at; `Judgement.reason` says what stood against it.
"""

from ._contract import Contract, ContractError, Stream
from ._judgement import Answer, Call, Judgement, NotConforming, Reason, Repair, Violation
from ._repair import repair
from ._library import version as _version

__version__ = _version()

__all__ = [
    "Answer",
    "Call",
    "Contract",
    "ContractError",
    "Judgement",
    "NotConforming",
    "Reason",
    "Repair",
    "Stream",
    "Violation",
    "repair",
]
