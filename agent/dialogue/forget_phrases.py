"""What is said about forgetting, in each language; part of `phrases`."""

# ruff: noqa: E501 - a sentence is read best on one line

from collections.abc import Mapping

from penchant.agent.dialogue.edit_phrases import Texts

FORGET_PHRASES: Mapping[str, Texts] = {
    "forget_what": {
        "en": "What shall I forget? Name an item, a subject or a stretch of time, such as last week; or say “forget everything about me”.",
        "zh": "要忘掉什么？请说出名称、主题或一段时间，例如上周；也可以说“忘掉关于我的一切”。",
    },
    "forget_ask": {
        "en": "I would remove for good {what}: {counts}. It cannot be undone. Say “yes” and I do it; anything else keeps it.",
        "zh": "我会永久删除{what}：{counts}。删除后无法恢复。回复“是”我就删除，说别的则保留。",
    },
    "forget_ask_uncounted": {
        "en": "I would remove for good {what}. It cannot be undone. Say “yes” and I do it; anything else keeps it.",
        "zh": "我会永久删除{what}。删除后无法恢复。回复“是”我就删除，说别的则保留。",
    },
    "forget_nothing": {
        "en": "I have kept nothing of {what}, so there is nothing to forget.",
        "zh": "我没有保存{what}，所以没有什么可忘的。",
    },
    "forget_not_done": {"en": "All right, nothing was removed.", "zh": "好的，什么都没有删除。"},
    "forget_asked_long_ago": {
        "en": "I asked that a while ago, so I removed nothing. Say again what I shall forget.",
        "zh": "那是很久以前问的，所以什么都没有删除。请再说一次要忘掉什么。",
    },
    "forgotten": {
        "en": "Forgotten: {counts}. I looked again, and nothing of it is left.",
        "zh": "已忘掉：{counts}。我又检查了一遍，没有任何残留。",
    },
    "forgotten_in_part": {
        "en": "Forgotten: {counts}. But a second look still found some of it: please ask me once more.",
        "zh": "已忘掉：{counts}。但再次检查时仍有残留，请再让我忘一次。",
    },
}

FORGET_WORDS: Mapping[str, Texts] = {
    "forget_everything": {"en": "everything that I keep of you", "zh": "我保存的关于你的一切"},
    "forget_item": {"en": "what has to do with “{item}”", "zh": "与“{item}”有关的内容"},
    "forget_about": {"en": "what is about “{about}”", "zh": "关于“{about}”的内容"},
    "forget_event": {"en": "what you told me last", "zh": "你刚才告诉我的那件事"},
    "forget_stretch": {"en": "what happened from {since} to {until}", "zh": "从 {since} 到 {until} 的内容"},
    "forget_day": {"en": "what happened on {since}", "zh": "{since} 的内容"},
    "forget_since": {"en": "what happened since {since}", "zh": "{since} 以来的内容"},
    "forget_until": {"en": "what happened up to {until}", "zh": "{until} 为止的内容"},
    "store_events": {"en": "{count} events", "zh": "{count} 条行为记录"},
    "store_lists": {"en": "{count} lists", "zh": "{count} 份推荐列表"},
    "store_profiles": {"en": "{count} versions of your profile", "zh": "{count} 个版本的画像"},
    "store_conversation_turns": {"en": "{count} turns of our conversation", "zh": "{count} 句对话"},
    "store_embeddings": {"en": "{count} vectors of your words", "zh": "{count} 个词句向量"},
    "store_rejects": {"en": "{count} rows of an import", "zh": "{count} 行导入残留"},
    "store_events_one": {"en": "1 event", "zh": "1 条行为记录"},
    "store_lists_one": {"en": "1 list", "zh": "1 份推荐列表"},
    "store_profiles_one": {"en": "1 version of your profile", "zh": "1 个版本的画像"},
    "store_conversation_turns_one": {"en": "1 turn of our conversation", "zh": "1 句对话"},
    "store_embeddings_one": {"en": "1 vector of your words", "zh": "1 个词句向量"},
    "store_rejects_one": {"en": "1 row of an import", "zh": "1 行导入残留"},
    "store_rest": {"en": "what was derived from it", "zh": "由此得出的内容"},
}
