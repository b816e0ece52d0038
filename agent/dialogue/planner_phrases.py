"""What is said where a model that plans could not do it."""

from collections.abc import Mapping

from penchant.agent.dialogue.edit_phrases import Texts

PLANNER_PHRASES: Mapping[str, Texts] = {
    "planner_silent": {
        "en": "(The language model {model} does not answer now; this is answered without it.)",
        "zh": "（语言模型 {model} 暂时没有回应；以下回答未使用它。）",
    },
    "planner_gave_up": {
        "en": "(The language model {model} did not get all its calls right; the rest is said without it.)",
        "zh": "（语言模型 {model} 未能全部正确调用工具；其余由我直接回答。）",
    },
    "planner_stopped": {
        "en": "I stopped there: it took more steps than one turn may have. Ask for the rest in a sentence "
        "of its own.",
        "zh": "我先做到这里：步骤超过了一轮对话的上限。其余的请另说一句。",
    },
}
