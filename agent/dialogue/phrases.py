"""Everything that is said without a model, in each language; filled by name."""

# ruff: noqa: E501 - a pattern or a sentence is read best on one line

from collections.abc import Mapping

from penchant.agent.dialogue.edit_phrases import EDIT_PHRASES, EDIT_WORDS, Texts
from penchant.agent.dialogue.forget_phrases import FORGET_PHRASES, FORGET_WORDS
from penchant.agent.dialogue.planner_phrases import PLANNER_PHRASES
from penchant.agent.dialogue.words import Language

PHRASES: Mapping[str, Texts] = {
    # Talk
    "greeting": {
        "en": "Hello. I can recommend something, say why, and show what I have learned of your interests.",
        "zh": "你好。我可以为你推荐、说明理由，也可以告诉你我了解到的你的兴趣。",
    },
    "thanks": {"en": "You are welcome.", "zh": "不客气。"},
    "acknowledge": {"en": "All right.", "zh": "好的。"},
    "say_something": {
        "en": "Say what you would like, for example: recommend three thrillers.",
        "zh": "请说说你想要什么，例如：推荐三部惊悚片。",
    },
    "help": {
        "en": "I am Penchant. I learn from what you do what you are drawn to, and recommend by it. You can ask:\n"
        "- for a list: “what should I watch tonight?”, “three slow thrillers”, “more like number 2”\n"
        "- for a reason: “why number 2?”\n"
        "- about yourself: “what am I into?”, “what was I into in March 2018?”\n"
        "- what there is: “do you have anything by ...?”\n"
        "and tell me what you did: “I loved ...”, “rate ... 4 stars”, “skip the second one”.\n"
        "What you say of your taste lasts: “less gore”, “never musicals”, “pin baking”, “rename X to Y”, “undo that”.",
        "zh": "我是 Penchant。我从你的行为中了解你的兴趣，并据此推荐。你可以这样问：\n"
        "- 要推荐：“今晚看什么？”“推荐三部惊悚片”\n"
        "- 问理由：“为什么推荐第二个？”\n"
        "- 问自己：“我最近喜欢什么？”\n"
        "- 查目录：“有没有……的电影？”\n"
        "也可以告诉我你做了什么：“我喜欢……”“给……打四星”“跳过第二个”。\n"
        "你对口味的要求会一直有效：“少来点血腥的”“置顶烘焙”“把……改名为……”“撤销”。",
    },
    # What stands in the way
    "not_understood": {
        "en": "I did not understand that. I can recommend (“recommend five films”), say why (“why number 2?”), "
        "show your interests (“what am I into?”), look things up (“do you have ...?”) and note what you did "
        "(“I liked ...”).",
        "zh": "我没有听懂。我可以推荐（“推荐五部”）、说明理由（“为什么推荐第二个？”）、展示你的兴趣"
        "（“我最近喜欢什么？”）、查目录（“有没有……？”），以及记录你做过的事（“我喜欢……”）。",
    },
    "no_list": {
        "en": "There is no list to count in yet. Ask for recommendations first.",
        "zh": "现在还没有列表。请先让我推荐。",
    },
    "no_such_rank": {
        "en": "The list has {count} items, so there is no number {rank}.",
        "zh": "列表里只有 {count} 项，没有第 {rank} 个。",
    },
    "which_item": {
        "en": "Which one do you mean? Name it by its title, or by its place in the list.",
        "zh": "你指的是哪一个？请说出名称，或它在列表中的位置。",
    },
    "no_such_item": {
        "en": "I find nothing called “{words}” in the catalogue, so I did nothing.",
        "zh": "目录里没有找到“{words}”，所以我什么也没有做。",
    },
    "which_of": {
        "en": "Several are called “{words}”. Which one do you mean?",
        "zh": "有好几个“{words}”，你指的是哪一个？",
    },
    "did_you_mean": {
        "en": "I find nothing called “{words}” in the catalogue. Did you mean one of these?",
        "zh": "目录里没有找到“{words}”。你指的是下面的哪一个吗？",
    },
    "which_way": {
        "en": "I can take that in two ways. Which one do you mean?",
        "zh": "这句话可以有两种理解，你指的是哪一种？",
    },
    "what_about_it": {"en": "What about {title}?", "zh": "关于《{title}》，你想说什么？"},
    "like_or_dislike": {"en": "Did you like {title} or not?", "zh": "你喜欢《{title}》吗？"},
    "rate_how": {"en": "How many stars do you give it?", "zh": "你给它几颗星？"},
    "search_for_what": {"en": "What shall I look for in the catalogue?", "zh": "你想在目录里找什么？"},
    "prefer_what": {"en": "Of what do you want more or less?", "zh": "你想多看或少看什么？"},
    "not_recorded": {
        "en": "I recorded nothing: what you have not done says little about you.",
        "zh": "我什么也没有记录：没做过的事说明不了什么。",
    },
    "no_less_yet": {
        "en": "I cannot hold that against “{about}” as a rule yet, and noting the words would count in its favour, so I "
        "recorded nothing. What works now: tell me which items you did not like, such as “I disliked number 2” or "
        "“skip the first one”.",
        "zh": "我目前还不能把“少要{about}”记成规则；如果只记下这句话，反而会被算作喜欢，所以我没有记录。"
        "现在可以这样做：告诉我你不喜欢哪一个，例如“我不喜欢第二个”或“跳过第一个”。",
    },
    "no_such_tool": {
        "en": "I understood that, but here I cannot yet {deed}.",
        "zh": "我听懂了，但目前还不能{deed}。",
    },
    "unknown_user": {
        "en": "I know nothing about you yet. Tell me what you liked, watched or read, or ask for recommendations.",
        "zh": "我对你还一无所知。告诉我你喜欢过、看过或读过什么，或者让我先推荐。",
    },
    "error": {"en": "That did not work: {message}.", "zh": "没有成功：{message}。"},
    "error_hint": {
        "en": "That did not work: {message}. What helps: {hint}.",
        "zh": "没有成功：{message}。可以这样做：{hint}。",
    },
    # Lists
    "list_lead": {"en": "Here is what I would suggest.", "zh": "我的推荐如下。"},
    "list_lead_query": {
        "en": "Here is what I would suggest for “{query}”.",
        "zh": "关于“{query}”，我的推荐如下。",
    },
    "list_lead_new": {
        "en": "I do not know you yet, so this is what many people like.",
        "zh": "我还不了解你，所以先推荐大家喜欢的。",
    },
    "list_conditions": {"en": "Only {conditions}.", "zh": "条件：{conditions}。"},
    "list_none_fits": {"en": "Nothing is so.", "zh": "没有符合的。"},
    "near_miss": {"en": "Nearest is {text}", "zh": "最接近的：{text}"},
    "sponsored": {"en": "Sponsored: {text}", "zh": "赞助内容：{text}"},
    "services": {"en": "Only what is on your services.", "zh": "只列出你能用的平台上的内容。"},
    "age_rated": {
        "en": "Age-rated items are left out: say that they are fine to have them too.",
        "zh": "分级内容没有列出；如果可以，请告诉我“限制级也可以”。",
    },
    "one_at_a_time": {
        "en": "One at a time: ask for more to see the next.",
        "zh": "一次一个：说“换一个”看下一个。",
    },
    "no_such_field": {
        "en": "No item here says anything of its {concept}, so I could not hold to that.",
        "zh": "这里的条目没有{concept}的信息，所以这一点我无法保证。",
    },
    "out_of_task": {
        "en": "That is outside what I can do: I recommend, say why, and keep track of your interests.",
        "zh": "这超出了我的能力：我只做推荐、说明理由，并了解你的兴趣。",
    },
    "list_empty": {"en": "I found nothing to recommend.", "zh": "没有可以推荐的。"},
    "short_list": {"en": "There are no more that fit.", "zh": "符合条件的只有这些。"},
    "archive": {
        "en": "The log ends some time ago; this is the list of its last day.",
        "zh": "日志在一段时间前就结束了，这是按最后一天给出的列表。",
    },
    # Interests
    "interests_now": {"en": "You are drawn to:", "zh": "你的兴趣："},
    "interests_then": {"en": "On {day} you were drawn to:", "zh": "{day}，你的兴趣："},
    "interests_state": {"en": "Your {state} interests:", "zh": "你{state}的兴趣："},
    "interests_none": {"en": "I know of no interests of yours yet.", "zh": "我还不知道你有什么兴趣。"},
    "interests_none_then": {
        "en": "I know of no interests of yours by {day}.",
        "zh": "截至 {day}，我不知道你有什么兴趣。",
    },
    "interests_none_state": {"en": "None of your interests is {state}.", "zh": "你没有{state}的兴趣。"},
    "interest": {
        "en": "- {label}: {share} of your interest, {state}",
        "zh": "- {label}：占 {share}，{state}",
    },
    "interests_more": {
        "en": "and {count} more with {share} together.",
        "zh": "另有 {count} 个，共占 {share}。",
    },
    # Catalogue
    "found": {"en": "Nearest to “{query}” in the catalogue:", "zh": "目录中与“{query}”最接近的："},
    "found_none": {"en": "I find nothing for “{query}” in the catalogue.", "zh": "目录里没有找到“{query}”。"},
    # Records
    "recorded": {"en": "Noted: you {verb} {title}.", "zh": "已记录：你{verb}《{title}》。"},
    "recorded_rate": {
        "en": "Noted: you gave {title} {value}.",
        "zh": "已记录：你给《{title}》打了 {value} 分。",
    },
    "recorded_statement": {"en": "Noted what you said: “{text}”.", "zh": "已记下你说的话：“{text}”。"},
    "recorded_already": {"en": "I had noted that already.", "zh": "这个我已经记过了。"},
    "interest_grew": {
        "en": "Your interest in {label} grew from {before} to {after}.",
        "zh": "你对{label}的兴趣从 {before} 升到 {after}。",
    },
    "interest_shrank": {
        "en": "Your interest in {label} shrank from {before} to {after}.",
        "zh": "你对{label}的兴趣从 {before} 降到 {after}。",
    },
    "interest_appeared": {
        "en": "That is a new interest: {label}, {after}.",
        "zh": "这是一个新的兴趣：{label}，占 {after}。",
    },
    "interest_kept": {
        "en": "Your interests stay as they were, to the percent.",
        "zh": "你的兴趣占比没有变化。",
    },
    "done": {"en": "Done.", "zh": "完成。"},
    **EDIT_PHRASES,
    **FORGET_PHRASES,
    **PLANNER_PHRASES,
}

WORDS: Mapping[str, Texts] = {
    "concept_year": {"en": "year", "zh": "年份"},
    "concept_minutes": {"en": "length", "zh": "时长"},
    "concept_language": {"en": "language", "zh": "语言"},
    "concept_creator": {"en": "maker", "zh": "作者"},
    "concept_cast": {"en": "cast", "zh": "演员"},
    "concept_age": {"en": "age rating", "zh": "分级"},
    "concept_service": {"en": "streaming service", "zh": "平台"},
    "concept_price": {"en": "price", "zh": "价格"},
    "state_new": {"en": "new", "zh": "新出现"},
    "state_rising": {"en": "rising", "zh": "上升"},
    "state_steady": {"en": "steady", "zh": "稳定"},
    "state_fading": {"en": "fading", "zh": "减弱"},
    "state_dormant": {"en": "dormant", "zh": "休眠"},
    "state_returned": {"en": "returned", "zh": "回归"},
    "verb_view": {"en": "looked at", "zh": "看了看"},
    "verb_click": {"en": "opened", "zh": "打开了"},
    "verb_play": {"en": "had", "zh": "看过"},
    "verb_like": {"en": "liked", "zh": "喜欢"},
    "verb_dislike": {"en": "did not like", "zh": "不喜欢"},
    "verb_purchase": {"en": "got", "zh": "买了"},
    "verb_save": {"en": "saved", "zh": "收藏了"},
    "verb_share": {"en": "shared", "zh": "分享了"},
    "verb_skip": {"en": "skipped", "zh": "跳过了"},
    "verb_comment": {"en": "commented on", "zh": "评论了"},
    "deed_what_if": {
        "en": "try out how a list would be with another history",
        "zh": "推演如果历史不同会怎样",
    },
    "deed_compare_items": {"en": "weigh two items against each other", "zh": "比较两个推荐"},
    "deed_compare_interests": {
        "en": "compare your interests over time (ask “what was I into in March?” and “what am I into?”)",
        "zh": "对比不同时间的兴趣（可以问“我三月喜欢什么”）",
    },
    "deed_get_profile": {
        "en": "describe you in a few sentences (“what am I into?” shows what I know)",
        "zh": "用几句话描述你（可以问“我最近喜欢什么”）",
    },
    "deed_state_preference": {"en": "keep lasting preferences", "zh": "保存长期偏好"},
    "deed_edit_interest": {"en": "edit interests", "zh": "编辑兴趣"},
    "deed_forget": {"en": "forget things; nothing was removed", "zh": "忘记内容，什么都没有删除"},
    "deed_other": {"en": "do that", "zh": "这样做"},
    "option_like": {"en": "I liked it", "zh": "我喜欢"},
    "option_dislike": {"en": "I did not like it", "zh": "我不喜欢"},
    "option_play": {"en": "I watched, read or played it", "zh": "我看过"},
    "option_similar": {"en": "recommend something like it", "zh": "推荐类似的"},
    "option_recommend": {"en": "recommend such things now", "zh": "现在推荐"},
    "option_record_behaviour": {"en": "note it as something you said", "zh": "记下这句话"},
    "option_state_preference": {"en": "keep it as a preference", "zh": "记为偏好"},
    "option_search_catalogue": {"en": "look it up in the catalogue", "zh": "在目录里查找"},
    "option_explain_recommendation": {"en": "say why it was recommended", "zh": "说明推荐理由"},
    "option_get_interests": {"en": "show your interests", "zh": "展示你的兴趣"},
    "option_get_profile": {"en": "describe you", "zh": "描述你"},
    "option_compare_items": {"en": "compare the two", "zh": "比较两者"},
    "option_compare_interests": {"en": "compare your interests over time", "zh": "对比不同时间的兴趣"},
    "option_what_if": {"en": "try out another history", "zh": "推演不同的历史"},
    "option_forget": {"en": "forget it", "zh": "忘掉它"},
    "option_edit_interest": {"en": "edit the interest", "zh": "编辑兴趣"},
    "reason_interest": {"en": "", "zh": "符合你的兴趣"},
    "reason_recent": {"en": "", "zh": "与你最近接触的内容相似"},
    "reason_together": {"en": "", "zh": "也有人在选过你选的内容后选了它"},
    "reason_popular": {"en": "", "zh": "近来有人选过"},
    "reason_query": {"en": "", "zh": "符合你的要求"},
    "reason_remaining": {"en": "", "zh": "余下内容中较好的一个"},
    **EDIT_WORDS,
    **FORGET_WORDS,
}


def phrase(language: Language, name: str, /, **fields: object) -> str:
    """A sentence, filled."""
    return PHRASES[name][language].format(**fields)


def word(language: Language, name: str, otherwise: str = "") -> str:
    """A word or part of a sentence; `otherwise` where there is none of this name."""
    texts = WORDS.get(name)
    return (texts[language] if texts else "") or otherwise
