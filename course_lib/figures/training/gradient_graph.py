"""A small graph of calculations: values run forward, gradients run back, a step changes weights.

The page describes the graph; the figure calculates it anew for every number that the reader sets.
The last node is the loss.
"""

import html
import math
from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple

import traitlets

from course_lib.figures.movable_figure import MovableFigure, module_source, style_source


class Operation(NamedTuple):
    """What a node does with its inputs: the result, and its slope for each input."""

    n_inputs: int
    result: Callable[..., float]
    slopes: Callable[..., tuple[float, ...]]


OPERATIONS = {
    "×": Operation(2, lambda a, b: a * b, lambda a, b: (b, a)),
    "+": Operation(2, lambda a, b: a + b, lambda a, b: (1.0, 1.0)),
    "−": Operation(2, lambda a, b: a - b, lambda a, b: (1.0, -1.0)),
    "tanh": Operation(1, math.tanh, lambda a: (1 - math.tanh(a) ** 2,)),
    "square": Operation(1, lambda a: a * a, lambda a: (2 * a,)),
}


class Node(NamedTuple):
    """A node that calculates: its name, an operation, the names of its inputs, and its place."""

    name: str
    operation: str
    inputs: Sequence[str]
    column: int | float
    row: int | float


class GradientGraph(MovableFigure):
    """A graph with a slider for its leaves and a button that takes a step.

    ``leaves`` maps each leaf to its value and its place (column, row); ``weights`` are the leaves
    that a step changes; ``nodes`` stand in an order in which each comes after its inputs.
    """

    name = "gradient_graph"
    _esm = module_source("gradient_graph")
    _css = style_source("gradient_graph")

    leaves = traitlets.Dict(help="value of each leaf").tag(sync=True)
    start = traitlets.Dict(help="value of each leaf at the beginning").tag(sync=True)
    weights = traitlets.List(traitlets.Unicode()).tag(sync=True)
    nodes = traitlets.List(help="leaves first, then all that is calculated").tag(sync=True)
    leaf = traitlets.Unicode(help="the leaf that the slider moves").tag(sync=True)
    rates = traitlets.List(traitlets.Float()).tag(sync=True)
    rate = traitlets.Float(help="learning rate of a step").tag(sync=True)
    steps = traitlets.Int(0).tag(sync=True)

    def __init__(
        self,
        leaves: Mapping[str, Sequence[int | float]],
        nodes: Sequence[Node | tuple[str, str, Sequence[str], int | float, int | float]],
        *,
        weights: Sequence[str],
        rates: Sequence[float] = (0.1,),
        rate: float | None = None,
        caption: str = "",
    ) -> None:
        known = list(leaves)
        if not set(weights) <= set(known):
            raise ValueError(f"weights {list(weights)} are not all among the leaves {known}.")
        drawn: list[dict[str, Any]] = [
            {"name": name, "operation": "", "inputs": [], "column": column, "row": row}
            for name, (_, column, row) in leaves.items()
        ]
        for node in map(Node._make, nodes):
            if node.operation not in OPERATIONS:
                raise ValueError(f"no operation {node.operation!r}; known: {list(OPERATIONS)}.")
            if unknown := [name for name in node.inputs if name not in known]:
                raise ValueError(f"{node.name!r} reads {unknown} before they are calculated.")
            if len(node.inputs) != OPERATIONS[node.operation].n_inputs:
                raise ValueError(f"{node.name!r} has {len(node.inputs)} inputs.")
            known.append(node.name)
            drawn.append({**node._asdict(), "inputs": list(node.inputs)})
        if len(known) == len(leaves) or len(set(known)) < len(known):
            raise ValueError("a graph needs nodes, each with a name of its own.")
        values = {name: float(value) for name, (value, _, _) in leaves.items()}
        super().__init__(
            leaves=values,
            start=values,
            weights=list(weights),
            nodes=drawn,
            leaf=next(iter(weights), known[0]),
            rates=list(rates),
            rate=rates[0] if rate is None else rate,
            caption=caption,
        )

    def calculated(self) -> tuple[dict[str, float], dict[str, float]]:
        """The value of every node, and the gradient of the last one for each."""
        values = dict(self.leaves)
        calculating = [node for node in self.nodes if node["operation"]]
        for node in calculating:
            inputs = [values[name] for name in node["inputs"]]
            values[node["name"]] = OPERATIONS[node["operation"]].result(*inputs)
        gradients = dict.fromkeys(values, 0.0)
        gradients[self.nodes[-1]["name"]] = 1.0
        for node in reversed(calculating):
            slopes = OPERATIONS[node["operation"]].slopes(*(values[n] for n in node["inputs"]))
            for name, slope in zip(node["inputs"], slopes, strict=True):
                gradients[name] += gradients[node["name"]] * slope
        return values, gradients

    def still_html(self) -> str:
        """Every node with its value and its gradient, as a table."""
        values, gradients = self.calculated()
        rows = "".join(
            f'<tr><th scope="row">{html.escape(name)}</th>'
            f"<td>{_in_print(values[name])}</td><td>{_in_print(gradients[name])}</td></tr>"
            for name in values
        )
        last = html.escape(self.nodes[-1]["name"])
        return (
            '<div class="figure-scroll"><table class="graph-table"><caption>Each node, and by how '
            f"much {last} grows with it.</caption>"
            '<thead><tr><th scope="col">node</th><th scope="col">value</th>'
            f'<th scope="col">gradient</th></tr></thead><tbody>{rows}</tbody></table></div>'
        )


def _in_print(number: float) -> str:
    return f"{number:.2f}".replace("-", "−")
