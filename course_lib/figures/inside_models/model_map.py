"""A map of models, drawn from their configurations: a column for each, a row for each station.

What stands in a box is read off a model that is built without memory: its class and its code, its
parameters, the operations of one token. A box that a family lacks stays empty.

Letters: C model width, V vocabulary, F feed-forward width, H query heads, K key/value heads,
D head width, L layers, n tokens that attention reads.
"""

import html
import inspect
import textwrap
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

import torch
import traitlets
from torch import nn

from course_lib.accounting.parameters import Config, count_parameters
from course_lib.figures.movable_figure import MovableFigure, module_source, style_source
from course_lib.layers.attention import grouped_query_attention
from course_lib.layers.positional_encoding import apply_rope
from course_lib.models.bert import Bert, BertConfig, BertEncoder
from course_lib.models.encoder_decoder import EncoderDecoderConfig
from course_lib.models.gpt2 import GPT2, GPT2Config
from course_lib.models.llama import Llama, LlamaConfig
from course_lib.models.phi3 import Phi3, Phi3Config

STATIONS = {
    "embedding": "token vectors",
    "positions": "positions",
    "entrance": "norm at the entrance",
    "before_attention": "norm",
    "projections": "q, k, v, o",
    "attention": "scores and sums",
    "after_attention": "norm",
    "before_network": "norm",
    "network": "feed-forward",
    "after_network": "norm",
    "final": "final norm",
    "head": "head",
}
INSIDE = [*STATIONS][3:10]  # the stations that every layer has anew
FAMILIES: dict[type, Callable[..., nn.Module]] = {
    GPT2Config: GPT2,
    LlamaConfig: Llama,
    Phi3Config: Phi3,
    BertConfig: Bert,
}


class ModelMap(MovableFigure):
    """Models side by side, station by station; the box that is pointed at shows what is in it.

    ``models`` maps names to configurations of the GPT-2, Llama, Phi-3 or BERT family. Operations
    are those of one token that attention lets read ``n_keys`` tokens.
    """

    name = "model_map"
    _esm = module_source("model_map")
    _css = style_source("model_map")

    stations = traitlets.List(traitlets.Dict(), help="rows, from the entrance to the exit")
    stations = stations.tag(sync=True)
    models = traitlets.List(traitlets.Dict(), help="a name, a total, and boxes").tag(sync=True)
    code = traitlets.Dict(help="each piece of code that a box names").tag(sync=True)
    n_keys = traitlets.Int().tag(sync=True)
    model = traitlets.Int(0, help="the column of the box that is shown").tag(sync=True)
    station = traitlets.Int(0, help="its row").tag(sync=True)

    def __init__(self, models: Mapping[str, Config], *, n_keys: int = 1024, caption: str = ""):
        if not models:
            raise ValueError("ModelMap needs at least one model to draw.")
        code: dict[str, str] = {}
        super().__init__(
            stations=[
                {"name": station, "label": label, "inside": station in INSIDE}
                for station, label in STATIONS.items()
            ],
            models=[
                {
                    "name": name,
                    "layers": config.n_layers,
                    "total": count_parameters(config),
                    "boxes": boxes(config, n_keys, code),
                }
                for name, config in models.items()
            ],
            code=code,
            n_keys=n_keys,
            caption=caption,
        )

    def still_html(self) -> str:
        """What stands in every box, and each model's total, as a table."""
        names = "".join(f'<th scope="col">{html.escape(each["name"])}</th>' for each in self.models)
        rows = "".join(
            f'<tr><th scope="row">{row["label"]}</th>'
            + "".join(_cell(each["boxes"].get(row["name"])) for each in self.models)
            + "</tr>"
            for row in self.stations
        )
        totals = "".join(f"<td>{each['total']:,}</td>" for each in self.models)
        return (
            '<div class="figure-scroll"><table class="map-still">'
            f"<thead><tr><td></td>{names}</tr></thead><tbody>{rows}"
            f'<tr><th scope="row">parameters</th>{totals}</tr></tbody></table></div>'
        )


def boxes(config: Config, n_keys: int, code: dict[str, str]) -> dict[str, dict[str, Any]]:
    """Return the boxes of a model by station; the code that they name is added to ``code``.

    ``parameters`` and ``flops`` are those of the whole model, in all of its layers.

    >>> from course_lib.models.llama import LLAMA_3_8B
    >>> boxes(LLAMA_3_8B, 1, {})["final"]["parameters"]
    4096
    """
    if isinstance(config, EncoderDecoderConfig):
        known = ", ".join(kind.__name__ for kind in FAMILIES)
        raise ValueError(f"ModelMap draws models of {known}; it got an EncoderDecoderConfig.")
    with torch.device("meta"):
        model: Any = FAMILIES[type(config)](replace(config, n_layers=1))  # all layers are alike
    reader: Any = model.encoder if isinstance(config, BertConfig) else model
    layer = reader.layers[0]
    found: dict[str, dict[str, Any]] = {}

    def box(
        station: str, label: str, part: nn.Module | None, source: Callable | str, **known: int
    ) -> None:
        name = source if isinstance(source, str) else source.__qualname__
        code.setdefault(name, name if isinstance(source, str) else _source(source))
        times = config.n_layers if station in INSIDE else 1
        counted = {"parameters": 0, "flops": 0} if part is None else _counted(part)
        counted |= known
        found[station] = {"label": label, "times": times, "code": name} | {
            what: times * number for what, number in counted.items()
        }

    V, C, F = f"{config.vocab_size:,}", f"{config.d_model:,}", f"{config.d_ff:,}"
    head_width, n_kv = config.d_head, getattr(config, "n_kv_heads", config.n_heads)
    heads = f"{config.n_heads} heads of {head_width}"
    if n_kv < config.n_heads:
        heads = f"{config.n_heads} heads of {head_width}, sharing {n_kv}"
    box(
        "embedding", f"{V} × {C}", reader.embed_tokens, _line(reader, "self.embed_tokens("), flops=0
    )
    if isinstance(config, GPT2Config | BertConfig):
        learned = reader.embed_positions
        label = f"learned, {config.context_length:,}"
        box("positions", label, learned, type(learned).forward, flops=0)
    else:
        box("positions", f"rotary, base {config.rope_base:,.0f}", None, apply_rope)
    box("projections", heads, layer.self_attn, type(layer.self_attn).forward)
    pairs = 4 * config.n_heads * head_width * n_keys  # scores, and weighted sums
    box("attention", _visible(config), None, grouped_query_attention, flops=pairs)
    network, gated = layer.mlp, not isinstance(config, GPT2Config | BertConfig)
    label = f"SwiGLU, {F}" if gated else f"GELU, {F}"
    box("network", label, network, type(network).forward)

    def norm(station: str, part: nn.Module) -> None:
        box(station, type(part).__name__, part, type(part).forward, flops=0)

    if isinstance(config, BertConfig):
        types = config.n_token_types * config.d_model
        found["embedding"]["parameters"] += types  # which of two texts a token belongs to
        norm("entrance", reader.embed_norm)
        norm("after_attention", layer.self_attn_norm)
        norm("after_network", layer.mlp_norm)
        box("head", "pooler, once a text", model.pooler, type(model).pool, flops=0)
    else:
        norm("before_attention", layer.input_layernorm)
        norm("before_network", layer.post_attention_layernorm)
        norm("final", model.norm)
        tied = config.tied
        counted = _counted(model.lm_head)
        own = 0 if tied else counted["parameters"]
        label = "the token vectors again" if tied else f"{C} → {V}"
        box("head", label, model.lm_head, _line(model, "self.lm_head("), parameters=own)
    return {station: found[station] for station in STATIONS if station in found}


def _visible(config: LlamaConfig | Phi3Config | GPT2Config | BertConfig) -> str:
    if isinstance(config, BertConfig):
        return "all tokens"
    if isinstance(config, Phi3Config):
        return f"earlier ones, {config.sliding_window:,} at most"
    return "earlier ones"


def _counted(part: nn.Module) -> dict[str, int]:
    sizes = [(p.numel(), p.dim() == 2) for p in part.parameters()]
    return {
        "parameters": sum(size for size, _ in sizes),
        "flops": 2 * sum(size for size, is_matrix in sizes if is_matrix),
    }


def _source(of: Callable) -> str:
    return textwrap.dedent(inspect.getsource(of)).strip()


def _line(model: nn.Module, piece: str) -> str:
    """The line of a model's own code that holds this piece."""
    kinds = (type(model), BertEncoder) if isinstance(model, Bert) else (type(model),)
    lines = [line.strip() for kind in kinds for line in inspect.getsource(kind).splitlines()]
    return next(line for line in lines if piece in line)


def _cell(box: dict[str, Any] | None) -> str:
    if box is None:
        return "<td>–</td>"
    return f"<td>{html.escape(box['label'])}<br>{box['parameters']:,}</td>"
