"""What Python programs have in place of schemas, as JSON."""

import json
from typing import Any


def encode(value: Any) -> bytes:
    """JSON text: bytes and strings are taken for it, everything else is encoded."""
    if isinstance(value, bytes):
        return value
    if isinstance(value, str):
        return value.encode("utf-8", "surrogatepass")
    return json.dumps(value, ensure_ascii=False).encode("utf-8", "surrogatepass")


def schema(value: Any) -> bytes:
    """The JSON Schema of a dict, JSON text, pydantic model or dataclass, or of any type that
    pydantic's `TypeAdapter` knows."""
    if isinstance(value, (bytes, str, dict, bool)):
        return encode(value)
    if hasattr(value, "model_json_schema"):
        return encode(value.model_json_schema())
    if hasattr(value, "json_schema") and callable(value.json_schema):
        return encode(value.json_schema())
    try:
        from pydantic import TypeAdapter
    except ImportError:
        kind = "a dataclass" if hasattr(value, "__dataclass_fields__") else repr(value)
        raise TypeError(f"the schema of {kind} is made by pydantic, which is not installed") from None
    return encode(TypeAdapter(value).json_schema())
