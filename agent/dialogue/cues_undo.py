"""Ways of taking the last correction back, in English and Chinese."""

# ruff: noqa: E501 - a pattern or a sentence is read best on one line

from penchant.agent.dialogue.cues import cues

_LAST = r"(?:that|it|this|that one|the last (?:one|edit|change|correction|thing|step|rule|preference)|(?:my|that|this) (?:last )?(?:edit|change|correction|rule|preference|setting)|what i (?:just )?(?:said|did|changed|asked for))"
_LAST_ZH = r"(?:刚才|刚刚|上一?[个次步条]|最后一?[个次步条]|这[个次条]|那[个次条])?的?(?:那个|那条|操作|修改|设置|规则|编辑|偏好|改动|更改)?"
UNDO = {"action": "undo"}

UNDO_EN = cues(
    "edit_interest",
    (
        (4.4, rf"^(?:undo|revert|reverse|roll back)(?: {_LAST})?$", UNDO),
        (4.4, rf"^(?:i )?take {_LAST} back$|^(?:i )?take back {_LAST}$", UNDO),
        (4.4, r"^(?:cancel|drop|remove|delete) (?:that|this|the last|my last) (?:edit|change|correction|rule|preference|setting)$", UNDO),
        (4.4, r"^(?:put|set) (?:that|it|this|everything) back(?: (?:to )?(?:how|as|the way|what) it was(?: before)?)?$", UNDO),
    ),
)  # fmt: skip
UNDO_ZH = cues(
    "edit_interest",
    (
        (4.6, rf"^把?{_LAST_ZH}(?:撤销|撤回|还原|恢复原样|改回去|收回)(?:吧|掉)?$", UNDO),
        (4.6, rf"^(?:撤销|撤回|还原|收回)(?:一下)?{_LAST_ZH}(?:吧)?$", UNDO),
        (4.6, r"^(?:取消|不要)(?:刚才|刚刚|上一?[个次步条])(?:的)?(?:那个|那条|操作|修改|设置|规则|编辑|偏好|改动)$", UNDO),
    ),
)  # fmt: skip
