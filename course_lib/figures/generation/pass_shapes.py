"""Every tensor of one forward pass, with its shape, for any texts, new tokens and cache.

The page gets, for each model, the tensors in the order of the computation and the axes that its
configuration fixes; B, T and S follow the reader's sliders.

Shapes: B texts, T new tokens, S tokens so far, C model width, H query heads, K key/value heads,
D head width, F feed-forward width, V vocabulary.
"""

import html
import math
from collections.abc import Mapping
from typing import Any

import traitlets

from course_lib.figures.movable_figure import MovableFigure, module_source, style_source
from course_lib.models.llama import LlamaConfig
from course_lib.models.phi3 import Phi3Config

Axis = tuple[str, int]  # its name, and its size; 0 for B, T and S


class PassShapes(MovableFigure):
    """The shapes of a pass; model, texts, new and cached tokens and the last step are the reader's.

    ``models`` maps the names that the reader can choose to configurations.
    """

    name = "pass_shapes"
    _esm = module_source("pass_shapes")
    _css = style_source("pass_shapes")

    models = traitlets.List(traitlets.Dict()).tag(sync=True)
    selected = traitlets.Unicode(help="a name in models").tag(sync=True)
    n_texts = traitlets.Int(1, help="B").tag(sync=True)
    n_new = traitlets.Int(5, help="T").tag(sync=True)
    n_cached = traitlets.Int(0, help="S - T").tag(sync=True)
    logits = traitlets.Enum(("all", "last"), default_value="all").tag(sync=True)

    def __init__(
        self,
        models: Mapping[str, LlamaConfig | Phi3Config],
        *,
        n_texts: int = 1,
        n_new: int = 5,
        n_cached: int = 0,
        caption: str = "",
    ) -> None:
        if not models:
            raise ValueError("PassShapes needs at least one model to start from.")
        super().__init__(
            models=[
                {"name": name, "context": config.context_length, "steps": steps(config)}
                for name, config in models.items()
            ],
            selected=next(iter(models)),
            n_texts=n_texts,
            n_new=n_new,
            n_cached=n_cached,
            caption=caption,
        )

    def shapes(self) -> list[tuple[str, tuple[int, ...]]]:
        """The tensors of the chosen model at the chosen sizes, in the order of the computation."""
        sizes = {"B": self.n_texts, "T": self.n_new, "S": self.n_cached + self.n_new}
        [model] = [model for model in self.models if model["name"] == self.selected]
        return [
            (step["name"], tuple(size or sizes[letter] for letter, size in step["axes"]))
            for step in model["steps"]
            if step["logits"] in ("", self.logits)
        ]

    def still_html(self) -> str:
        """The shapes at the starting sizes as a table."""
        rows = "".join(
            f'<tr><th scope="row">{html.escape(name)}</th>'
            f"<td>{' × '.join(f'{n:,}' for n in shape)}</td><td>{math.prod(shape):,}</td></tr>"
            for name, shape in self.shapes()
        )
        head = "".join(f'<th scope="col">{text}</th>' for text in ("tensor", "shape", "numbers"))
        return (
            '<div class="figure-scroll"><table class="pass-shapes">'
            f"<caption>{html.escape(self.selected)}, {self.n_new} new tokens of {self.n_texts} "
            f"texts.</caption><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table></div>"
        )


def steps(config: LlamaConfig | Phi3Config) -> list[dict[str, Any]]:
    """Return the tensors of a pass: name, axes, and for the last one which logits it means."""
    C, F, V = ("C", config.d_model), ("F", config.d_ff), ("V", config.vocab_size)
    H, K, D = ("H", config.n_heads), ("K", config.n_kv_heads), ("D", config.d_head)
    B, T, S = ("B", 0), ("T", 0), ("S", 0)
    kv = ("K·D", K[1] * D[1])
    if isinstance(config, Phi3Config):
        projected = [("qkv_proj", [B, T, ("(H + 2·K)·D", (H[1] + 2 * K[1]) * D[1])])]
        gated = [("gate_up_proj", [B, T, ("2·F", 2 * F[1])])]
    else:
        projected = [("q_proj", [B, T, C]), ("k_proj", [B, T, kv]), ("v_proj", [B, T, kv])]
        gated = [("gate_proj", [B, T, F]), ("up_proj", [B, T, F])]
    tensors: list[tuple[str, list[Axis]]] = [
        ("token ids", [B, T]),
        ("embedding", [B, T, C]),
        *projected,
        ("queries, by heads", [B, H, T, D]),
        ("new keys", [B, K, T, D]),
        ("all keys", [B, K, S, D]),
        ("scores", [B, H, T, S]),
        ("what the heads read", [B, H, T, D]),
        ("o_proj", [B, T, C]),
        *gated,
        ("gate times up", [B, T, F]),
        ("down_proj", [B, T, C]),
        ("final norm", [B, T, C]),
    ]
    found = [{"name": name, "axes": axes, "logits": ""} for name, axes in tensors]
    return [
        *found,
        {"name": "logits", "axes": [B, T, V], "logits": "all"},
        {"name": "logits", "axes": [B, V], "logits": "last"},
    ]
