"""What a text about a person may say: a profile's facts in the form that the checker reads."""

from penchant.agent.explain.facts import About, Facts
from penchant.agent.profile.facts import InterestFact, ProfileFacts


def allowed(facts: ProfileFacts) -> Facts:
    """Everything in the profile, and nothing else."""
    dislikes, said = facts.dislikes, facts.said
    down = (*dislikes.titles, *((dislikes.label,) if dislikes.label else ())) if dislikes else ()
    titles = [title for one in facts.interests for title in one.titles]
    return Facts(
        about=tuple(_about(one) for one in facts.interests),
        titles=tuple(
            dict.fromkeys(
                (*titles, *(one.title for one in facts.liked), *(dislikes.titles if dislikes else ()))
            )
        ),
        names=(*((said.text,) if said else ()), *(rule.about for rule in facts.rules)),
        numbers=tuple(float(one.events) for one in facts.interests if one.is_doubtful),
        dates=(*(one.at for one in facts.liked), *((said.at,) if said else ())),
        actions=tuple(dict.fromkeys((*(one.kind for one in facts.liked), *(("statement",) if said else ())))),
        disliked=(*down, *(rule.about for rule in facts.rules if rule.liking != "more")),
    )


def _about(one: InterestFact) -> About:
    return About(label=one.label, percents=_percents(one), dates=(one.since, one.last_seen), state=one.state)


def _percents(one: InterestFact) -> tuple[int, ...]:
    return (one.percent, one.recent_percent, one.usual_percent)
