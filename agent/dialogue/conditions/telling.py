"""Conditions in words, for a reply: "year from 1980, minutes under 120"."""

# ruff: noqa: E501 - tables are read best in their rows

from collections.abc import Mapping, Sequence

from penchant.agent.dialogue.showing import listing, plain
from penchant.agent.dialogue.words import Language

_OPERATORS: Mapping[Language, Mapping[str, str]] = {
    "en": {
        "=": "{field} {value}", "!=": "not {value}", "<": "{field} under {value}", "<=": "{field} at most {value}",
        ">": "{field} over {value}", ">=": "{field} from {value}", "in": "{field} {value}",
        "contains": "{field} {value}", "not in": "not {value}", "not contains": "without {value}",
    },
    "zh": {
        "=": "{field}为{value}", "!=": "不要{value}", "<": "{field}低于{value}", "<=": "{field}不超过{value}",
        ">": "{field}高于{value}", ">=": "{field}从{value}起", "in": "{field}为{value}",
        "contains": "{field}含{value}", "not in": "不要{value}", "not contains": "不含{value}",
    },
}  # fmt: skip
_FIELDS_ZH = {
    "year": "年份", "minutes": "时长（分钟）", "runtime": "时长", "language": "语言", "creator": "作者", "director": "导演",
    "kind": "类型", "tags": "标签", "top_cast": "演员", "cast": "演员", "price": "价格", "level": "程度",
}  # fmt: skip


def conditions_in_words(constraints: Sequence[Mapping[str, object]], language: Language) -> str:
    """The conditions in a row; empty for none. That of the kind alone is seen from the list itself."""
    told = [_in_words(one, language) for one in constraints if one.get("field") != "kind"]
    return listing(language, told)


def _in_words(one: Mapping[str, object], language: Language) -> str:
    name, value = str(one["field"]), one["value"]
    if isinstance(value, bool):
        shown = name if value else ("不要" if language == "zh" else "not ") + name
        return plain(shown.replace("_", " "))
    field = _FIELDS_ZH.get(name, name) if language == "zh" else name
    text = ", ".join(map(str, value)) if isinstance(value, list | tuple) else str(value)
    form = _OPERATORS[language].get(str(one["op"]), "{field} {value}")
    return plain(form.format(field=field.replace("_", " "), value=text))
