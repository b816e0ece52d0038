"""Traditional and Simplified Chinese as one script, so that titles in either match each other."""

import re
from functools import cache
from importlib.util import find_spec
from typing import Protocol

_HAN = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff]")


class _Converter(Protocol):
    def convert(self, text: str) -> str: ...


def has_han(text: str) -> bool:
    """Whether a text holds a Chinese character."""
    return _HAN.search(text) is not None


def simplified(text: str) -> str:
    """The text in Simplified characters where OpenCC is installed; as it is otherwise."""
    if text.isascii() or not has_han(text):
        return text
    converter = _converter()
    return text if converter is None else converter.convert(text)


@cache
def _converter() -> _Converter | None:
    if find_spec("opencc") is None:
        return None
    from opencc import OpenCC

    made: _Converter = OpenCC("t2s")
    return made
