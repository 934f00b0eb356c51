"""The figure's shapes are those of a pass that is really made."""

from dataclasses import replace

import pytest
import torch
from torch import nn

from course_lib.figures import PassShapes
from course_lib.layers.kv_cache import KVCache
from course_lib.models.llama import Llama, LlamaConfig
from course_lib.models.phi3 import PHI_3_MINI, Phi3, Phi3Config

PHI3 = Phi3Config(50, 12, 2, 6, 2, 20, 64, 64)
LLAMA = LlamaConfig(50, 12, 2, 6, 2, 20, 64)


def outputs(model: nn.Module, ids: torch.Tensor, cache: KVCache | None) -> dict[str, tuple]:
    """The shapes that come out of the modules of the first layer, and of those around it."""
    seen: dict[str, tuple] = {}
    for name, module in model.named_modules():
        if "layers.1" not in name:
            module.register_forward_hook(
                lambda _, __, out, name=name: seen.update({name: tuple(out.shape)})
            ) if isinstance(module, nn.Linear | nn.Embedding) or name == "norm" else None
    with torch.no_grad():
        model(ids, cache=cache)
    return {name.rpartition(".")[2]: shape for name, shape in seen.items()}


@pytest.mark.parametrize(
    ("config", "family"), [(PHI3, Phi3), (LLAMA, Llama)], ids=["phi3", "llama"]
)
@pytest.mark.parametrize("n_cached", [0, 4])
def test_the_shapes_are_those_of_a_pass(config, family, n_cached):
    model = family(config)
    cache = None
    if n_cached:
        cache = KVCache.for_model(model, 3, n_cached + 5)
        with torch.no_grad():
            model(torch.zeros(3, n_cached, dtype=torch.long), cache=cache)
    made = outputs(model, torch.zeros(3, 5, dtype=torch.long), cache)
    figure = PassShapes({"small": config}, n_texts=3, n_new=5, n_cached=n_cached)
    shapes = dict(figure.shapes())
    names = {"embedding": "embed_tokens", "final norm": "norm", "logits": "lm_head"}
    for name, shape in shapes.items():
        if names.get(name, name) in made:
            assert made[names.get(name, name)] == shape, name
    n_checked = sum(names.get(name, name) in made for name in shapes)
    assert n_checked == (7 if family is Phi3 else 10)
    assert shapes["all keys"] == (3, 2, n_cached + 5, 2)
    assert shapes["scores"] == (3, 6, 5, n_cached + 5)


def test_the_last_token_s_logits_have_no_axis_of_tokens():
    figure = PassShapes({"small": PHI3}, n_texts=3)
    figure.logits = "last"
    assert figure.shapes()[-1] == ("logits", (3, 50))


def test_the_still_version_shows_the_published_sizes():
    text = PassShapes({"Phi-3 & co": PHI_3_MINI}).still_html()
    assert "Phi-3 &amp; co" in text
    assert "1 × 5 × 9,216" in text
    assert "1 × 5 × 32,064" in text


def test_a_model_is_needed():
    with pytest.raises(ValueError, match="at least one model"):
        PassShapes({})


def test_heads_that_share_keys_make_the_fused_projection_narrower():
    narrow = replace(PHI_3_MINI, n_kv_heads=8)
    assert dict(PassShapes({"narrow": narrow}).shapes())["qkv_proj"] == (1, 5, 3072 + 2 * 8 * 96)
