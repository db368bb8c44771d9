"""The functions of `adhere.h`, as ctypes calls them. The interpreter's lock is free meanwhile."""

import ctypes
import os

_path = os.environ.get("ADHERE_LIBRARY") or os.path.join(os.path.dirname(__file__), "libadhere.so")
_library = ctypes.CDLL(_path)

_handle = ctypes.c_void_p
_bytes = ctypes.c_char_p
_size = ctypes.c_ssize_t
_length = ctypes.POINTER(ctypes.c_ssize_t)


def _function(name, result, *arguments):
    function = getattr(_library, "adhere_" + name)
    function.restype = result
    function.argtypes = arguments
    return function


_version = _function("version", _bytes)
contract_new = _function("contract_new", _handle, _bytes, _size, _bytes, _size, _bytes, _size)
contract_free = _function("contract_free", None, _handle)
judge_new = _function("judge_new", _handle, _handle)
judge_free = _function("judge_free", None, _handle)
judge_text = _function("judge_text", ctypes.c_int32, _handle, _bytes, _size, _bytes, _size)
judge_calls = _function("judge_calls", ctypes.c_int32, _handle, _bytes, _size, _bytes, _size)
judge_body = _function(
    "judge_body", ctypes.c_int32, _handle, _bytes, _size, ctypes.c_int32, _bytes, _size
)
_judge_records = _function("judge_records", _handle, _handle, _length)
_judge_value = _function("judge_value", _handle, _handle, _length)
_judge_handed_on = _function("judge_handed_on", _handle, _handle, _length)
_judge_tallies = _function("judge_tallies", _handle, _handle, _length)
stream_new = _function("stream_new", _handle, _handle, _bytes, _size)
stream_free = _function("stream_free", None, _handle)
stream_feed = _function("stream_feed", ctypes.c_int32, _handle, _bytes, _size)
stream_finish = _function("stream_finish", ctypes.c_int32, _handle)
_stream_handed_on = _function("stream_handed_on", _handle, _handle, _length)
_stream_records = _function("stream_records", _handle, _handle, _length)

OUTCOMES = (
    "valid",
    "repaired",
    "invalid",
    "unreadable",
    "truncated",
    "no_call",
    "refused",
    "error",
    "unchecked",
)
BAD_ARGUMENT = -1
BAD_OPTIONS = -2
ENDED = -3


def version() -> str:
    """The version of the library."""
    return _version().decode()


def _reader(function):
    string_at, reference, size = ctypes.string_at, ctypes.byref, ctypes.c_ssize_t

    def read(handle) -> bytes:
        length = size()
        place = function(handle, reference(length))
        return string_at(place, length.value) if place else b""

    return read


judge_records = _reader(_judge_records)
judge_value = _reader(_judge_value)
judge_handed_on = _reader(_judge_handed_on)
judge_tallies = _reader(_judge_tallies)
stream_handed_on = _reader(_stream_handed_on)
stream_records = _reader(_stream_records)
