"""Keeps llama.cpp from writing to the terminal, which may belong to a screen.

Its Python binding is silent only while it points the whole process's stdout and stderr at the void:
a screen that another thread draws meanwhile would lose its strokes. So llama.cpp's log is taken
over, and the redirection is switched off.
"""

import ctypes
import logging
from contextlib import AbstractContextManager, nullcontext
from functools import cache
from typing import Any

_LOG = logging.getLogger(__name__)


@cache
def take_over_log() -> object:
    """Send llama.cpp's log to Python's, at debug level; once a process.

    Returns the callback, which must live as long as llama.cpp may call it.
    """
    import llama_cpp
    from llama_cpp import _internals, llama

    binding: Any = llama_cpp
    callback = binding.llama_log_callback(_to_python_log)
    binding.llama_log_set(callback, ctypes.c_void_p(0))
    for module in (llama, _internals):
        setattr(module, "suppress_stdout_stderr", _leave_alone)  # noqa: B010 - it is declared a class
    return callback


def _to_python_log(level: int, text: bytes, user_data: object) -> None:
    _LOG.debug("%s", text.decode("utf-8", errors="replace").rstrip())


def _leave_alone(disable: bool = True) -> AbstractContextManager[None]:
    return nullcontext()
