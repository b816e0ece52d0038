"""What a sentence of a model must not hold, whatever else it says: links, and claims of a deed."""

import re

_LINK = re.compile(r"https?:|www\.|\]\(|[\w-]+\.(?:com|net|org|io|cn)\b|@\w", re.IGNORECASE)
_DEED = re.compile(
    r"\b(?:I|I've|I have|we|we've|it|that|has been|have been|was|were|is now)\b[^.!?]*"
    r"\b(?:recorded|noted|saved|remembered|deleted|erased|removed|forgotten|forgot|pinned|muted|renamed"
    r"|merged|updated|added|changed|sent|exported)\b"
    r"|已经?(?:记录|记下|保存|删除|忘记|移除|更新|添加|置顶|修改|发送|导出)|(?:记录|删除|更新|添加)好?了",
    re.IGNORECASE,
)
"""Claims of a deed: of those only code speaks."""


def is_harmless(sentence: str) -> bool:
    """No link, and no claim that something was done."""
    return not _LINK.search(sentence) and not _DEED.search(sentence)
