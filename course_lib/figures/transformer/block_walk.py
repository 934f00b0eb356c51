"""A walk through a Transformer block, step by step, with the numbers on the residual path.

The page that shows the figure computes the steps; the reader goes through them and changes the
wiring. What stands on the residual path and what branches off it is drawn beside the numbers.

Shapes: T tokens, C model width.
"""

import html
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

import torch
import traitlets

from course_lib.figures.movable_figure import MovableFigure, module_source, style_source


class Step(NamedTuple):
    """One step: its name, what it computes, whether it stands on the path, and its result "T C"."""

    name: str
    formula: str
    on_path: bool
    values: Any


class BlockWalk(MovableFigure):
    """The steps of one block under several wirings; ``wiring`` and ``step`` are shown first.

    ``walks`` maps the name of a wiring to its steps, each a ``Step`` or a tuple of the same four.
    """

    name = "block_walk"
    _esm = module_source("block_walk")
    _css = style_source("block_walk")

    tokens = traitlets.List(traitlets.Unicode()).tag(sync=True)
    walks = traitlets.Dict(help="the steps of each wiring").tag(sync=True)
    wiring = traitlets.Unicode().tag(sync=True)
    step = traitlets.Int(0).tag(sync=True)

    def __init__(
        self,
        tokens: Sequence[str],
        walks: Mapping[str, Sequence[tuple[str, str, bool, Any]]],
        *,
        wiring: str | None = None,
        step: int = 0,
        caption: str = "",
    ) -> None:
        if not walks:
            raise ValueError("BlockWalk needs at least one wiring to walk through.")
        shown = next(iter(walks)) if wiring is None else wiring
        if shown not in walks:
            raise ValueError(f"wiring={shown!r} is not among {list(walks)}.")
        if not 0 <= step < min(len(steps) for steps in walks.values()):
            raise ValueError(f"step={step} does not exist in every wiring.")
        super().__init__(
            tokens=list(tokens),
            walks={
                name: [_described(step, len(tokens)) for step in steps]
                for name, steps in walks.items()
            },
            wiring=shown,
            step=step,
            caption=caption,
        )

    def still_html(self) -> str:
        """All steps of the wiring that is shown first, with the size of what they make."""
        rows = "".join(map(_still_row, self.walks[self.wiring]))
        return (
            '<div class="figure-scroll"><table class="walk-steps"><caption>'
            f"{html.escape(self.wiring)}, step by step</caption>"
            '<thead><tr><th scope="col">step</th><th scope="col">computes</th>'
            '<th scope="col">where</th><th scope="col">root mean square</th></tr></thead>'
            f"<tbody>{rows}</tbody></table></div>"
        )


def _described(step: tuple[str, str, bool, Any], n_tokens: int) -> dict[str, Any]:
    name, formula, on_path, found = step
    values = torch.as_tensor(found).detach().double()
    if values.ndim != 2 or len(values) != n_tokens:
        raise ValueError(
            f"the values of step {name!r} have shape {tuple(values.shape)}; "
            f"expected one row for each of the {n_tokens} tokens."
        )
    if not values.isfinite().all():
        raise ValueError(f"step {name!r} holds infinite or undefined values.")
    rounded = [[round(value, 4) for value in row] for row in values.tolist()]
    return {"name": name, "formula": formula, "on_path": on_path, "values": rounded}


def _still_row(step: dict[str, Any]) -> str:
    where = "path" if step["on_path"] else "branch"
    cells = (html.escape(step["formula"]), where, f"{_rms(step['values']):.2f}")
    row = "".join(f"<td>{cell}</td>" for cell in cells)
    return f'<tr><th scope="row">{html.escape(step["name"])}</th>{row}</tr>'


def _rms(values: list[list[float]]) -> float:
    return torch.tensor(values).square().mean().sqrt().item()
