"""Stops llama.cpp in the middle of its work, be it reading a long prompt or writing."""

import ctypes
from collections.abc import Iterator
from typing import Any


class Interrupted(Exception):
    """The model was stopped before it was done."""


class Brake:
    """One flag that llama.cpp looks at before every step of a computation.

    It asks a C function, many times a token. One written in Python would cost a tenth of the speed
    and stand still while another thread holds the interpreter's lock; `strlen` of a text of no or
    one character is just such a function, and the first byte of that text is the flag.
    """

    def __init__(self) -> None:
        self._flag = ctypes.create_string_buffer(2)
        self._asked: object = None

    def fit(self, binding: Any, context: Any) -> None:
        """Have the computations of a llama.cpp context look at the flag."""
        looks = ctypes.cast(ctypes.CDLL(None).strlen, binding.ggml_abort_callback)
        binding.llama_set_abort_callback(context, looks, ctypes.addressof(self._flag))
        self._asked = looks

    @property
    def is_pulled(self) -> bool:
        """Whether what is computed now shall stop."""
        return self._flag.raw[0] != 0

    def pull(self) -> None:
        """Stop what is computed now."""
        self._flag[0] = b"\x01"

    def release(self) -> None:
        """Let the next computation run."""
        self._flag[0] = b"\x00"

    def explained(self, error: RuntimeError) -> Exception:
        """What an error of llama.cpp was: its being stopped, or a fault of its own."""
        return Interrupted() if self.is_pulled else error

    def watched(self, chunks: Iterator[Any]) -> Iterator[Any]:
        """A stream that ends with `Interrupted` when the brake is pulled."""
        try:
            for chunk in chunks:
                if self.is_pulled:
                    raise Interrupted
                yield chunk
        except RuntimeError as error:
            raise self.explained(error) from error
