"""Ways of telling Penchant something in English: what was done, liked, wished, edited."""

# ruff: noqa: E501 - a pattern or a sentence is read best on one line

from penchant.agent.dialogue.cues import Cue, cues
from penchant.agent.dialogue.cues_en_words import ADVERBS, DID, I_DID, I_SAID, NEGATION, SHOW, WHEN
from penchant.agent.dialogue.cues_undo import UNDO_EN

RECORD = cues(
    "record",
    (
        (3.2, rf"{I_DID}(?:watched|saw|seen|rewatched|played|replayed|finished(?: watching| reading| playing)?|completed|read|re-read|reread|listened to|heard|streamed|binged|binge-watched|went to see|been (?:watching|reading|playing|listening to))\b (?P<object>.+)$", {"kind": "play"}),
        (2.8, rf"^{WHEN}(?:i'm|i am|we're|we are) (?:currently |now )?(?:watching|reading|playing|listening to) (?P<object>.+)$", {"kind": "play"}),
        (3.2, rf"{I_DID}(?:bought|purchased|ordered|preordered|picked up|got myself|bought myself|paid for)\b (?:a copy of |myself )?(?P<object>.+)$", {"kind": "purchase"}),
        (3.6, r"^(?:save|bookmark|keep|add|put|remember|i saved|i bookmarked|saved|bookmarked|i added|added) (?P<object>.+?)(?: (?:for later|for the weekend|for another (?:day|time)|(?:to|on|in) my (?:watch|read|wish|play)? ?-?list|to my (?:favou?rites|library|queue)))$", {"kind": "save"}),
        (3.2, r"^(?:save|bookmark|i saved|i bookmarked|saved|bookmarked|remind me (?:of|about|to (?:watch|read|play|see))) (?P<object>.+)$", {"kind": "save"}),
        (3.4, rf"{I_DID}(?:shared|sent|forwarded|passed on|recommended) (?P<object>.+?) (?:with|to) .+$", {"kind": "share"}),
        (3.4, rf"{I_DID}told (?:my |a |the |some )?\w+(?: \w+)? about (?P<object>.+)$", {"kind": "share"}),
        (3.4, r"^(?:skip|pass on|ignore|hide|dismiss|i(?:'ll| will) (?:skip|pass on)|i (?:skipped|passed on)|skipped|no thanks to) (?P<object>.+)$", {"kind": "skip", "else": "less"}),
        (3.8, r"^(?:i'm |i am )?(?:not|no)(?: really| that)?(?: interested in| keen on| up for| for)? (?P<object>(?:number|no\.|nr\.?|#|the (?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|last|\d+\w\w)|that one|this one|that$|this$).*)$", {"kind": "skip"}),
        (3.0, rf"{I_DID}(?:own|have|got|possess) (?P<object>.+?)(?: already| at home| on (?:dvd|blu-ray|disc|vinyl|cd))$", {"kind": "purchase"}),
        (2.4, r"^(?:i|we) (?:already )?own (?P<object>.+)$", {"kind": "purchase"}),
        (3.4, r"^(?:mark|tick|log|record|note|count) (?P<object>.+?) (?:off )?as (?:watched|seen|read|played|finished|done|heard)$", {"kind": "play"}),
        (3.4, r"^(?:mark|log|record|note) (?P<object>.+?) as (?:liked|loved|a favou?rite)$", {"kind": "like"}),
        (4.2, r"^(?:.*?)(?:seen|watched|read|played|know|had|heard|got|own) (?P<object>.+?)(?: already| before)?[,.;:]? (?:so |please )*(?:skip|drop|pass on|hide|next|ignore) ?(?:it|that|this|that one|this one)?$", {"kind": "skip"}),
        (4.2, r"^(?:remove|take|drop|kick|throw) (?P<object>.+?) (?:out )?(?:from|off|out of|of) (?:the|my|this|that) (?:list|recommendations|suggestions)$", {"kind": "skip"}),
        (3.0, r"^(?:like|love|thumbs up (?:for|to|on)|upvote|heart|favou?rite) (?P<object>.+)$", {"kind": "like"}),
        (3.0, r"^(?:dislike|hate|thumbs down (?:for|to|on)|downvote) (?P<object>.+)$", {"kind": "dislike"}),
        (3.0, rf"{I_DID}(?:looked at|checked out|browsed|viewed|had a look at) (?P<object>.+)$", {"kind": "view"}),
        (2.8, rf"{I_DID}(?:opened|clicked(?: on)?) (?P<object>.+)$", {"kind": "click"}),
    ),
)  # fmt: skip
OPINION = cues(
    "opinion",
    (
        (3.2, rf"^{WHEN}(?:(?:i|we|and)\b{ADVERBS})? ?(?:{NEGATION}{ADVERBS} )?(?:loved|liked|enjoyed|adored|dug|hated|disliked|detested|loathed|regretted)\b(?: watching| reading| playing)? (?P<object>.+)$", {"tense": "past"}),
        (3.2, rf"{I_SAID}{ADVERBS} (?:{NEGATION}|did){ADVERBS} (?:love|like|enjoy|adore|hate|dislike|mind|care for|stand|bear|dig|finish|regret)\b(?: watching| reading| playing)? (?P<object>.+)$", {"tense": "either"}),
        (3.2, rf"^{WHEN}(?:couldn't|could not|can't|cannot|didn't|did not) (?:stand|bear|like|love|enjoy|finish) (?P<object>.+)$", {"tense": "past"}),
        (3.0, rf"{I_SAID}{ADVERBS} (?:love|like|enjoy|adore|hate|dislike|detest|loathe|dig)\b(?: watching| reading| playing| listening to)? (?P<object>.+)$", {"tense": "present"}),
        (3.2, rf"^{WHEN}(?:i'm|i am|i was|i wasn't|i'm not|i am not|not) (?:not )?(?:really |quite |much of |such |exactly )?(?:a )?(?:big |huge |great )?fan of (?P<object>.+)$", {"tense": "either"}),
        (2.6, r"^(?:i (?:thought|found|think|find)(?: that)? )?(?P<object>.+?) (?:was|is|were|are|wasn't|isn't|seemed|felt|turned out(?: to be)?)\b (?P<tail>.+)$", {"tense": "past", "needs": "opinion"}),
        (2.8, r"^(?:i (?:thought|found) )(?P<object>.+?) (?P<tail>(?<!was )(?<!is )(?:really |very |so |quite |absolutely |a bit |rather |too |pretty )*(?:great|boring|awful|terrible|brilliant|dull|amazing|fantastic|disappointing|excellent|wonderful|bad|good|fun|overrated|beautiful))$", {"tense": "past", "needs": "opinion"}),
        (2.8, r"^(?P<object>.+?) (?P<tail>left me cold|blew me away|let me down|put me to sleep|made my day)\b.*$", {"tense": "past", "needs": "opinion"}),
        (2.8, r"^(?P<object>.+?) (?P<tail>bored|annoyed|disappointed|moved|impressed|sucked|rocked)(?: me)?\b.*$", {"tense": "past", "needs": "opinion"}),
        (2.6, r"^(?:what an? )(?P<tail>\w+) (?:film|movie|book|game|song|album|show)(?:,| that| was|:)* (?P<object>.+?)(?: (?:was|is))?$", {"tense": "past", "needs": "opinion"}),
    ),
)  # fmt: skip
RATE = cues(
    "rate",
    (
        (2.8, r"^(?:(?:i|we)(?:'d| would|'ll| will|'m| am|'ve| have)? )?(?:rate|rated|give|gave|score|scored|giving|rating|award|grade)\b (?!me\b|us\b)(?P<object>.+?)(?: an?| as| with| at)?$"),
        (3.2, r"^my (?:rating|score|verdict|grade|mark) (?:for|of|on) (?P<object>.+?)(?: (?:is|was|would be))?$"),
        (2.6, r"^(?P<object>.+?) (?:gets|deserves|earns|is worth|was|is|got)(?: an?)?$", {"needs": "scale"}),
        (2.4, r"^(?:an? )?(?:solid |strong |full |clear |easy )*(?:for|to) (?P<object>.+)$", {"needs": "scale"}),
        (1.0, r"^(?P<object>[^?]+)$", {"needs": "scale"}),
    ),
)  # fmt: skip
NOT_DONE = cues(
    "not_done",
    (
        (4.2, r"^(?!.*\b(?:delete|erase|remove|forget|strike|get rid|take (?:it|that|this) (?:out|off|away))\b)(?:(?:i|we) )?(?:haven't|have not|had not|hadn't|never|have never|'ve never|didn't|did not|i've not|i've never|we've never)(?: (?:yet|actually|really|ever|even))* (?:seen|watch(?:ed)?|read|play(?:ed)?|hear(?:d)?|listen(?:ed)? to|buy|bought|saw|see|had|tried|try)\b (?P<object>.+)$"),
        (3.4, r"^(?:not|never) (?:seen|watched|read|played|heard) (?P<object>.+)$"),
    ),
)  # fmt: skip
_ABOUT_STOP = r"(?: (?:lately|recently|these days|nowadays|now|at the moment|right now|again|too|this (?:week|month|year)))*"
PREFERENCE = cues(
    "preference",
    (
        (3.4, rf"^{WHEN}(?:i'm|i am|i've|i have|we're|i) ?(?:been |become |gotten |got |getting |really |very |so |totally |quite |more |increasingly |and )*(?:into|interested in|obsessed with|hooked on|keen on|curious about|fascinated by|crazy about|passionate about|drawn to|addicted to|enjoying|loving|digging) (?P<object>.+?){_ABOUT_STOP}$", {"liking": "more"}),
        (3.6, r"^(?:i|we) (?:just )?can(?:'t|not) get enough(?: of)? (?P<object>.+)$", {"liking": "more"}),
        (3.2, r"^(?:i|we)(?:'d| would) (?:much |really )?(?:rather|prefer to|sooner) (?:see|watch|read|have|get|hear|play) (?P<object>.+?)(?: than .+)?$", {"liking": "more"}),
        (3.4, r"^(?:i|we)(?:'ve| have)? (?:started|begun|began|learnt|learned|come|grown)(?: to (?:like|love|enjoy|appreciate)| liking| enjoying| loving) (?P<object>.+)$", {"liking": "more"}),
        (3.4, r"^(?:keep|put|leave) (?P<object>.+?) (?:away(?: from me)?|off my lists?|out of (?:my|the) lists?|out of it|out)$", {"liking": "never"}),
        (3.6, r"^(?:i|we)(?:'ve| have)? (?:gone off|lost interest in|outgrown|grown out of|moved on from) (?P<object>.+)$", {"liking": "less"}),
        (3.0, rf"^(?:{SHOW}|recommend|suggest)(?: me| us)? (?:some )?more (?P<object>.+?) (?:from now on|in future|in the future|generally|in general|going forward)$", {"liking": "more"}),
        (3.4, r"^(?:i|we)(?:'ve| have)? (?:developed|acquired|got|found|discovered) an? (?:taste|liking|love|passion|interest|soft spot) (?:for|in|of) (?P<object>.+)$", {"liking": "more"}),
        (3.4, r"^(?:i|we) can(?:'t|not) (?:take|face|stand|bear|see) (?:any more|another|any)(?: of)?(?: the| these| those)? (?P<object>.+)$", {"liking": "less"}),
        (3.2, r"^(?:cut|drop|lose|ditch|skip) (?:the|all the|all) (?P<object>(?!first|second|third|fourth|fifth|last|\d).+)$", {"liking": "less"}),
        (3.2, r"^(?:i'm|i am|we're) on (?:a|an) (?P<object>.+?) (?:kick|trip|binge|streak|phase)\b.*$", {"liking": "more"}),
        (3.0, r"^(?:(?:i|we)(?:'d| would)? (?:want|like|prefer|need|love|could do with)(?: to (?:see|watch|read|hear|get|play|have))? )?(?:some )?(?:a (?:bit|little) )?more (?!like\b|of (?:that|this|these|those)$)(?P<object>.+)$", {"liking": "more"}),
        (2.2, rf"^{SHOW} (?:me|us) more (?P<object>.+)$", {"liking": "more"}),
        (3.2, r"^(?:i|we) prefer (?P<object>.+?)(?: (?:to|over|rather than) .+)?$", {"liking": "more"}),
        (3.2, r"^(?:focus on|favou?r|prioriti[sz]e|lean towards|concentrate on) (?P<object>.+)$", {"liking": "more"}),
        (3.6, rf"^(?:(?:i|we)(?:'d| would)? (?:want|like|prefer|need)(?: to (?:see|watch|get|read|hear))? )?(?:{SHOW} (?:me |us )?)?(?:(?:a (?:bit|little|lot) )?(?:less|fewer)|not so (?:much|many)|not as (?:much|many)|go easy on(?: the)?|tone down(?: the)?|cut down on|ease off(?: on)?) (?P<object>.+)$", {"liking": "less"}),
        (3.6, r"^(?:i'm|i am|i've|i have|we're|i) ?(?:getting |become |grown |got |am |really |so |totally |quite |a bit |kind of )*(?:tired|sick|bored|fed up|done|weary|over|had (?:enough|my fill))(?: and tired)?(?: of| with| by)?(?: all)?(?: (?:the|these|those))? (?P<object>.+)$", {"liking": "less"}),
        (3.4, r"^(?:(?:that's|there's|there are|there is|it's|you (?:show|give|recommend|suggest)(?: me)?) )?(?:way |far )?(?:too (?:much|many)|enough(?: of| with)?) (?P<object>.+)$", {"liking": "less"}),
        (3.8, r"^(?:i'm|i am|we're|i) (?:not|no longer)(?: really| so| that| much| particularly| very| at all| as)*(?: in the mood for| into| interested in| keen on| enjoying| fond of) (?P<object>.+?)(?: any ?more| right now| these days)?$", {"liking": "less"}),
        (3.8, r"^(?:never(?: ever)?|don't(?: ever)?|do not(?: ever)?|stop|quit|please stop|no need to)(?: again)? (?:show|recommend|suggest|give|offer|bring|list|send|includ|push)\w*(?: me| us)?(?: any(?: more)?| anything (?:with|about))? (?P<object>.+?)(?: (?:again|any ?more|ever|ever again|to me|in future|in the future))*$", {"liking": "never"}),
        (3.6, r"^(?:no more|no|never again|avoid|ban|block|exclude|leave out|nothing (?:with|about)|keep away from|hide all|without) (?P<object>.+?)(?: (?:again|any ?more|ever|from now on|ever again))*$", {"liking": "never"}),
        (3.6, r"^(?:i|we) (?:don't|do not|never|no longer) (?:ever )?(?:want|wanna|need|care)(?: to)? ?(?:see|watch|hear|get|read|play|about|for)?(?: any(?: more)?| anything (?:with|about))? (?P<object>.+?)(?: (?:again|any ?more|ever|ever again))*$", {"liking": "never"}),
    ),
)  # fmt: skip
_OWN = r"(?:(?:my|the|that|this) )?(?:interests? (?:in|for|called|of|about) )?"
EDIT_INTEREST = cues(
    "edit_interest",
    (
        (4.2, r"^(?P<action>pin|unpin|mute|unmute|split) (?:(?:my|the|that|this) )?(?:interests? (?:in|for|called|of|about) )?(?P<interest>.+?)(?: interest| topic)?$"),
        (4.2, r"^(?:rename|call) (?:(?:my|the|that|this) )?(?:interests? (?:in |called )?)?(?P<interest>.+?)?(?: interest)? ?(?:to|as|into) (?P<name>.+)$", {"action": "rename"}),
        (4.2, r"^call (?:my |the |that |this )?(?:interest in )?(?P<interest>.+?)(?: interest)? (?P<name>['\"].+['\"])$", {"action": "rename"}),
        (4.0, r"^rename\b", {"action": "rename"}),
        (4.4, rf"^(?:split|divide) (?:up )?{_OWN}(?P<interest>.+?)(?: interest| topic)?(?: (?:up|apart|in (?:two|half)|into (?:two|its parts|parts|several|finer (?:ones|interests)|smaller (?:ones|interests))))*$", {"action": "split"}),
        (4.2, rf"^(?:break|take|separate) (?:up )?{_OWN}(?P<interest>.+?)(?: interest| topic)? (?:up|apart|in (?:two|half)|into (?:two|its parts|parts|several))$", {"action": "split"}),
        (4.2, rf"^(?:stop|quit|don't|do not) (?:tracking|track|following|follow|monitoring) {_OWN}(?P<interest>.+?)(?: interest| topic)?(?: any ?more)?$", {"action": "mute"}),
        (4.4, r"^(?:ignore|hide|silence|suspend|pause) (?:my |the |that |this )?interests? (?:in|for|called|of) (?P<interest>.+)$", {"action": "mute"}),
        (4.4, r"^(?:ignore|hide|silence|suspend|pause) (?:my|the|that|this) (?P<interest>.+?) (?:interest|topic)$", {"action": "mute"}),
        (4.2, rf"^(?:(?:resume|restart|start) (?:tracking|following) {_OWN}(?P<interest>.+?)|(?:track|follow) {_OWN}(?P<object>.+?) again)$", {"action": "unmute"}),
        (4.2, rf"^keep {_OWN}(?P<interest>.+?) pinned$", {"action": "pin"}),
        (4.2, r"^(?:merge|combine|join|unite) (?:(?:my|the) )?(?:interests? (?:in )?)?(?P<interest>.+?) (?:and|with|into) (?:my |the )?(?:interest in )?(?P<into>.+?)(?: interests?)?(?: into one| together)?$", {"action": "merge"}),
        (4.0, r"\b(?:merge|combine) (?:them|those|these|the two|both)\b", {"action": "merge"}),
    ),
)  # fmt: skip
FORGET = cues(
    "forget",
    (
        (4.6, rf"^(?:forget|delete|erase|wipe|remove|clear|unlearn|purge|undo|drop)\b.*?\b(?:that )?(?:i|we)(?:'ve| have| ever)? (?:ever )?{DID}\b (?P<object>.+)$"),
        (4.8, r"^(?:forget|delete|erase|wipe|remove|clear|purge)(?: about)? (?:absolutely )?(?:everything|all)(?: (?:of it|of my data|my data|my history|about me|of me|that you know|you know|you have|that you have|there is|on me|of this|from your memory|in your memory|and everyone|about myself))*$", {"everything": True}),
        (4.8, r"^(?:forget|delete|erase|wipe|remove|clear|purge) (?:all (?:of )?)?my (?:whole |entire |complete )?(?:data|history|account|profile|record|records|events|past)$", {"everything": True}),
        (4.8, r"^(?:forget|erase|delete) (?:me|about me|who i am)$", {"everything": True}),
        (4.8, r"^(?:forget|delete|erase|wipe|remove|clear|purge)\b.*\b(?:what|everything|all|anything) i (?:did|watched|read|played|told you|said|heard|liked|bought)\b", {"span": True}),
        (4.9, r"^(?:forget|delete|erase|wipe|remove|clear|purge)(?: about)?(?: all of)? (?:my )?(?:last|this|yesterday|the last|the past)\b(?!.* one\b)", {"span": True}),
        (4.2, r"^(?:delete|erase|remove|wipe|forget|undo) (?:my )?(?:rating|review|view|viewing|like|dislike|record|history|event)s?(?: (?:of|for|about))? (?P<object>.+)$"),
        (4.2, r"^(?:delete|erase|remove|wipe|forget) (?P<object>.+?) (?:from|out of) (?:my |your )?(?:history|memory|log|record|data|profile)$"),
        (3.4, r"^(?:forget|erase|unlearn)(?: about)? (?P<object>.+)$"),
        (3.4, r"^(?:forget|erase|delete)(?: something| things)?$"),
    ),
)  # fmt: skip

TELLING: tuple[Cue, ...] = (
    *RECORD, *OPINION, *RATE, *NOT_DONE, *PREFERENCE, *EDIT_INTEREST, *UNDO_EN, *FORGET,
)  # fmt: skip
