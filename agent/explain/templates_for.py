"""Templates of the reasons: what speaks for an item."""

from penchant.agent.explain.said import Said, after, liking_zh, number


def interest(facts: Said) -> str:
    verb = "comes near" if facts.get("near") else "fits"
    return f"It {verb} your {facts.state()} interest in {facts['label']}."


def interest_zh(facts: Said) -> str:
    return f"它{'接近' if facts.get('near') else '符合'}你对“{facts['label']}”的兴趣（{facts.state()}）。"


def recent(facts: Said) -> str:
    return f"It is like {facts.title()}, which you {facts.verb()}{after(facts.day())}."


def recent_zh(facts: Said) -> str:
    return f"它与你{facts.day()}{facts.verb()}的{facts.title()}相似。"


def together(facts: Said) -> str:
    people = facts.count("people")
    who = "One other person who" if people == 1 else f"{people:,} others who"
    return f"{who} had {facts.title()} had it too."


def together_zh(facts: Said) -> str:
    return f"另有 {facts['people']} 位选过{facts.title()}的人也选了它。"


def popular(facts: Said) -> str:
    people = facts.count("people")
    who = "1 person" if people == 1 else f"{people:,} people"
    days = facts.get("days")
    span = "so far" if days is None else f"in the last {number(days)} days"
    return f"{who} took it {span}."


def popular_zh(facts: Said) -> str:
    days = facts.get("days")
    span = "至今" if days is None else f"最近 {number(days)} 天"
    return f"{span}有 {facts['people']} 人选了它。"


def new(facts: Said) -> str:
    days = facts.get("days")
    if days is None:
        return "It is new."
    return f"It is new: it came {number(days)} {'day' if number(days) == '1' else 'days'} ago."


def new_zh(facts: Said) -> str:
    days = facts.get("days")
    return "它是新内容。" if days is None else f"它是新内容，{number(days)} 天前才出现。"


def query(facts: Said) -> str:
    return f"It is like {facts['query']}." if facts.get("is_item") else f"It matches “{facts['query']}”."


def preference(facts: Said) -> str:
    return f"You asked for {facts.get('liking') or 'more'} {facts['about']}{after(facts.day())}."


def preference_zh(facts: Said) -> str:
    liking = liking_zh(facts, "多一些")
    return f"你{facts.day()}说过想要{liking}“{facts['about']}”。"
