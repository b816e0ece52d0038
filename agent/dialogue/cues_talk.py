"""Ways of speaking that ask for nothing, in English and Chinese; they must be the whole sentence."""

# ruff: noqa: E501 - a pattern or a sentence is read best on one line

from penchant.agent.dialogue.cues import Cue, cues

_NAME = r"(?: there| penchant| again| everyone| friend)?"
_END = r"[\s!.,?。！？~]*$"
GREETING = cues(
    "greeting",
    (
        (4.0, rf"^(?:hi|hello|hey|howdy|yo|hiya|greetings|good (?:morning|afternoon|evening|day)|morning|evening)(?:,? (?:hi|hello))?,?{_NAME}{_END}"),
        (4.0, rf"^(?:(?:hi|hello|hey){_NAME}[,!. ]*)?how are (?:you|things)(?: (?:today|doing))?{_END}"),
        (4.0, rf"^(?:你好|您好|嗨|哈喽|早上好|晚上好|下午好|早|嘿)[啊呀]?{_END}"),
    ),
)  # fmt: skip
THANKS = cues(
    "thanks",
    (
        (4.0, r"^(?:ok(?:ay)?,? |great,? |perfect,? |cool,? )*(?:many |a lot of )?(?:thanks|thank you|thx|cheers|ta|much appreciated)\b(?!.*\b(?:but|now|recommend|show|give|what|why)\b).{0,60}$"),
        (4.0, r"^(?:谢谢|多谢|感谢|谢了)(?:你|您|啦|了)?.{0,12}$"),
    ),
)  # fmt: skip
HELP = cues(
    "help",
    (
        (4.0, rf"^(?:help|/help|\?|help me|usage|commands){_END}"),
        (4.4, r"\bwhat (?:can|do|could) you (?:do|offer|help)(?: with| for me| me with)?\b.*$"),
        (4.4, r"\bwho are you\b|\bwhat are you\b|\bare you (?:a |an )?(?:bot|robot|human|ai|machine|real)\b"),
        (4.0, rf"^how (?:does this|do you|does it|do i use)\b.*(?:work|this|you|it){_END}"),
        (4.0, rf"你(?:能|会|可以)(?:做|干)(?:些)?(?:什么|啥)|你是谁|你是什么|怎么用|^(?:帮助|救命){_END}"),
    ),
)  # fmt: skip
ACKNOWLEDGE = cues(
    "acknowledge",
    (
        (4.0, rf"^(?:ok|okay|cool|great|nice|fine|perfect|awesome|alright|all right|got it|i see|sure|yes|no|nope|yep|yeah|never ?mind|good|sounds good|well done|interesting|wow|haha|lol|that's all|that is all|nothing|no thanks|no thank you)(?:,? (?:then|great|cool|nice))?{_END}"),
        (4.0, rf"^(?:bye|goodbye|good ?night|see you(?: later| soon)?|ciao|later|cya){_END}"),
        (4.0, rf"^(?:好的?|好吧|嗯+|行|知道了|明白了?|不用了|没事了?|再见|拜拜|晚安|哈哈+){_END}"),
    ),
)  # fmt: skip

TALK: tuple[Cue, ...] = (*GREETING, *THANKS, *HELP, *ACKNOWLEDGE)
