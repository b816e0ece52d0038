"""The product as evaluations open it: workspaces of their own, under the settings of the user's."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from penchant.tui.cli.console import put, stderr

if TYPE_CHECKING:
    from datetime import datetime

    from penchant.agent.evaluation.ours import Product, Serving
    from penchant.agent.ports import Clock, VectorSearch
    from penchant.agent.runtime import Penchant

OWN_STORES: Mapping[str, object] = {
    "stores": {"database_url": None, "chroma_url": None},
    "llm": {"kind": "none"},
}
"""The workspaces of an evaluation keep everything in their own folders, and word nothing."""


@dataclass(frozen=True, kw_only=True, slots=True)
class _Opener:
    """Opens the evaluation's workspaces under the settings of the user's own."""

    workspace: Path

    def __call__(self, folder: Path, overrides: Mapping[str, object], clock: "Clock") -> "Penchant":
        from penchant.agent import runtime
        from penchant.agent.config import load_settings

        settings = load_settings(self.workspace, {**OWN_STORES, **overrides})
        return runtime.open_runtime(folder, settings, clock=clock)


def opener_of(workspace: Path) -> "Callable[[Path, Mapping[str, object], Clock], Penchant]":
    """Opens workspaces of an evaluation."""
    return _Opener(workspace=workspace)


def product_of(workspace: Path) -> "Product":
    """How an evaluation gets at the product."""
    from penchant.agent.evaluation.ours import Product

    return Product(open=_Opener(workspace=workspace), vectors=_vectors, learn=_learn)


def _learn(serving: "Serving", until: "datetime") -> None:
    from penchant.agent.runtime import Penchant

    assert isinstance(serving, Penchant)
    train_until(serving, until)


def train_until(penchant: "Penchant", until: "datetime") -> None:
    """Learn what ranking learns by then; told in a line."""
    if not penchant.settings.ranking.learned:
        return
    report = penchant.train(until)
    put(
        stderr(),
        f"{'Learned' if report.is_new else 'Nothing learned'} in {report.seconds:.0f} s: {report.reason}",
    )


def _vectors(serving: "Serving") -> "VectorSearch":
    from penchant.agent.runtime import Penchant

    assert isinstance(serving, Penchant)
    return serving.stores.vectors.search()
