"""Ways of asking Penchant something in English: lists, reasons, interests, the catalogue."""

# ruff: noqa: E501 - a pattern or a sentence is read best on one line

from penchant.agent.dialogue.cues import Cue, cues
from penchant.agent.dialogue.cues_en_words import ADVICE, CATALOGUE, CHOSE, DID, LISTED, SHOW, TASTE, TRY
from penchant.agent.dialogue.numbers import CARDINAL
from penchant.agent.dialogue.slots import THINGS

RECOMMEND = cues(
    "recommend",
    (
        (3.0, r"^(?:recommend|suggest|propose)\b(?: me| us)?(?P<object>.*)$"),
        (3.2, rf"(?:^|, )(?:so )?(?:what|which|anything|something)\b.*?\b(?:should|could|can|might|shall) (?:i|we) (?:\w+ )??(?:{TRY})\b(?P<object>.*)$"),
        (3.0, rf"^(?:what|which|anything|something|got anything)\b.*\bto {TRY}\b(?P<object>.*)$"),
        (3.0, r"^what (?:do|would|can|could) you (?:recommend|suggest|propose|have for me)\b(?P<object>.*)$"),
        (3.2, rf"^{SHOW} (?:me|us) (?:.* )?{ADVICE}\b(?P<object>.*)$"),
        (2.6, rf"^{SHOW} (?:me|us) (?P<object>(?:something|anything|some|a|an|one|another|{CARDINAL}|the best)\b.*)$"),
        (3.4, rf"^find (?:me|us) (?P<object>(?:something|anything|some|a|an|{CARDINAL})\b.*)$"),
        (3.0, rf"^i(?:'d| would)? (?:need|want|like|could use) (?:.* )?{ADVICE}\b(?P<object>.*)$"),
        (3.0, r"^(?:the )?(?:top|best|greatest|finest) (?P<object>.+)$"),
        (2.8, r"^(?:what about|how about|maybe|perhaps|hit me with|i could do with) (?P<object>(?:something|anything|some|an?|one)\b.+)$"),
        (2.4, r"^(?P<object>(?:some|a few|a couple of|a good|a great|a nice|a really good|good|another|an?) (?!bit\b|lot\b|little\b)[a-z][^?,]{2,60})$"),
        (3.2, rf"\b(?:don't know|no idea|not sure|unsure|can't decide|cannot decide|wondering|tell me|decide) what to {TRY}\b(?P<object>.*)$"),
        (3.2, rf"^what would you {TRY}\b.*$"),
        (3.0, r"^(?:give me |got |have you )?(?:any )?(?:advice|guidance)\b.*$"),
        (3.0, r"^(?:pick|choose|select) (?P<object>(?:a|an|one|some|something|any)\b.+)$"),
        (3.4, r"^what else (?:do you have|have you got|is there|can you (?!help\b|do\b|tell\b))\b.*$"),
        (3.0, rf"\b(?:any|some|got|new|fresh) (?:good |new |other |more )?{ADVICE}\b(?P<object>.*)$"),
        (3.2, r"^(?:surprise me|dealer's choice|your choice|you choose|you pick|anything good|pick something|something good)\b(?P<object>.*)$"),
        (3.2, r"^(?:anything|something|whatever)$"),
        (2.6, r"^(?:maybe |perhaps )?(?:something|anything)(?! (?:by|with|called|named|starring|featuring|directed)\b) (?P<object>.+)$"),
        (2.8, r"^(?:do you have|have you got|you got|got|any chance of) (?:something|anything)(?! (?:by|with|called|named|from|starring|featuring|directed|written|about|of)\b) (?P<object>.+)$"),
        (2.4, rf"^{CARDINAL} (?P<object>[a-z][^?]{{2,80}})$"),
        (3.0, r"\b(?:in the mood for|looking for|craving|searching for|hunting for|i could use|i fancy|i feel like)\b (?P<object>.+)$"),
        (2.8, r"^(?:what else|what's next|what next|next|another|another one|more|others?|show me more|give me more|keep going|next page|some more|any more|anything else|something else|try again|new list)$"),
        (2.8, r"^what(?:'s| is) (?:good|worth \w+|hot|popular|out there|on tonight)\b(?P<object>.*)$"),
        (2.4, r"^(?:i'm|i am|we're) bored(?! (?:of|by|with))\b"),
        (3.0, r"^help (?:me|us) (?:choose|pick|decide|find)\b(?P<object>.*)$"),
        (2.8, r"^(?:play|put on|start) (?P<object>(?:something|anything|some)\b.*)$"),
        (3.2, r"\b(?:would|might|could) (?:i|we) (?:like|love|enjoy)(?: to \w+)?(?: next| tonight| now)?$", {"needs": "which"}),
        (2.2, rf"^{SHOW} (?:me|us) more (?P<object>.+)$"),
        (3.6, rf"\b(?:something|anything|more|stuff|others?|another|one|{THINGS})\b(?: \w+)? (?:like|similar to|along the lines of|in the vein of|in the style of|as good as|that feels like) (?P<like>.+)$"),
        (2.6, r"^(?:like|similar to|in the style of|in the vein of) (?P<like>(?:number|the|that|this|#|no) ?.+)$", {"needs": "similar"}),
    ),
)  # fmt: skip
WISH = cues(
    "wish",
    (
        (
            2.9,
            rf"^(?:i|we)(?:'d| would)? (?:want|wanna|like|love|need|feel like|fancy)(?: to)? (?:{TRY}|watching|reading|playing|hearing|seeing|listening to|finding) (?!(?:more|less|fewer)\b)(?P<object>.+)$",
        ),
        (
            2.8,
            r"^(?:i|we)(?:'d| would)? (?:want|like|love|need) (?P<object>(?:something|anything|some|a|an|one)\b.+)$",
        ),
        (
            2.6,
            r"^(?:i|we)(?:'d| would) (?:want|like|love) (?!to \w+ (?:more|less|fewer)\b|more\b|less\b|fewer\b)(?P<object>.+)$",
        ),
    ),
)
EXPLAIN = cues(
    "explain",
    (
        (3.6, rf"^(?:tell me |say |explain )?why (?:did |do |would |are |have |were )?you(?:'re|'ve)? ?{CHOSE}(?: to)?(?: me)? ?(?P<object>.+?)?(?: (?:{LISTED}|to me|first|so (?:high|low)))*$"),
        (3.4, rf"^(?:tell me |say |explain )?why(?:'s| is| was| are| were| does| did) (?P<object>.+?)(?: (?:{LISTED}|show up|appear|come up|make it))+.*$"),
        (3.2, r"^(?:tell me |say |explain )?why (?:do you think|would|should|might|will) (?:i|i'd|i would) (?:like|love|enjoy|want|care for|watch|read|play) (?P<object>.+)$"),
        (3.6, rf"^why (?:on earth|the hell|exactly|again|then|in the world) (?:did |do |would |are |have )?you ?{CHOSE}(?: to)?(?: me)? ?(?P<object>.+)$"),
        (3.4, rf"^why (?:do|did|am) i (?:get|see|getting|seeing|have|being shown|shown)(?: recommended| shown)? (?P<object>.+?)(?: {LISTED})*$"),
        (3.4, r"^why (?:did|does|do) (?P<object>.+?) (?:make|get|land|end up|come up|show up|appear)\b.*$"),
        (3.2, r"^(?P<object>.+?)(?:,| -|:)? (?:but )?why$"),
        (3.2, r"^how did you (?:come up with|choose|pick|find|get to|arrive at|select|come to) (?P<object>.+)$"),
        (3.2, r"^(?:what(?:'s| is) behind|(?:the |your )?reasons? (?:for|behind)) (?P<object>.+?)(?: suggestion| recommendation| pick)?$"),
        (3.4, r"^what (?:does|do) (?P<object>.+?) have to do with me$"),
        (3.2, r"^what makes (?P<object>.+?) (?:an? (?:good|great|nice|right|suitable)|right|suitable|something|interesting|fit|worth)\b.*$"),
        (3.2, r"^how did (?P<object>.+?) (?:end up|get|land|come up|make it)\b.*$"),
        (2.9, r"^(?:tell me |say |explain )?why(?: is| was| not)? (?P<object>.+)$"),
        (3.0, r"^(?:but )?why(?: so| though)?$"),
        (3.4, r"^how come (?:you (?:recommended|suggested|picked|showed me|chose|listed) )?(?P<object>.+?)(?: (?:is|are|was|were|made it|ended up|appears?|shows? up|came up|got)\b.*)?$"),
        (3.6, r"\bwhat (?:made|makes) you (?:think|believe|say|guess|sure) (?:that )?(?:i'd|i would|i will|i'll|i might|i|we) \w+(?: to \w+)? (?P<object>.+)$"),
        (3.6, rf"\bwhat (?:made|makes) you {CHOSE}(?: me)? (?P<object>.+)$"),
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
        (4.4, rf"\bif (?:i|we)(?: had|'d)?(?: not| never|n't)(?: ever)? {DID} (?P<object>.+)$", {"kind": "without"}),
        (4.4, rf"\bif (?:i|we) (?:hadn't|had not|had never|never|didn't|did not)(?: ever)? (?:{DID}|watch|see|read|play|like|buy|rate|hear|listen to) (?P<object>.+)$", {"kind": "without"}),
        (4.2, rf"\bif (?:i|we)(?: had|'d)? {DID} (?P<object>.+)$", {"kind": "with"}),
        (4.2, r"\b(?:what|how|which)\b.*\b(?:would|will|if)\b.*\bwithout (?:my (?:interest in )?)?(?P<object>.+)$", {"kind": "without"}),
        (4.2, rf"^(?:suppose|imagine|say|pretend|assume|assuming)(?: that)? i (?:had )?(?:never|not|hadn't|had not|didn't)(?: ever)? (?:{DID}|watch|see|read|play|like|buy|rate) (?P<object>.+?)(?:[,;].*)?$", {"kind": "without"}),
        (4.2, r"^what (?:happens|changes|is left|remains) without (?:my (?:interest in )?)?(?P<object>.+)$", {"kind": "without"}),
        (4.2, r"\bhad i (?:not|never) \w+ (?P<object>.+)$", {"kind": "without"}),
        (4.2, r"\bif you (?:ignored|forgot|left out|did not know|didn't know)(?: about| that i \w+)? (?P<object>.+)$", {"kind": "without"}),
    ),
)  # fmt: skip
COMPARE_ITEMS = cues(
    "compare_items",
    (
        (4.2, r"^(?:why|how come)(?: is| (?:did )?you \w+| was)? (?P<object>.+?),? (?:and not|but not|rather than|instead of|over|before|above|ahead of|higher than|ranked above|and why not) (?P<other>.+)$"),
        (3.8, r"^(?:compare|contrast) (?P<object>.+?) (?:and|with|to|against|versus|vs\.?) (?P<other>.+)$"),
        (3.8, r"^how (?:does|do|would) (?P<object>.+?) compare (?:to|with|against) (?P<other>.+)$"),
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
        (3.6, r"\b(?:do|did|have) (?:i|we) (?:still )?(?:have|had|got) (?:any )?(?:\w+ )?interests?\b"),
        (3.6, r"\bwhat (?:kinds?|sorts?|types?) of .+? (?:do|did) (?:i|we) (?:like|love|enjoy|prefer|watch|read|play|listen to|care about)\b"),
        (3.4, r"^(?:what|which) (?:topics?|themes?|genres?|subjects?|things?|stuff)\b.*\b(?:am|do|did|was|have|were) (?:i|we)\b"),
        (3.4, r"^what (?:was|were|is) my tastes?\b.*\b(?:like|in|back)\b"),
        (3.6, r"\b(?:things?|topics?|subjects?|stuff|what) (?:that )?(?:i'm|i am) (?:\w+ )?(?:into|interested in|drawn to|keen on)$"),
        (3.0, r"^(?:show|list|display|see|open|view)(?: me)?(?: the)? interests?$"),
        (3.0, r"^(?:any|are there any|what about) (?:my )?(?:\w+ )?interests?$"),
        (3.4, r"^what do you think (?:i'm|i am|i was) (?:\w+ )?(?:into|interested in|drawn to|fond of|keen on)\b"),
        (3.2, r"^(?:show|tell|list)(?: me)? what i(?:'m| am)? (?:\w+ )?(?:like|love|enjoy|into|interested in|prefer|care about)\b"),
        (3.2, r"^where do(?:es)? my (?:interests?|tastes?) lie\b"),
        (3.2, r"\bwhat (?:have|did) you (?:noticed?|seen?|learn\w*|found|find)(?: that)? i (?:like|love|enjoy|prefer|care about)\b"),
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
        (4.2, rf"\b(?:how|what|which|where)\b.*\bmy {TASTE}\b.*\b(?:chang|evol|shift|develop|drift|mov|differ|grow|grew|vary|varied)\w*"),
        (4.2, rf"\b(?:how|what|did|have|has)\b.*\b(?:chang|evol|shift|develop|drift|differ)\w*\b.*\bmy {TASTE}\b"),
        (4.2, rf"\b(?:what's|what is|what was|anything|what has been) (?:new|changed|different)\b.*\bmy {TASTE}\b"),
        (4.2, rf"^(?:compare|contrast) (?:now|today|me|my {TASTE}|this (?:week|month|year)|last (?:week|month|year)|what i)\b"),
        (4.2, rf"^(?:has|have|did|is|are) my {TASTE} (?:\w+ )?(?:chang|evol|shift|develop|drift|mov|differ|grow)\w*\b"),
        (3.4, r"\b(?:what's|what has|what have|how have i|have i|what) changed\b"),
        (3.6, rf"^(?:how|what)\b.*\b(?:my {TASTE}|am i|i like)\b.*\b(?:different from|compared (?:to|with)|versus|vs)\b"),
    ),
)  # fmt: skip
PROFILE = cues(
    "profile",
    (
        (3.6, rf"^(?:summari[sz]e|describe|characteri[sz]e|profile|sum up|portray|paint)\b.*\b(?:me|my (?:\w+ )?(?:{TASTE}|style|personality)|myself)\b"),
        (3.6, r"\bhow (?:would|do|might|could) you (?:describe|characteri[sz]e|sum up|summari[sz]e|see|put|portray) (?:me|my\b)"),
        (3.4, r"\bwhat (?:do|did|have) you (?:\w+ )?(?:know|learned|learnt|think|remember|make|figured out|noticed|understand|gather\w*) (?:about|of) (?:me|my)\b"),
        (3.4, r"^(?:(?:tell me |say )?who (?:am i|i am)|what(?:'s| is) my (?:profile|taste|type|style)|what (?:kind|sort|type) of .* am i|what am i like|tell me about (?:me|myself|my taste))\b"),
        (3.4, r"^(?:show|tell|give|read|refresh|update|rewrite|see|open)(?: me)? (?:a summary of )?(?:my profile|me a portrait|my portrait|a summary of me)\b"),
        (3.4, r"\bwhat (?:kind|sort|type) of (?:\w+ )?(?:person|viewer|reader|listener|player|gamer|watcher|cook|fan|customer|user) am i\b"),
        (3.4, r"^(?:write|make|draw|draft|compose)(?: me)?(?: up)? (?:a |an |the |my )?(?:\w+ )?(?:profile|portrait|summary|description)\b"),
        (2.8, r"^my (?:profile|portrait|summary)\b"),
        (3.2, r"\b(?:summary|portrait|picture|description) of (?:me|my (?:taste|interests))\b"),
        (3.2, r"^what does my (?:profile|history|behaviou?r) (?:say|tell|show)\b"),
    ),
)  # fmt: skip
SEARCH = cues(
    "search",
    (
        (3.0, r"^(?:find|search(?: for)?|look up|look for|lookup|look|browse|list|locate|hunt down)(?: (?:me|us|all|any|some|out))* (?P<object>.+)$"),
        (3.6, rf"^(?:search|look through|check|browse|scan|look in|look at) (?:in )?(?:the |your |my )?{CATALOGUE}(?: for)? (?P<object>.+)$"),
        (3.6, rf"^(?:is|are) (?P<object>.+?) (?:in|part of|available|available in|on offer|in stock|among)\b(?: (?:here|there|(?:the|your|this|my) {CATALOGUE}))?$", {"needs": "catalogue"}),
        (3.2, r"^(?:anything|something) (?P<object>(?:by|called|named|starring|featuring|directed by|written by)\b .+)$"),
        (3.2, r"^(?:which|what) \w+ (?P<object>(?:star|stars|starring|feature|features|featuring|are by|were directed by|were made by|were written by|are about|were made in|are from)\b .+)$"),
        (3.4, rf"^does (?:the |your )?{CATALOGUE} (?:have|hold|contain|include|carry|know)(?: any)? (?P<object>.+)$"),
        (2.8, r"^got any (?!good\b|new\b|other\b|tips\b|ideas\b|more\b)(?P<object>.+)$"),
        (3.4, r"^(?:do you have|have you got|you got|got|is there|are there|have you|do you know|do you carry|do you stock|you have) (?:something|anything|any(?: \w+)?|some(?: \w+)?|\w+)?\s?(?P<object>(?:by|with|called|named|from|starring|featuring|directed by|written by|about)\b .+)$"),
        (3.2, r"^(?:do you have|have you got|you got|is there|are there|do you know|do you carry|do you stock|you have)(?: any| an?| some| the (?=film|movie|book|game))? (?!something\b|anything\b)(?P<object>.+)$"),
        (3.2, rf"^(?:what|which|how many) (?P<object>.+?) (?:do you have|have you got|are there|is there|are available|exist|are in (?:the|your) {CATALOGUE})\b.*$"),
        (3.0, r"^(?:show|list|give|tell)(?: me)? (?:all|everything|every|any|the) (?P<object>(?!first|second|third|last|top|best).+)$"),
        (3.2, r"^(?:what (?:else )?(?:did|has|have)) (?P<object>.+?) (?:direct|made|make|write|written|directed|star in|do)$"),
        (2.9, rf"^(?:any|the )?{THINGS} (?P<object>(?:by|with|starring|featuring|directed by|about|set in|from) .+)$"),
    ),
)  # fmt: skip

ASKING: tuple[Cue, ...] = (
    *RECOMMEND, *WISH, *EXPLAIN, *WHAT_IF, *COMPARE_ITEMS, *INTERESTS, *COMPARE_INTERESTS, *PROFILE, *SEARCH,
)  # fmt: skip
