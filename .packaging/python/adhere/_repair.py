"""The one-liner."""

import functools
from typing import Any, Union

from ._contract import Contract


@functools.lru_cache(maxsize=64)
def _contract(schema: Any, tier: str) -> Contract:
    return Contract(schema, repair=tier) if schema is not None else Contract(repair=tier)


def repair(text: Union[str, bytes], schema: Any = None, *, tier: str = "safe") -> Any:
    """The value that a text of a model holds, in place of `json.loads` or `json_repair.loads`.

    >>> repair("Here it is: {name: 'Ada'}")
    {'name': 'Ada'}
    >>> repair('{"a": 1', tier="guess")
    {'a': 1}

    Args:
        text: what the model wrote.
        schema: what the value has to conform to; without one any JSON does. A dict, JSON text, a
            pydantic model or a dataclass.
        tier: which repairs are permitted: `none`, `lossless`, `safe` or `guess`.

    Raises:
        NotConforming: the text holds no such value, or not in one way only.
    """
    try:
        contract = _contract(schema, tier)
    except TypeError:
        # A dict has no hash, and a contract of its own.
        contract = Contract(schema, repair=tier)
    return contract.judge(text).require()
