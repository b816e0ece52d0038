"""Templates of what argues against an item, of what removal proves, and of what keeps an item out."""

from penchant.agent.explain.said import Said, after, liking_zh


def despite(facts: Said) -> str:
    match facts.get("why"):
        case "dislike":
            return f"Against it: it is like {facts.title()}, which you {facts.verb()}{after(facts.day())}."
        case "rule":
            return f"Against it: you asked for {facts['liking']} {facts['about']}{after(facts.day())}."
        case "alike":
            return f"Against it: it is like {facts.title()}, which stands above it."
    return f"Against it: {facts.part()}."


def despite_zh(facts: Said) -> str:
    match facts.get("why"):
        case "dislike":
            return f"不利之处：它与你{facts.day()}{facts.verb()}的{facts.title()}相似。"
        case "rule":
            liking = liking_zh(facts, "少一些")
            return f"不利之处：你{facts.day()}说过想要{liking}“{facts['about']}”。"
        case "alike":
            return f"不利之处：它与排在它前面的{facts.title()}相似。"
    return f"不利之处：{facts.part()}。"


def without(facts: Said) -> str:
    after = facts.get("rank_after")
    end = "it would not be in the list" if after is None else f"it would be number {facts['rank_after']}"
    if facts.get("whole") is False:
        count = facts.count("count")
        things = "one thing" if count == 1 else f"{count} things"
        return f"Without {things} that you did with {facts.titles()} {end}."
    return f"Without {facts.titles()} {end}."


def without_zh(facts: Said) -> str:
    after = facts.get("rank_after")
    end = "它就不会在列表中" if after is None else f"它会排在第 {facts['rank_after']}"
    if facts.get("whole") is False:
        return f"如果没有你对{facts.titles()}做过的 {facts['count']} 件事，{end}。"
    return f"如果没有{facts.titles()}，{end}。"


def history(facts: Said) -> str:
    if facts.get("cut_short"):
        sets = "1 set was" if facts.count("searched") == 1 else f"{facts['searched']} sets were"
        return f"Which of your own events it rests on was not found in time: {sets} tried."
    if facts.get("stays"):
        rank = facts.get("rank_without_all")
        there = f" it would be number {rank}" if rank is not None else " it would stay in the list"
        return f"Nothing in your history alone put this here: without all of it{there}."
    much = "It rests on much of what you did"
    return f"{much}: the {facts['most']} events that matter most do not decide alone."


def history_zh(facts: Said) -> str:
    if facts.get("cut_short"):
        return f"没来得及找出它依据你的哪些行为：试过 {facts['searched']} 组。"
    if facts.get("stays"):
        rank = facts.get("rank_without_all")
        there = f"它会排在第 {rank}" if rank is not None else "它仍会在列表中"
        return f"并不是你的历史单独决定了它：没有全部历史，{there}。"
    return f"它依据你的许多行为：最重要的 {facts['most']} 件单独并不起决定作用。"


def held_back(facts: Said) -> str:
    match facts.get("why"):
        case "had":
            return f"You {facts.verb()} it{after(facts.day())}: what you had is not recommended again."
        case "disliked":
            return f"You turned it down{after(facts.day())}."
        case "rule":
            return f"You asked for {facts['liking']} {facts['about']}{after(facts.day())}."
        case "constraint":
            return f"It does not satisfy {facts['constraint']}."
        case "query_item":
            return "It is what you asked for something like."
        case "shown_in_vain":
            return "It was shown to you several times without an answer, and rests for a while."
        case "unread":
            return "It has not been read in yet."
        case "alike":
            return f"It would be number {facts['would_rank']}: the list already has what is like it."
        case "outranked":
            return (
                f"It would be number {facts['would_rank']}: {facts.title('ahead')}, the last of the list, "
                f"has more for {facts.part()}."
            )
        case "close":
            return (
                f"It would be number {facts['would_rank']}: {facts.title('ahead')} is the last of the list."
            )
    return f"It would come after the first {facts['depth']}."


def held_back_zh(facts: Said) -> str:
    match facts.get("why"):
        case "had":
            return f"你{facts.day()}{facts.verb()}它：选过的不再推荐。"
        case "disliked":
            return f"你{facts.day()}表示过不喜欢它。"
        case "rule":
            return f"你{facts.day()}说过想要{liking_zh(facts, '少一些')}“{facts['about']}”。"
        case "constraint":
            return f"它不满足条件 {facts['constraint']}。"
        case "query_item":
            return "你要找的正是与它相似的内容。"
        case "shown_in_vain":
            return "它向你展示过几次都没有回应，暂时不再出现。"
        case "unread":
            return "它还没有被读入。"
        case "alike":
            return f"它会排在第 {facts['would_rank']}：列表里已经有与它相似的内容。"
        case "outranked":
            return (
                f"它会排在第 {facts['would_rank']}：列表末位的{facts.title('ahead')}在{facts.part()}上更强。"
            )
        case "close":
            return f"它会排在第 {facts['would_rank']}：列表末位是{facts.title('ahead')}。"
    return f"它会排在前 {facts['depth']} 名之后。"


def compared(facts: Said) -> str:
    more = f"{facts.title()} has more for {facts.part()} than {facts.title('other')}"
    return f"{more} ({facts['difference']})."


def compared_zh(facts: Said) -> str:
    return f"在{facts.part()}上，{facts.title()}强于{facts.title('other')}（{facts['difference']}）。"
