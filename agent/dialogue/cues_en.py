"""Ways of speaking in English."""

from penchant.agent.dialogue.cues import Cue, cues
from penchant.agent.dialogue.numbers import CARDINAL
from penchant.agent.dialogue.slots import THINGS

_ADVERBS = r"(?: (?:just|really|actually|finally|recently|also|already|absolutely|totally|quite|only|both|honestly|truly|so|once|all|kind of|sort of|rather|definitely|thoroughly|very much|still))*"
_WHEN = r"(?:(?:just|today|yesterday|last night|last week|finally|recently|lately|earlier|this morning|earlier today|already|these days|now),? )*"
_I = rf"^{_WHEN}(?:(?:i|we)(?:'ve| have|'d| had|'m| am)?{_ADVERBS} )?{_WHEN}"
_I_SAID = rf"^{_WHEN}(?:i|we)\b"
_SHOW = r"(?:give|show|get|bring|tell|offer|find|pick|send)"
_TRY = r"(?:watch|read|play|listen to|try|buy|get|cook|make|see|hear|do|start|put on|stream|eat)"
_DID = r"(?:watched|saw|seen|rewatched|played|finished|completed|read|listened to|heard|streamed|binged|cooked|tried|had|liked|loved|rated|bought|did|enjoyed)"
_ADVICE = r"(?:recommendations?|suggestions?|recs?|ideas?|picks|tips|inspiration)"
_LISTED = r"(?:here|there|recommended|suggested|(?:on|in|at) (?:the top of )?(?:my|the|this|that|your) (?:list|recommendations|suggestions)|in there|for me|so high|so low|ranked \w+|listed)"
_CHOSE = r"(?:recommend|suggest|pick|show|list|choose|chose|put|includ|gave|give|offer|propose|rank|select|bring)\w*"
_TASTE = r"(?:tastes?|interests?|preferences|likes|profile)"
_CATALOGUE = r"(?:catalog(?:ue)?|library|collection|shop|store|database|stock|selection)"
_NEGATION = r"(?:don't|do not|didn't|did not|dont|didnt|never|can't|cannot|couldn't|could not|can not|cant|couldnt|wouldn't say i|wouldn't say that i)"

RECOMMEND = cues(
    "recommend",
    (
        (3.0, r"^(?:recommend|suggest|propose)\b(?: me| us)?(?P<object>.*)$"),
        (3.2, rf"^(?:so )?(?:what|which|anything|something)\b.*?\b(?:should|could|can|might|shall) (?:i|we) (?:\w+ )??(?:{_TRY})\b(?P<object>.*)$"),
        (3.0, rf"^(?:what|which|anything|something|got anything)\b.*\bto {_TRY}\b(?P<object>.*)$"),
        (3.0, r"^what (?:do|would|can|could) you (?:recommend|suggest|propose|have for me)\b(?P<object>.*)$"),
        (3.2, rf"^{_SHOW} (?:me|us) (?:.* )?{_ADVICE}\b(?P<object>.*)$"),
        (2.6, rf"^{_SHOW} (?:me|us) (?P<object>(?:something|anything|some|a|an|one|another|{CARDINAL}|the best)\b.*)$"),
        (3.4, rf"^find (?:me|us) (?P<object>(?:something|anything|some|a|an|{CARDINAL})\b.*)$"),
        (3.0, rf"\b(?:any|some|got|new|fresh) (?:good |new |other |more )?{_ADVICE}\b(?P<object>.*)$"),
        (3.2, r"^(?:surprise me|dealer's choice|your choice|you choose|you pick|anything good|pick something|something good|anything|whatever)\b(?P<object>.*)$"),
        (2.6, r"^(?:maybe |perhaps )?(?:something|anything) (?P<object>.+)$"),
        (2.8, r"^(?:do you have|have you got|you got|got|any chance of) (?:something|anything)(?! (?:by|with|called|named|from|starring|featuring|directed|written|about|of)\b) (?P<object>.+)$"),
        (2.4, rf"^{CARDINAL} (?P<object>[a-z][^?]{{2,80}})$"),
        (3.0, r"\b(?:in the mood for|looking for|craving|searching for|hunting for|i could use|i fancy|i feel like)\b (?P<object>.+)$"),
        (2.8, r"^(?:what else|what's next|what next|next|another|another one|more|others?|show me more|give me more|keep going|next page|some more|any more|anything else|something else|try again|new list)$"),
        (2.8, r"^what(?:'s| is) (?:good|worth \w+|hot|popular|out there|on tonight)\b(?P<object>.*)$"),
        (2.4, r"^(?:i'm|i am|we're) bored(?! (?:of|by|with))\b"),
        (3.0, r"^help (?:me|us) (?:choose|pick|decide|find)\b(?P<object>.*)$"),
        (2.8, r"^(?:play|put on|start) (?P<object>(?:something|anything|some)\b.*)$"),
        (3.2, r"\b(?:would|might|could) (?:i|we) (?:like|love|enjoy)(?: to \w+)?(?: next| tonight| now)?$", {"needs": "which"}),
        (2.2, rf"^{_SHOW} (?:me|us) more (?P<object>.+)$"),
        (3.6, rf"\b(?:something|anything|more|stuff|others?|another|one|{THINGS})\b(?: \w+)? (?:like|similar to|along the lines of|in the vein of|in the style of|as good as|that feels like) (?P<like>.+)$"),
        (2.6, r"^(?:like|similar to|in the style of|in the vein of) (?P<like>(?:number|the|that|this|#|no) ?.+)$", {"needs": "similar"}),
    ),
)  # fmt: skip
WISH = cues(
    "wish",
    (
        (
            2.9,
            rf"^(?:i|we)(?:'d| would)? (?:want|wanna|like|love|need|feel like|fancy)(?: to)? (?:{_TRY}|watching|reading|playing|hearing|seeing|listening to|finding) (?P<object>.+)$",
        ),
        (
            2.8,
            r"^(?:i|we)(?:'d| would)? (?:want|like|love|need) (?P<object>(?:something|anything|some|a|an|one)\b.+)$",
        ),
        (2.6, r"^(?:i|we)(?:'d| would) (?:want|like|love) (?P<object>.+)$"),
    ),
)
EXPLAIN = cues(
    "explain",
    (
        (3.6, rf"^(?:tell me |say |explain )?why (?:did |do |would |are |have |were )?you(?:'re|'ve)? ?{_CHOSE}(?: to)?(?: me)? ?(?P<object>.+?)?(?: (?:{_LISTED}|to me|first|so (?:high|low)))*$"),
        (3.4, rf"^(?:tell me |say |explain )?why(?:'s| is| was| are| were| does| did) (?P<object>.+?)(?: (?:{_LISTED}|show up|appear|come up|make it))+.*$"),
        (3.2, r"^(?:tell me |say |explain )?why (?:do you think|would|should|might|will) (?:i|i'd|i would) (?:like|love|enjoy|want|care for|watch|read|play) (?P<object>.+)$"),
        (2.9, r"^(?:tell me |say |explain )?why(?: is| was| not)? (?P<object>.+)$"),
        (3.0, r"^(?:but )?why(?: so| though)?$"),
        (3.4, r"^how come (?:you (?:recommended|suggested|picked|showed me|chose|listed) )?(?P<object>.+?)(?: (?:is|are|was|were|made it|ended up|appears?|shows? up|came up|got)\b.*)?$"),
        (3.6, r"\bwhat (?:made|makes) you (?:think|believe|say|guess|sure) (?:that )?(?:i'd|i would|i will|i'll|i might|i|we) \w+(?: to \w+)? (?P<object>.+)$"),
        (3.6, rf"\bwhat (?:made|makes) you {_CHOSE}(?: me)? (?P<object>.+)$"),
        (3.2, r"\bwhat(?:'s| is| was|'re| are| were)? (?:the|your) (?:reason|reasoning|logic|rationale|reasons|thinking) (?:for|behind|of) (?:recommending |suggesting |picking |choosing |showing me )?(?P<object>.+)$"),
        (3.2, r"^(?:explain|justify|defend)\b(?: to me)?(?: why you \w+)?(?P<object>.*)$"),
        (2.8, r"^what(?:'s| is| does) (?P<object>.+?) (?:got to do with me|have to do with me|doing (?:here|there|on my list|in my list|on the list))$"),
        (2.8, r"^(?:would|will|might|could) i (?:like|love|enjoy) (?P<object>.+)$"),
        (3.0, r"^(?:on )?what (?:grounds|basis) .*?(?:recommend|suggest|pick)\w*(?: me)? (?P<object>.+)$"),
    ),
)  # fmt: skip
WHAT_IF = cues(
    "what_if",
    (
        (4.4, rf"\bif (?:i|we)(?: had|'d)?(?: not| never|n't)(?: ever)? {_DID} (?P<object>.+)$", {"kind": "without"}),
        (4.4, rf"\bif (?:i|we) (?:hadn't|had not|had never|never|didn't|did not)(?: ever)? (?:{_DID}|watch|see|read|play|like|buy|rate|hear|listen to) (?P<object>.+)$", {"kind": "without"}),
        (4.2, rf"\bif (?:i|we)(?: had|'d)? {_DID} (?P<object>.+)$", {"kind": "with"}),
        (4.2, r"\b(?:what|how|which)\b.*\b(?:would|will|if)\b.*\bwithout (?:my (?:interest in )?)?(?P<object>.+)$", {"kind": "without"}),
        (4.2, r"\bhad i (?:not|never) \w+ (?P<object>.+)$", {"kind": "without"}),
        (4.2, r"\bif you (?:ignored|forgot|left out|did not know|didn't know)(?: about| that i \w+)? (?P<object>.+)$", {"kind": "without"}),
    ),
)  # fmt: skip
COMPARE_ITEMS = cues(
    "compare_items",
    (
        (4.2, r"^why(?: is| did you \w+| was)? (?P<object>.+?),? (?:and not|but not|rather than|instead of|over|before|above|ahead of|higher than|ranked above|and why not) (?P<other>.+)$"),
        (3.8, r"^(?:compare|contrast) (?P<object>.+?) (?:and|with|to|against|versus|vs\.?) (?P<other>.+)$"),
        (3.8, r"\b(?:difference|differences) between (?P<object>.+?) and (?P<other>.+)$"),
        (3.4, r"^(?:is|would) (?P<object>.+?) (?:be )?(?:better|more (?:fun|interesting|suitable)|a better (?:fit|choice|pick))(?: for me)? than (?P<other>.+)$"),
        (3.4, r"^(?:which (?:is|one is|one|would|should i \w+)[^,:]*[,:] )(?P<object>.+?) or (?P<other>.+)$"),
        (3.4, r"^(?:should i (?:watch|read|play|pick|take|see|get|buy|try) )(?P<object>.+?) or (?P<other>.+)$"),
    ),
)  # fmt: skip
INTERESTS = cues(
    "interests",
    (
        (3.4, r"\bwhat (?:am|was|were|are) (?:i|we)\b.*?\b(?:into|interested in|fond of|drawn to|keen on|about|following)\b"),
        (3.4, r"\bwhat (?:did|do) (?:i|we) (?:\w+ )?(?:care about|care for|like|love|enjoy|follow|prefer|watch|read|play|listen to)\b(?! next)"),
        (3.4, r"\bwhat (?:have|had) (?:i|we) been (?:into|watching|reading|playing|enjoying|liking|interested in|up to|following|listening to)\b"),
        (3.4, r"^(?:show|list|tell|give|display|see|view|open)(?: me)?(?: about)?(?: all)?(?: of)? my (?:\w+ )?(?:interests?|tastes?|likes|favou?rite (?:topics|themes|genres))\b"),
        (3.4, r"\bwhat(?:'s| is|'re| are| were| was) my (?:\w+ )?(?:interests?|likes|favou?rites?|obsessions?|passions?|favou?rite (?:topics?|themes?|genres?))\b"),
        (3.4, r"\b(?:which|what)(?: of)?(?: my)? interests?\b"),
        (2.6, r"^(?:(?:all|only) )?my (?:\w+ )?interests?\b"),
        (2.4, r"^(?:the )?interests$"),
        (3.0, r"\b(?:what|which)\b.*\b(?:am i|have i|did i)\b.*\b(?:los(?:t|ing) interest|go(?:ing|ne) off|stopped|tired of)\b", {"state": "fading"}),
        (2.8, r"^(?:am|was|were) (?:i|we) (?:still |really |ever )?(?:into|interested in|fond of|keen on) (?P<object>.+)$"),
        (3.0, r"\bhow (?:strong|big|important) (?:is|are|was) my interests?\b"),
    ),
)  # fmt: skip
COMPARE_INTERESTS = cues(
    "compare_interests",
    (
        (4.2, rf"\b(?:how|what|which|where)\b.*\bmy {_TASTE}\b.*\b(?:chang|evol|shift|develop|drift|mov|differ|grow|grew|vary|varied)\w*"),
        (4.2, rf"\b(?:how|what|did|have|has)\b.*\b(?:chang|evol|shift|develop|drift|differ)\w*\b.*\bmy {_TASTE}\b"),
        (4.2, rf"\b(?:what's|what is|what was|anything|what has been) (?:new|changed|different)\b.*\bmy {_TASTE}\b"),
        (4.2, rf"^(?:compare|contrast) (?:now|today|me|my {_TASTE}|this (?:week|month|year)|last (?:week|month|year)|what i)\b"),
        (3.4, r"\b(?:what's|what has|what have|how have i|have i) changed\b"),
        (3.6, rf"^(?:how|what)\b.*\b(?:my {_TASTE}|am i|i like)\b.*\b(?:different from|compared (?:to|with)|versus|vs)\b"),
    ),
)  # fmt: skip
PROFILE = cues(
    "profile",
    (
        (3.6, rf"^(?:summari[sz]e|describe|characteri[sz]e|profile|sum up|portray|paint)\b.*\b(?:me|my (?:\w+ )?(?:{_TASTE}|style|personality)|myself)\b"),
        (3.6, r"\bhow (?:would|do|might|could) you (?:describe|characteri[sz]e|sum up|summari[sz]e|see|put|portray) (?:me|my\b)"),
        (3.4, r"\bwhat (?:do|did|have) you (?:\w+ )?(?:know|learned|learnt|think|remember|make|figured out|noticed|understand|gather\w*) (?:about|of) (?:me|my)\b"),
        (3.4, r"^(?:who am i|what(?:'s| is) my (?:profile|taste|type|style)|what (?:kind|sort|type) of .* am i|what am i like|tell me about (?:me|myself|my taste))\b"),
        (3.4, r"^(?:show|tell|give|read|refresh|update|rewrite|see|open)(?: me)? (?:a summary of )?(?:my profile|me a portrait|my portrait|a summary of me)\b"),
        (2.8, r"^my (?:profile|portrait|summary)\b"),
        (3.2, r"\b(?:summary|portrait|picture|description) of (?:me|my (?:taste|interests))\b"),
        (3.2, r"^what does my (?:profile|history|behaviou?r) (?:say|tell|show)\b"),
    ),
)  # fmt: skip
SEARCH = cues(
    "search",
    (
        (3.0, r"^(?:find|search(?: for)?|look up|look for|lookup|look|browse|list|locate|hunt down)(?: (?:me|us|all|any|some|out))* (?P<object>.+)$"),
        (3.6, rf"^(?:search|look through|check|browse|scan|look in|look at) (?:in )?(?:the |your |my )?{_CATALOGUE}(?: for)? (?P<object>.+)$"),
        (3.6, rf"^(?:is|are) (?P<object>.+?) (?:in|part of|available|available in|on offer|in stock|among)\b(?: (?:here|(?:the|your|this|my) {_CATALOGUE}))?$", {"needs": "catalogue"}),
        (3.4, r"^(?:do you have|have you got|you got|got|is there|are there|have you|do you know|do you carry|do you stock|you have) (?:something|anything|any(?: \w+)?|some(?: \w+)?|\w+)?\s?(?P<object>(?:by|with|called|named|from|starring|featuring|directed by|written by|about)\b .+)$"),
        (3.2, r"^(?:do you have|have you got|you got|is there|are there|do you know|do you carry|do you stock|you have)(?: any| an?| some| the (?=film|movie|book|game))? (?!something\b|anything\b)(?P<object>.+)$"),
        (3.2, rf"^(?:what|which|how many) (?P<object>.+?) (?:do you have|have you got|are there|is there|are available|exist|are in (?:the|your) {_CATALOGUE})\b.*$"),
        (3.0, r"^(?:show|list|give|tell)(?: me)? (?:all|everything|every|any|the) (?P<object>(?!first|second|third|last|top|best).+)$"),
        (3.2, r"^(?:what (?:else )?(?:did|has|have)) (?P<object>.+?) (?:direct|made|make|write|written|directed|star in|do)$"),
        (2.9, rf"^(?:any|the )?{THINGS} (?P<object>(?:by|with|starring|featuring|directed by|about|set in|from) .+)$"),
    ),
)  # fmt: skip
RECORD = cues(
    "record",
    (
        (3.2, rf"{_I}(?:watched|saw|seen|rewatched|played|replayed|finished(?: watching| reading| playing)?|completed|read|re-read|reread|listened to|heard|streamed|binged|binge-watched|went to see|been (?:watching|reading|playing|listening to))\b (?P<object>.+)$", {"kind": "play"}),
        (2.8, rf"^{_WHEN}(?:i'm|i am|we're|we are) (?:currently |now )?(?:watching|reading|playing|listening to) (?P<object>.+)$", {"kind": "play"}),
        (3.2, rf"{_I}(?:bought|purchased|ordered|preordered|picked up|got myself|bought myself|paid for)\b (?:a copy of |myself )?(?P<object>.+)$", {"kind": "purchase"}),
        (3.6, r"^(?:save|bookmark|keep|add|put|remember|i saved|i bookmarked|saved|bookmarked|i added|added) (?P<object>.+?)(?: (?:for later|for the weekend|for another (?:day|time)|(?:to|on|in) my (?:watch|read|wish|play)? ?-?list|to my (?:favou?rites|library|queue)))$", {"kind": "save"}),
        (3.2, r"^(?:save|bookmark|i saved|i bookmarked|saved|bookmarked|remind me (?:of|about|to (?:watch|read|play|see))) (?P<object>.+)$", {"kind": "save"}),
        (3.4, rf"{_I}(?:shared|sent|forwarded|passed on|recommended) (?P<object>.+?) (?:with|to) .+$", {"kind": "share"}),
        (3.4, rf"{_I}told (?:my |a |the |some )?\w+(?: \w+)? about (?P<object>.+)$", {"kind": "share"}),
        (3.4, r"^(?:skip|pass on|ignore|hide|dismiss|i(?:'ll| will) (?:skip|pass on)|i (?:skipped|passed on)|skipped|no thanks to|not) (?P<object>.+)$", {"kind": "skip", "else": "less"}),
        (4.2, r"^(?:.*?)(?:seen|watched|read|played|know|had|heard|got|own) (?P<object>.+?)(?: already| before)?[,.;:]? (?:so |please )*(?:skip|drop|pass on|hide|next|ignore) ?(?:it|that|this|that one|this one)?$", {"kind": "skip"}),
        (4.2, r"^(?:remove|take|drop|kick|throw) (?P<object>.+?) (?:out )?(?:from|off|out of|of) (?:the|my|this|that) (?:list|recommendations|suggestions)$", {"kind": "skip"}),
        (3.0, r"^(?:like|love|thumbs up (?:for|to|on)|upvote|heart|favou?rite) (?P<object>.+)$", {"kind": "like"}),
        (3.0, r"^(?:dislike|hate|thumbs down (?:for|to|on)|downvote) (?P<object>.+)$", {"kind": "dislike"}),
        (3.0, rf"{_I}(?:looked at|checked out|browsed|viewed|had a look at) (?P<object>.+)$", {"kind": "view"}),
        (2.8, rf"{_I}(?:opened|clicked(?: on)?) (?P<object>.+)$", {"kind": "click"}),
    ),
)  # fmt: skip
OPINION = cues(
    "opinion",
    (
        (3.2, rf"^{_WHEN}(?:(?:i|we|and)\b{_ADVERBS})? ?(?:{_NEGATION}{_ADVERBS} )?(?:loved|liked|enjoyed|adored|dug|hated|disliked|detested|loathed|regretted)\b(?: watching| reading| playing)? (?P<object>.+)$", {"tense": "past"}),
        (3.2, rf"{_I_SAID}{_ADVERBS} (?:{_NEGATION}|did){_ADVERBS} (?:love|like|enjoy|adore|hate|dislike|mind|care for|stand|bear|dig|finish|regret)\b(?: watching| reading| playing)? (?P<object>.+)$", {"tense": "either"}),
        (3.2, rf"^{_WHEN}(?:couldn't|could not|can't|cannot|didn't|did not) (?:stand|bear|like|love|enjoy|finish) (?P<object>.+)$", {"tense": "past"}),
        (3.0, rf"{_I_SAID}{_ADVERBS} (?:love|like|enjoy|adore|hate|dislike|detest|loathe|dig)\b(?: watching| reading| playing| listening to)? (?P<object>.+)$", {"tense": "present"}),
        (3.2, rf"^{_WHEN}(?:i'm|i am|i was|i wasn't|i'm not|i am not|not) (?:not )?(?:really |quite |much of |such |exactly )?(?:a )?(?:big |huge |great )?fan of (?P<object>.+)$", {"tense": "either"}),
        (2.6, r"^(?:i (?:thought|found|think|find)(?: that)? )?(?P<object>.+?) (?:was|is|were|are|wasn't|isn't|seemed|felt|turned out(?: to be)?)\b (?P<tail>.+)$", {"tense": "past", "needs": "opinion"}),
        (2.8, r"^(?:i (?:thought|found) )(?P<object>.+?) (?P<tail>(?:really |very |so |quite |absolutely |a bit |rather |too |pretty )*(?:great|boring|awful|terrible|brilliant|dull|amazing|fantastic|disappointing|excellent|wonderful|bad|good|fun|overrated|beautiful))$", {"tense": "past", "needs": "opinion"}),
        (2.8, r"^(?P<object>.+?) (?P<tail>bored|annoyed|disappointed|moved|impressed|sucked|rocked)(?: me)?\b.*$", {"tense": "past", "needs": "opinion"}),
        (2.6, r"^(?:what an? )(?P<tail>\w+) (?:film|movie|book|game|song|album|show)(?:,| that| was|:)* (?P<object>.+?)(?: (?:was|is))?$", {"tense": "past", "needs": "opinion"}),
    ),
)  # fmt: skip
RATE = cues(
    "rate",
    (
        (2.8, r"^(?:(?:i|we)(?:'d| would|'ll| will|'m| am|'ve| have)? )?(?:rate|rated|give|gave|score|scored|giving|rating|award|grade)\b (?!me\b|us\b)(?P<object>.+?)(?: an?| as| with| at)?$"),
        (2.6, r"^(?P<object>.+?) (?:gets|deserves|earns|is worth|was|is|got)(?: an?)?$", {"needs": "scale"}),
        (2.4, r"^(?:an? )?(?:solid |strong |full |clear |easy )*(?:for|to) (?P<object>.+)$", {"needs": "scale"}),
        (1.0, r"^(?P<object>[^?]+)$", {"needs": "scale"}),
    ),
)  # fmt: skip
NOT_DONE = cues(
    "not_done",
    (
        (4.2, r"^(?:(?:i|we) )?(?:haven't|have not|had not|hadn't|never|have never|'ve never|didn't|did not|i've not|i've never|we've never)(?: (?:yet|actually|really|ever|even))* (?:seen|watch(?:ed)?|read|play(?:ed)?|hear(?:d)?|listen(?:ed)? to|buy|bought|saw|see|had|tried|try)\b (?P<object>.+)$"),
        (3.4, r"^(?:not|never) (?:seen|watched|read|played|heard) (?P<object>.+)$"),
    ),
)  # fmt: skip
_ABOUT_STOP = r"(?: (?:lately|recently|these days|nowadays|now|at the moment|right now|again|too|this (?:week|month|year)))*"
PREFERENCE = cues(
    "preference",
    (
        (3.4, rf"^{_WHEN}(?:i'm|i am|i've|i have|we're|i've been|i have been|i) ?(?:been |become |gotten |got |getting )*(?:really |very |so |totally |quite |more |more and more |increasingly )*(?:into|interested in|obsessed with|hooked on|keen on|curious about|fascinated by|crazy about|passionate about|drawn to|addicted to|enjoying|loving|digging) (?P<object>.+?){_ABOUT_STOP}$", {"liking": "more"}),
        (3.2, r"^(?:i'm|i am|we're) on (?:a|an) (?P<object>.+?) (?:kick|trip|binge|streak|phase)\b.*$", {"liking": "more"}),
        (3.0, r"^(?:(?:i|we)(?:'d| would)? (?:want|like|prefer|need|love|could do with)(?: to (?:see|watch|read|hear|get|play|have))? )?(?:some )?(?:a (?:bit|little) )?more (?!like\b|of (?:that|this|these|those)$)(?P<object>.+)$", {"liking": "more"}),
        (2.2, rf"^{_SHOW} (?:me|us) more (?P<object>.+)$", {"liking": "more"}),
        (3.2, r"^(?:i|we) prefer (?P<object>.+?)(?: (?:to|over|rather than) .+)?$", {"liking": "more"}),
        (3.2, r"^(?:focus on|favou?r|prioriti[sz]e|lean towards|concentrate on) (?P<object>.+)$", {"liking": "more"}),
        (3.6, rf"^(?:(?:i|we)(?:'d| would)? (?:want|like|prefer|need)(?: to (?:see|watch|get|read|hear))? )?(?:{_SHOW} (?:me |us )?)?(?:(?:a (?:bit|little|lot) )?(?:less|fewer)|not so (?:much|many)|not as (?:much|many)|go easy on(?: the)?|tone down(?: the)?|cut down on|ease off(?: on)?) (?P<object>.+)$", {"liking": "less"}),
        (3.6, r"^(?:i'm|i am|i've|i have|we're|i) ?(?:getting |become |grown |got |am |really |so |totally |quite |a bit |kind of )*(?:tired|sick|bored|fed up|done|weary|over|had (?:enough|my fill))(?: and tired)?(?: of| with| by)?(?: all)?(?: (?:the|these|those))? (?P<object>.+)$", {"liking": "less"}),
        (3.4, r"^(?:(?:that's|there's|there are|there is|it's|you (?:show|give|recommend|suggest)(?: me)?) )?(?:way |far )?(?:too (?:much|many)|enough(?: of| with)?) (?P<object>.+)$", {"liking": "less"}),
        (3.8, r"^(?:i'm|i am|we're|i) (?:not|no longer)(?: really| so| that| much| particularly| very| at all| as)*(?: in the mood for| into| interested in| keen on| enjoying| fond of) (?P<object>.+?)(?: any ?more| right now| these days)?$", {"liking": "less"}),
        (3.8, r"^(?:never(?: ever)?|don't(?: ever)?|do not(?: ever)?|stop|quit|please stop|no need to)(?: again)? (?:show|recommend|suggest|give|offer|bring|list|send|includ|push)\w*(?: me| us)?(?: any(?: more)?| anything (?:with|about))? (?P<object>.+?)(?: (?:again|any ?more|ever|ever again|to me|in future|in the future))*$", {"liking": "never"}),
        (3.6, r"^(?:no more|no|never again|avoid|ban|block|exclude|leave out|nothing (?:with|about)|anything but|keep away from|hide all|without) (?P<object>.+?)(?: (?:again|any ?more|ever|from now on|ever again))*$", {"liking": "never"}),
        (3.6, r"^(?:i|we) (?:don't|do not|never|no longer) (?:ever )?(?:want|wanna|need|care)(?: to)? ?(?:see|watch|hear|get|read|play|about|for)?(?: any(?: more)?| anything (?:with|about))? (?P<object>.+?)(?: (?:again|any ?more|ever|ever again))*$", {"liking": "never"}),
    ),
)  # fmt: skip
EDIT_INTEREST = cues(
    "edit_interest",
    (
        (4.2, r"^(?P<action>pin|unpin|mute|unmute|split) (?:(?:my|the|that|this) )?(?:interests? (?:in|for|called|of|about) )?(?P<interest>.+?)(?: interest| topic)?$"),
        (4.2, r"^(?:rename|call) (?:(?:my|the|that|this) )?(?:interests? (?:in |called )?)?(?P<interest>.+?)?(?: interest)? ?(?:to|as|into) (?P<name>.+)$", {"action": "rename"}),
        (4.0, r"^rename\b", {"action": "rename"}),
        (4.2, r"^(?:merge|combine|join|unite) (?:(?:my|the) )?(?:interests? (?:in )?)?(?P<interest>.+?) (?:and|with|into) (?:my |the )?(?:interest in )?(?P<into>.+?)(?: interests?)?$", {"action": "merge"}),
        (4.0, r"\b(?:merge|combine) (?:them|those|these|the two|both)\b", {"action": "merge"}),
    ),
)  # fmt: skip
FORGET = cues(
    "forget",
    (
        (4.6, rf"^(?:forget|delete|erase|wipe|remove|clear|unlearn|purge|undo|drop)\b.*?\b(?:that )?(?:i|we)(?:'ve| have| ever)? (?:ever )?{_DID}\b (?P<object>.+)$"),
        (4.8, r"^(?:forget|delete|erase|wipe|remove|clear|purge)\b.*\b(?:everything|all (?:you know|of it|my (?:data|history))|my (?:data|history|account)|all (?:about|of) me)\b", {"everything": True}),
        (4.8, r"^(?:forget|erase|delete) (?:me|about me|who i am)$", {"everything": True}),
        (4.8, r"^(?:forget|delete|erase|wipe|remove|clear|purge)\b.*\b(?:what|everything|all|anything) i (?:did|watched|read|played|told you|said|heard|liked|bought)\b", {"span": True}),
        (4.9, r"^(?:forget|delete|erase|wipe|remove|clear|purge)(?: about)?(?: all of)? (?:my )?(?:last|this|yesterday|the last|the past)\b(?!.* one\b)", {"span": True}),
        (4.2, r"^(?:delete|erase|remove|wipe|forget|undo) (?:my )?(?:rating|review|view|viewing|like|dislike|record|history|event)s?(?: (?:of|for|about))? (?P<object>.+)$"),
        (4.2, r"^(?:delete|erase|remove|wipe|forget) (?P<object>.+?) (?:from|out of) (?:my |your )?(?:history|memory|log|record|data|profile)$"),
        (3.4, r"^(?:forget|erase|unlearn)(?: about)? (?P<object>.+)$"),
    ),
)  # fmt: skip

ENGLISH: tuple[Cue, ...] = (
    *RECOMMEND, *WISH, *EXPLAIN, *WHAT_IF, *COMPARE_ITEMS, *INTERESTS, *COMPARE_INTERESTS, *PROFILE, *SEARCH,
    *RECORD, *OPINION, *RATE, *NOT_DONE, *PREFERENCE, *EDIT_INTEREST, *FORGET,
)  # fmt: skip
