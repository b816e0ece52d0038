"""Whether a list asked for as of a moment is the list of a workspace whose log ends there."""

from collections.abc import Mapping, Sequence

from penchant.agent.evaluation.methods import LIST_LENGTH
from penchant.agent.evaluation.ours import OurMethod, ReplayClock, Workbench, feed
from penchant.agent.evaluation.split import Request, Split

LISTS = 100


def check_as_of(
    method: OurMethod, bench: Workbench, split: Split, requests: Sequence[Request], count: int = LISTS
) -> Mapping[str, int | float]:
    """Compare lists as of a moment with those of a log that has grown up to it, and no further.

    The growing workspace starts as the method's own stood at T, with what was learned then.

    Returns:
        `lists` compared; `equal` of them, items and order; `mean_overlap` of their items, 0 to 1.
    """
    import numpy as np

    chosen = np.random.default_rng(split.seed).permutation(len(requests))[:count]
    sample = [requests[number] for number in sorted(chosen)]
    product = bench.product
    clock = ReplayClock(max(event.at for event in bench.corpus.events))
    with product.open(method.folder, method.settings, clock) as serving:
        asked = [method.places(serving, request, LIST_LENGTH) for request in sample]
    rest = sorted(
        (event for event in bench.corpus.events if event.at > split.train_until), key=lambda event: event.at
    )
    grown, done = [], 0
    clock = ReplayClock(split.train_until)
    with product.open(method.folder_at_cut, method.settings, clock) as serving:
        for request in sample:
            end = done
            while end < len(rest) and rest[end].at < request.cut:
                end += 1
            clock.micros = request.cut - 1
            feed(serving, rest[done:end])
            done = end
            grown.append(method.places(serving, request, LIST_LENGTH))
    overlaps = [
        len(set(one) & set(other)) / max(len(one), len(other), 1)
        for one, other in zip(asked, grown, strict=True)
    ]
    return {
        "lists": len(sample),
        "equal": sum(one == other for one, other in zip(asked, grown, strict=True)),
        "mean_overlap": sum(overlaps) / max(len(overlaps), 1),
    }
