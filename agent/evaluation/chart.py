"""A bar chart of an evaluation's rows, as a PNG."""

from pathlib import Path

from penchant.agent.evaluation.pictures import check_can_plot, save_picture
from penchant.agent.evaluation.report import Evaluation

_COLOURS = {"ours": "#2a6f97", "variant": "#89c2d9", "baseline": "#adb5bd", "peer": "#e09f3e"}


def draw_bars(evaluation: Evaluation, path: Path, metric: str = "ndcg@10") -> None:
    """Draw one metric of every row that has it, best on top, with its interval.

    Raises:
        BadInput: matplotlib is not installed, or cannot write such a file.
    """
    check_can_plot()
    from matplotlib.figure import Figure

    drawn = [row for row in evaluation.rows if metric in row.metrics]
    rows = sorted(drawn, key=lambda row: row.metrics[metric])
    figure = Figure(figsize=(9, 1.2 + 0.36 * len(rows)), layout="constrained")
    axes = figure.add_subplot()
    values = [row.metrics[metric] for row in rows]
    ends = [row.interval.get(metric, (value, value)) for row, value in zip(rows, values, strict=True)]
    errors = [
        [max(0.0, value - low) for value, (low, _) in zip(values, ends, strict=True)],
        [max(0.0, high - value) for value, (_, high) in zip(values, ends, strict=True)],
    ]
    names = [f"{row.method} ({'streaming' if row.streaming else 'frozen'})" for row in rows]
    colours = [_COLOURS[row.kind] for row in rows]
    axes.barh(names, values, xerr=errors, color=colours, error_kw={"ecolor": "#495057", "capsize": 2})
    axes.set_xlabel(f"{metric}, with its 95 % interval")
    axes.set_title(_title(evaluation), loc="left", fontsize=10)
    axes.spines[["top", "right"]].set_visible(False)
    save_picture(figure, path)


def _title(evaluation: Evaluation) -> str:
    data = evaluation.data
    about = [f"{data[name]}" for name in ("target", "ties") if name in data]
    count = f"{data['targets']:,} targets" if "targets" in data else ""
    return ", ".join([evaluation.protocol, *about, *([count] if count else [])])
