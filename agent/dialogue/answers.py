"""The answer to a question that was asked back: which of the options the next sentence chooses."""

import re

from penchant.agent.dialogue.slots import place_in_list
from penchant.agent.dialogue.state import ConversationState, Option
from penchant.agent.dialogue.words import Sentence, folded

_YES = re.compile(
    r"^(?:yes|yep|yeah|yup|sure|right|correct|exactly|that one|that's it|that|it|please do"
    r"|do it|ok|okay|是的?|对的?|没错|好的?|嗯)$",
    re.IGNORECASE,
)
_CONSENT = re.compile(
    r"(?:(?:oh|well),? )?(?:yes|yep|yeah|yup|ok|okay|sure|certainly|absolutely|of course|go ahead|go on|do it"
    r"|do that|please do|confirm(?:ed)?|(?:delete|erase|remove) (?:it|that|them))"
    r"(?:,? (?:yes|please|do it|do that|go ahead|sure|(?:i'm|i am) sure|thanks"
    r"|(?:forget|delete|erase|remove) (?:it|that|them|all of it)))*"
    r"|(?:是的?|对的?|好的?|嗯+|行|可以|确定|确认|没错|当然)"
    r"(?:[，,、 ]*(?:请?(?:删|删除|删掉|忘|忘掉|忘了|清除)(?:吧|了吧)?|确定|确认|请))?"
    r"|请?(?:删|删除|删掉|清除)吧",
    re.IGNORECASE,
)
"""A yes to a question about what cannot be undone. It must be the whole answer; "forget it" alone is
none, for it also means never mind."""
_REFUSAL = re.compile(
    r"(?:no|nope|not|don't|do not|never|stop|cancel|wait|keep|better not|rather not|leave)\b"
    r"|不|别|算了|取消|等|保留|留",
    re.IGNORECASE,
)
_LONGEST_ANSWER = 60
"""Characters; a longer sentence says something of its own."""
_WORDS_FOR = {
    "like": r"\b(?:liked?|loved?|enjoyed|yes|good|positive)\b|喜欢",
    "dislike": r"\b(?:disliked?|hated?|didn't|not|no|bad|negative)\b|不喜欢|讨厌",
    "play": r"\b(?:watched|saw|seen|played|read|heard|finished)\b|看过|看了|读了|听了|玩了",
    "similar": r"\b(?:similar|like it|like that|recommend|something|suggest)\b|类似|推荐",
    "recommend": r"\b(?:recommend|suggest\w*|list|show|now|look)\b|推荐|现在",
    "state_preference": r"\b(?:note|remember|prefer\w*|from now on|always|keep)\b|记|以后",
    "record_behaviour": r"\b(?:note|record|remember|from now on|keep)\b|记",
    "search_catalogue": r"\b(?:search|look it up|catalogue|find)\b|找|查|搜",
    "explain_recommendation": r"\b(?:why|explain|reason)\b|为什么|解释",
    "get_interests": r"\binterests?\b|兴趣",
    "get_profile": r"\b(?:profile|summary)\b|总结",
}


def chosen_option(sentence: Sentence, state: ConversationState) -> Option | None:
    """The option of the open question that a short sentence names; None where it names none.

    By its place, its title, a year or words that only one of them has, or by a yes where there is one.
    """
    options = state.options
    said = sentence.said.strip(" .,!?。，！？")
    if not options or not said or len(said) > _LONGEST_ANSWER:
        return None
    if len(options) == 1 and _YES.match(said):
        return options[0]
    rank = place_in_list(said)
    if rank is not None and (rank == -1 or rank <= len(options)):
        return options[-1 if rank == -1 else rank - 1]
    return _by_words(said, options)


def is_consent(sentence: Sentence) -> bool:
    """Whether a sentence is a yes and nothing else."""
    said = " ".join(sentence.said.strip(" .,!。，！~").split())
    return len(said) <= _LONGEST_ANSWER and _CONSENT.fullmatch(said) is not None


def is_refusal(sentence: Sentence) -> bool:
    """Whether a sentence begins as a no does."""
    return _REFUSAL.match(sentence.core) is not None


def _by_words(said: str, options: tuple[Option, ...]) -> Option | None:
    answer = folded(said)
    same = [one for one in options if folded(one.label) == answer]
    if len(same) == 1:
        return same[0]
    words = set(answer.removeprefix("the ").removesuffix(" one").split())
    holding = [one for one in options if words and words <= set(folded(one.label).split())]
    if len(holding) == 1:
        return holding[0]
    if len(said.split()) > 4:
        return None
    # The last that is named counts: "dislike" is looked for after "like".
    told = [one for one in options if re.search(_WORDS_FOR.get(one.label, "(?!)"), said, re.IGNORECASE)]
    if {"like", "dislike"} <= {one.label for one in told}:
        told = [one for one in told if one.label == "dislike"]
    return told[0] if len(told) == 1 else None
