"""Who holds and sends what at each moment of a training step: DDP, the stages of ZeRO, FSDP.

The page gets, for each way of sharing, what a rank holds of each kind in four moments and how often
tensors go half way round the ring; a test holds this to :mod:`course_lib.accounting.sharding`.
"""

import html
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

import traitlets

from course_lib.accounting.parameters import breakdown, count_parameters
from course_lib.accounting.sharding import BYTES, STAGES
from course_lib.figures.movable_figure import MovableFigure, module_source, style_source
from course_lib.models.llama import LlamaConfig

CARD = 80 * 10**9  # bytes of memory


@dataclass(frozen=True)
class Moment:
    """A part of the step: what each rank holds and sends in it.

    ``weights``, ``gradients`` and ``optimizer`` are "whole", "share" or "none"; ``passing`` counts
    layers in 16 bits that are there for a short time (weights, gradients, or both); ``halves`` is
    how often all parameters go half way round the ring.
    """

    title: str
    words: str
    weights: str = "whole"
    gradients: str = "none"
    optimizer: str = "share"
    passing: int = 0
    halves: int = 0


NOTHING = "Nobody sends anything."
SCATTER = "the gradients are reduce-scattered: each rank gets the sum for its own share"
MOMENTS = {
    "DDP": (
        Moment("between steps", NOTHING, optimizer="whole"),
        Moment("forward", NOTHING, optimizer="whole"),
        Moment(
            "backward",
            "The gradients are all-reduced, a part at a time, while earlier layers still compute.",
            gradients="whole",
            optimizer="whole",
            halves=2,
        ),
        Moment(
            "update",
            f"{NOTHING} All ranks take the same step.",
            gradients="whole",
            optimizer="whole",
        ),
    ),
    "ZeRO-1": (
        Moment("between steps", NOTHING),
        Moment("forward", NOTHING),
        Moment("backward", f"At its end {SCATTER}.", gradients="whole", halves=1),
        Moment(
            "update",
            "Each rank updates its share of the weights; then all gather the others' shares.",
            gradients="whole",
            halves=1,
        ),
    ),
    "ZeRO-2": (
        Moment("between steps", NOTHING),
        Moment("forward", NOTHING),
        Moment(
            "backward",
            f"Layer by layer {SCATTER}, and the rest is dropped.",
            gradients="share",
            passing=1,
            halves=1,
        ),
        Moment(
            "update",
            "Each rank updates its share of the weights; then all gather the others' shares.",
            gradients="share",
            halves=1,
        ),
    ),
    "FSDP": (
        Moment("between steps", NOTHING, weights="share"),
        Moment(
            "forward",
            "Each layer's weights are gathered just before they are used, and dropped after.",
            weights="share",
            passing=1,
            halves=1,
        ),
        Moment(
            "backward",
            f"Each layer's weights are gathered again; behind it {SCATTER}.",
            weights="share",
            gradients="share",
            passing=2,
            halves=2,
        ),
        Moment(
            "update",
            f"{NOTHING} Each rank updates the share that it holds.",
            weights="share",
            gradients="share",
        ),
    ),
}


class ShardedStep(MovableFigure):
    """A step of training on n ranks; model, way of sharing, ranks and moment are the reader's.

    ``models`` maps the names that the reader can choose to configurations; ``selected`` is the one
    shown first.
    """

    name = "sharded_step"
    _esm = module_source("sharded_step")
    _css = style_source("sharded_step")

    models = traitlets.List(traitlets.Dict()).tag(sync=True)
    moments = traitlets.Dict().tag(sync=True)
    bytes_each = traitlets.Dict(BYTES).tag(sync=True)
    card = traitlets.Int(CARD).tag(sync=True)
    selected = traitlets.Unicode(help="a name in models").tag(sync=True)
    method = traitlets.Enum(tuple(STAGES), default_value="DDP").tag(sync=True)
    n_ranks = traitlets.Int(8, help="a power of two").tag(sync=True)
    moment = traitlets.Int(0, help="place in the moments of the method").tag(sync=True)

    def __init__(
        self, models: Mapping[str, LlamaConfig], *, selected: str | None = None, caption: str = ""
    ) -> None:
        if not models:
            raise ValueError("ShardedStep needs at least one model to start from.")
        shown = next(iter(models)) if selected is None else selected
        if shown not in models:
            raise ValueError(f"selected={shown!r} is not a model; choose from {list(models)}.")
        super().__init__(
            models=[{"name": name, **sizes(config)} for name, config in models.items()],
            moments={name: [asdict(m) for m in each] for name, each in MOMENTS.items()},
            selected=shown,
            caption=caption,
        )

    def held(self, model: Mapping[str, Any], method: str, moment: int, n_ranks: int) -> int:
        """Bytes on the fullest rank in one moment, activations left out."""
        now = MOMENTS[method][moment]
        n = model["parameters"]
        counts = {"whole": n, "share": -(-n // n_ranks), "none": 0}
        kept = sum(each * counts[getattr(now, kind)] for kind, each in BYTES.items())
        return kept + 2 * now.passing * model["layer"]

    def still_html(self) -> str:
        """The fullest moment of each way of sharing, as a table."""
        head = "".join(f'<th scope="col">{text}</th>' for text in ("model", *MOMENTS))
        rows = "".join(
            f'<tr><th scope="row">{html.escape(model["name"])}</th>'
            + "".join(f"<td>{self._fullest(model, way) / 1e9:.1f}</td>" for way in MOMENTS)
            + "</tr>"
            for model in self.models
        )
        caption = f"Most gigabytes that a rank of {self.n_ranks} holds, without activations"
        return (
            f'<div class="figure-scroll"><table class="sharded-still"><caption>{caption}</caption>'
            f"<thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table></div>"
        )

    def _fullest(self, model: Mapping[str, Any], method: str) -> int:
        return max(self.held(model, method, i, self.n_ranks) for i in range(len(MOMENTS[method])))


def sizes(config: LlamaConfig) -> dict[str, int]:
    """Parameters of a model, and those that are gathered at a time: one layer and what is outside.

    >>> from course_lib.models.llama import LLAMA_3_8B
    >>> sizes(LLAMA_3_8B)["layer"]
    1268789248
    """
    n, parts = count_parameters(config), breakdown(config)
    outside = n - parts["attention"] - parts["feed_forward"] - 2 * config.n_layers * config.d_model
    return {"parameters": n, "layer": outside + (n - outside) // config.n_layers}
