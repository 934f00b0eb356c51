"""A Llama of exchangeable parts: right as it stands."""

import pytest
import torch

from course_lib.inspection.llama_in_parts import (
    nothing_kept,
    of_layer,
    random_tensors,
    reorder_rows,
    run,
    with_rows,
)
from course_lib.layers.positional_encoding import interleaved_to_half_split
from course_lib.models.llama import Llama, LlamaConfig

TIED = LlamaConfig(50, 72, 2, 9, 3, 40, 64, rope_base=100_000.0, norm_eps=1e-2, tied=True)
OWN_HEAD = LlamaConfig(30, 24, 12, 4, 1, 10, 64, rope_base=500.0)


def drawn(config, seed=0):
    generator = torch.Generator().manual_seed(seed)
    return random_tensors(config, lambda *shape: torch.randn(*shape, generator=generator).double())


def token_ids(config, T):
    generator = torch.Generator().manual_seed(1)
    return torch.randint(config.vocab_size, (2, T), generator=generator)


@pytest.mark.parametrize("config", [TIED, OWN_HEAD], ids=["tied", "own_head"])
@torch.no_grad()
def test_the_right_parts_are_the_library_s_model(config):
    stored, ids = drawn(config), token_ids(config, 7)
    model = Llama(config).double()
    state = with_rows(stored, config.d_head, interleaved_to_half_split)
    state.setdefault("lm_head.weight", state["embed_tokens.weight"])
    model.load_state_dict(state)
    logits, _ = run(ids, stored, config)
    assert torch.allclose(logits, model(ids), atol=1e-4)  # its angles are float32


@pytest.mark.parametrize("size", [1, 3])
@torch.no_grad()
def test_pieces_through_the_cache_give_the_logits_of_one_pass(size):
    stored, ids, kept, rows = drawn(TIED), token_ids(TIED, 7), [], []
    for piece in ids.split(size, dim=1):
        logits, kept = run(piece, stored, TIED, kept=kept)
        rows.append(logits)
    at_once, _ = run(ids, stored, TIED)
    assert torch.allclose(torch.cat(rows, dim=1), at_once, atol=1e-9)


@torch.no_grad()
def test_the_path_has_the_embedding_and_what_each_layer_left():
    stored, ids, path = drawn(OWN_HEAD), token_ids(OWN_HEAD, 3), []
    run(ids, stored, OWN_HEAD, path=path)
    assert len(path) == OWN_HEAD.n_layers + 1
    assert torch.equal(path[0], stored["embed_tokens.weight"][ids])


def test_a_layer_s_tensors_are_its_own():
    own = of_layer(drawn(OWN_HEAD), 1)
    assert len(own) == 9
    assert torch.equal(own["mlp.up_proj.weight"], drawn(OWN_HEAD)["layers.1.mlp.up_proj.weight"])


def test_rows_are_the_library_s_and_an_empty_cache_holds_no_token():
    weight = torch.randn(24, 5, generator=torch.Generator().manual_seed(0))
    assert torch.equal(reorder_rows(weight, 8), interleaved_to_half_split(weight, 8))
    keys, values = nothing_kept(TIED, 2, torch.float64)[-1]
    assert keys.shape == values.shape == (2, 3, 0, 8)
    assert keys.dtype == torch.float64
