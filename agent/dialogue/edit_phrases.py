"""What is said of corrections and changes, in each language; part of `phrases`."""

# ruff: noqa: E501 - a sentence is read best on one line

from collections.abc import Mapping

from penchant.agent.dialogue.words import Language

Texts = Mapping[Language, str]

EDIT_PHRASES: Mapping[str, Texts] = {
    "edited_pin": {
        "en": "Pinned “{label}”: its share goes from {before} to {after}. From the next list on there is more of it, until you unpin it.",
        "zh": "已置顶“{label}”：占比从 {before} 变为 {after}。从下一份推荐起会多一些，直到你取消置顶。",
    },
    "edited_unpin": {
        "en": "Unpinned “{label}”: its share goes from {before} to {after}. From the next list on it weighs what your own doing gives it.",
        "zh": "已取消置顶“{label}”：占比从 {before} 变为 {after}。从下一份推荐起按你的行为计算。",
    },
    "edited_mute": {
        "en": "Muted “{label}”, which had {before} of your interest. From the next list on it brings nothing in, until you unmute it.",
        "zh": "已屏蔽“{label}”（原占 {before}）。从下一份推荐起它不再带来任何内容，直到你取消屏蔽。",
    },
    "edited_unmute": {
        "en": "“{label}” counts again, with {after} of your interest, from the next list on.",
        "zh": "已取消屏蔽“{label}”，占 {after}。从下一份推荐起重新计入。",
    },
    "edited_rename": {
        "en": "“{other}” is called “{label}” from now on. What counts for it stays the same.",
        "zh": "“{other}”今后叫作“{label}”，计入的内容不变。",
    },
    "edited_merge": {
        "en": "“{other}” is part of “{label}” now, which has {after} of your interest. From the next list on they count as one.",
        "zh": "“{other}”已并入“{label}”，现占 {after}。从下一份推荐起合为一个兴趣计算。",
    },
    "edited_split": {
        "en": "Split “{label}” into {parts}. From the next list on each counts by itself.",
        "zh": "已把“{label}”拆分为{parts}。从下一份推荐起各自计算。",
    },
    "edited": {
        "en": "Done: {text}. It holds from the next list on.",
        "zh": "已完成：{text}。从下一份推荐起生效。",
    },
    "undone": {
        "en": "Taken back: {text}. From the next list on all is as it was before.",
        "zh": "已撤销：{text}。从下一份推荐起恢复原样。",
    },
    "undo_nothing_said": {
        "en": "What is forgotten cannot be brought back.",
        "zh": "已经忘掉的内容无法恢复。",
    },
    "preferred_more": {
        "en": "Kept as a rule: more “{about}”. From the next list on, what I recognise as such comes up. Say “undo that” to take it back.",
        "zh": "已记为长期偏好：多要“{about}”。从下一份推荐起，我认出的这类内容会靠前。说“撤销”可以取消。",
    },
    "preferred_less": {
        "en": "Kept as a rule: less “{about}”. From the next list on, what I recognise as such goes down. Say “undo that” to take it back.",
        "zh": "已记为长期偏好：少要“{about}”。从下一份推荐起，我认出的这类内容会靠后。说“撤销”可以取消。",
    },
    "preferred_never": {
        "en": "Kept as a rule: never “{about}”. From the next list on, what I recognise as such stays out. Say “undo that” to take it back.",
        "zh": "已记为长期偏好：不要“{about}”。从下一份推荐起，我认出的这类内容不再出现。说“撤销”可以取消。",
    },
    "which_interest": {
        "en": "I cannot tell which interest is meant: {message}. What helps: {hint}.",
        "zh": "我不确定指的是哪个兴趣：{message}。可以这样做：{hint}。",
    },
    "which_interest_of": {
        "en": "Several of your interests fit “{words}”. Which one do you mean?",
        "zh": "你有好几个兴趣与“{words}”相符，指的是哪一个？",
    },
    "which_interest_is_it": {
        "en": "Which of your interests do you mean?",
        "zh": "你指的是哪一个兴趣？",
    },
    "changes": {"en": "What changed from {since} to {until}:", "zh": "从 {since} 到 {until} 的变化："},
    "changes_none": {
        "en": "From {since} to {until} your interests stayed as they were.",
        "zh": "从 {since} 到 {until}，你的兴趣没有变化。",
    },
    "change_appeared": {"en": "- {label} is new, with {after}", "zh": "- {label}：新出现，占 {after}"},
    "change_grew": {
        "en": "- {label} grew from {before} to {after}",
        "zh": "- {label}：从 {before} 升到 {after}",
    },
    "change_shrank": {
        "en": "- {label} shrank from {before} to {after}",
        "zh": "- {label}：从 {before} 降到 {after}",
    },
    "change_vanished": {
        "en": "- {label} went quiet, from {before} to {after}",
        "zh": "- {label}：沉寂了，从 {before} 到 {after}",
    },
    "change_returned": {"en": "- {label} came back, with {after}", "zh": "- {label}：回来了，占 {after}"},
    "changes_more": {"en": "and {count} more that moved less.", "zh": "另有 {count} 个较小的变化。"},
    "changes_own": {"en": "Your own edits: {texts}.", "zh": "你自己的修改：{texts}。"},
    "passing": {"en": "Too early to tell: {titles}.", "zh": "还看不出来：{titles}。"},
    "rules": {"en": "Your rules: {rules}.", "zh": "你的长期偏好：{rules}。"},
}

EDIT_WORDS: Mapping[str, Texts] = {
    "mark_pinned": {"en": "pinned", "zh": "已置顶"},
    "mark_muted": {"en": "muted", "zh": "已屏蔽"},
    "surety_likely": {"en": "fairly sure", "zh": "较有把握"},
    "surety_unsure": {"en": "a guess so far", "zh": "目前只是猜测"},
    "rule_more": {"en": "more {about}", "zh": "多要“{about}”"},
    "rule_less": {"en": "less {about}", "zh": "少要“{about}”"},
    "rule_never": {"en": "never {about}", "zh": "不要“{about}”"},
    "taken_back": {"en": "{text} (taken back)", "zh": "{text}（已撤销）"},
    "action_pin": {"en": "pinned “{label}”", "zh": "置顶“{label}”"},
    "action_unpin": {"en": "unpinned “{label}”", "zh": "取消置顶“{label}”"},
    "action_mute": {"en": "muted “{label}”", "zh": "屏蔽“{label}”"},
    "action_unmute": {"en": "unmuted “{label}”", "zh": "取消屏蔽“{label}”"},
    "action_rename": {"en": "renamed “{label}”", "zh": "改名“{label}”"},
    "action_merge": {"en": "merged “{label}”", "zh": "合并“{label}”"},
    "action_split": {"en": "split “{label}”", "zh": "拆分“{label}”"},
}
