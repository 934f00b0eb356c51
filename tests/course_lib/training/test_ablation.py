"""Ablations: what differs between two runs of a seed is the exchanged part alone."""

from dataclasses import replace

import pytest
import torch
from torch import nn

from course_lib.layers.normalization import LayerNorm
from course_lib.models.llama import Llama, LlamaConfig
from course_lib.training import ablation
from course_lib.training.ablation import BUDGET, ablate, changed_model, keep

CONFIG = LlamaConfig(20, 16, n_layers=2, n_heads=2, n_kv_heads=2, d_ff=24, context_length=8)
SHORT = replace(BUDGET, steps=3, batch_size=2)


class TwoMatrices(nn.Module):
    def __init__(self):
        super().__init__()
        self.up_proj, self.down_proj = nn.Linear(16, 36, False), nn.Linear(36, 16, False)

    def forward(self, x):
        return self.down_proj(self.up_proj(x).relu())


def two_matrices(model: Llama) -> None:
    for layer in model.layers:
        layer.mlp = TwoMatrices()


def test_an_unchanged_model_is_the_fresh_one():
    torch.manual_seed(3)
    fresh = Llama(CONFIG).state_dict()
    kept = changed_model(CONFIG, keep, seed=3).state_dict()
    assert all(torch.equal(kept[name], weight) for name, weight in fresh.items())


def test_what_stays_keeps_its_start_and_what_is_new_follows_the_recipe():
    kept = changed_model(CONFIG, keep, seed=3).state_dict()
    model = changed_model(CONFIG, two_matrices, seed=3)
    changed = model.state_dict()
    common = [name for name in changed if ".mlp." not in name]
    assert len(common) > 10
    assert all(torch.equal(kept[name], changed[name]) for name in common)
    up = torch.stack([layer.mlp.up_proj.weight for layer in model.layers])
    down = torch.stack([layer.mlp.down_proj.weight for layer in model.layers])
    assert up.std().item() == pytest.approx(0.02, rel=0.2)
    assert down.std().item() == pytest.approx(0.01, rel=0.2)  # it writes to the residual path


def test_a_change_of_numbers_is_kept_and_tied_weights_stay_tied():
    def quiet(model):
        nn.init.zeros_(model.layers[0].mlp.down_proj.weight)

    def tied(model):
        model.lm_head.weight = model.embed_tokens.weight

    assert not changed_model(CONFIG, quiet, seed=0).layers[0].mlp.down_proj.weight.any()
    model = changed_model(CONFIG, tied, seed=0)
    assert model.lm_head.weight is model.embed_tokens.weight


@pytest.fixture
def tiny(monkeypatch):
    text = torch.arange(400) % 20
    monkeypatch.setattr(ablation, "plays", lambda: (20, text, text))
    monkeypatch.setattr(ablation, "small_config", lambda vocab_size: CONFIG)
    monkeypatch.setattr(ablation, "CONTEXT", 8)


def test_every_variant_is_trained_under_every_seed_and_alike(tiny):
    def norms(model):
        for layer in model.layers:
            layer.input_layernorm = LayerNorm(16)

    runs = list(ablate({"kept": keep, "LayerNorm": norms, "the same": keep}, [4, 9], SHORT))
    assert [(run.seed, run.variant) for run in runs[:3]] == [
        (4, "kept"),
        (4, "LayerNorm"),
        (4, "the same"),
    ]
    assert len(runs) == 6
    assert {run.n_tokens for run in runs} == {3 * 2 * 8}
    kept, norms_run, same = runs[:3]
    assert kept.loss == same.loss != norms_run.loss  # noise lies between seeds, not within one
    assert norms_run.n_parameters == kept.n_parameters + 2 * 16
    assert runs[3].loss != kept.loss


def test_nothing_to_compare_is_refused(tiny):
    with pytest.raises(ValueError, match="give at least one variant"):
        list(ablate({}, [0]))


def test_the_plays_are_read_and_kept_apart():
    vocab_size, read, unread = ablation.plays()
    assert read.max() < vocab_size
    assert len(read) > 4_000_000
    assert len(unread) == 20_000
