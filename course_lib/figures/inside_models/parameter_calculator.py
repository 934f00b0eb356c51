"""A calculator of exact parameter counts over the published models and over the reader's own.

The page counts with the same formulas as :mod:`course_lib.accounting.parameters`; a test holds
the two together. Letters: C model width, L layers, H query heads, K key/value heads, F feed-
forward width, V vocabulary.
"""

import dataclasses
import html
from collections.abc import Mapping
from typing import Any

import traitlets

from course_lib.accounting.parameters import breakdown, count_parameters
from course_lib.figures.movable_figure import MovableFigure, module_source, style_source
from course_lib.models.gpt2 import GPT2Config
from course_lib.models.llama import LlamaConfig
from course_lib.models.phi3 import Phi3Config

SIZES = ("vocab_size", "d_model", "n_layers", "n_heads", "n_kv_heads", "d_ff", "context_length")


class ParameterCalculator(MovableFigure):
    """Sliders for a model's sizes, its exact parameter count, and the share of each part.

    ``models`` maps the names that the reader can choose to configurations of the GPT-2, Llama or
    Phi-3 family; ``selected`` is the one shown first.
    """

    name = "parameter_calculator"
    _esm = module_source("parameter_calculator")
    _css = style_source("parameter_calculator")

    models = traitlets.List(traitlets.Dict()).tag(sync=True)
    config = traitlets.Dict(help="the sizes shown now").tag(sync=True)
    selected = traitlets.Unicode(help="a name in models; empty for the reader's own").tag(sync=True)

    def __init__(
        self, models: Mapping[str, Any], *, selected: str | None = None, caption: str = ""
    ) -> None:
        if not models:
            raise ValueError("ParameterCalculator needs at least one model to start from.")
        shown = next(iter(models)) if selected is None else selected
        if shown not in models:
            raise ValueError(f"selected={shown!r} is not a model; choose from {list(models)}.")
        self._configs = dict(models)
        super().__init__(
            models=[
                {"name": name, "config": sizes(config), "total": count_parameters(config)}
                for name, config in models.items()
            ],
            config=sizes(models[shown]),
            selected=shown,
            caption=caption,
        )

    def still_html(self) -> str:
        """The exact counts of every model, part by part, as a table."""
        rows = "".join(
            f'<tr><th scope="row">{html.escape(name)}</th><td>{count_parameters(config):,}</td>'
            f'<td class="words">{_parts(config)}</td></tr>'
            for name, config in self._configs.items()
        )
        return (
            '<div class="figure-scroll"><table class="shares"><thead><tr><th scope="col">model</th>'
            '<th scope="col">parameters</th><th scope="col" class="words">parts</th></tr></thead>'
            f"<tbody>{rows}</tbody></table></div>"
        )


def sizes(config: Any) -> dict[str, Any]:
    """What the page's formulas need to know about a configuration."""
    families = {GPT2Config: "gpt2", LlamaConfig: "llama", Phi3Config: "llama"}
    if type(config) not in families:
        known = ", ".join(kind.__name__ for kind in families)
        raise ValueError(
            f"The calculator has formulas for {known}; it got a {type(config).__name__}."
        )
    values = dataclasses.asdict(config)
    values = {name: values[name] for name in SIZES if name in values}
    values.setdefault("n_kv_heads", config.n_heads)
    return {"family": families[type(config)], "tied": config.tied, **values}


def _parts(config: Any) -> str:
    parts = breakdown(config).items()
    return ", ".join(f"{part.replace('_', '-')} {count:,}" for part, count in parts if count)
