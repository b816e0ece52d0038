"""Taking the leavings of web pages out of texts: entities, tags, comments."""

import html
import re

# With the semicolon only: without it, `R&copy` and `?a=1&lt=2` would be read as entities.
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_AMPERSANDS = re.compile(r"&(?:amp;)+")
_HIDDEN_START = re.compile(r"<!--|<(script|style)\b[^<>]*>", re.IGNORECASE)
# Known names only: `a < b > c`, `<3` and `<unknown>` are text.
_INLINE = re.compile(
    r"</?(?:a|abbr|b|big|cite|code|em|font|i|img|mark|s|small|span|strike|strong|sub|sup|u)(?:\s[^<>]*)?/?>",
    re.IGNORECASE,
)
_BLOCK = re.compile(
    r"</?(?:article|blockquote|body|br|center|dd|div|dl|dt|figure|footer|h[1-6]|head|header|hr|html|iframe"
    r"|li|main|nav|ol|p|pre|section|table|tbody|td|tfoot|th|thead|tr|ul|script|style)(?:\s[^<>]*)?/?>",
    re.IGNORECASE,
)


def without_markup(text: str) -> str:
    """The text with entities resolved once and tags removed; blocks leave a space behind."""
    if "&" in text:
        text = _ENTITY.sub(lambda match: html.unescape(match[0]), _AMPERSANDS.sub("&", text))
    if "<" in text and ">" in text:
        text = _BLOCK.sub(" ", _INLINE.sub("", _without_hidden(text)))
    return text


def _without_hidden(text: str) -> str:
    """Leave out comments, scripts and styles, in one walk through the text."""
    kept, at = [], 0
    while (start := _HIDDEN_START.search(text, at)) is not None:
        end = _end_of(text, start)
        if end is None:
            break
        kept.append(text[at : start.start()])
        at = end
    return " ".join([*kept, text[at:]])


def _end_of(text: str, start: re.Match[str]) -> int | None:
    closing = "-->" if start[1] is None else f"</{start[1]}>"
    found = re.compile(re.escape(closing), re.IGNORECASE).search(text, start.end())
    return None if found is None else found.end()
