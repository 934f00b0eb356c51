"""The Transformer of 2017 against PyTorch's own, layer by layer the same weights."""

import math

import pytest
import torch
import torch.nn.functional as F
from torch import nn

from course_lib.accounting.parameters import breakdown, count_parameters
from course_lib.layers.masks import padding_mask
from course_lib.layers.positional_encoding import sinusoidal_encoding
from course_lib.models.encoder_decoder import (
    TRANSFORMER_BASE,
    EncoderDecoder,
    EncoderDecoderConfig,
)

TINY = EncoderDecoderConfig(
    vocab_size=31, d_model=30, n_layers=2, n_heads=5, d_ff=37, context_length=17
)


@pytest.fixture
def model():
    torch.manual_seed(0)
    model = EncoderDecoder(TINY).double()
    with torch.no_grad():
        for parameter in model.parameters():
            parameter.normal_(std=0.2).add_(0.1)
    return model


@pytest.fixture
def batch():
    torch.manual_seed(1)
    source, target = torch.randint(0, 31, (3, 11)), torch.randint(0, 31, (3, 7))
    return source, target, padding_mask([11, 5, 8], 11), padding_mask([4, 7, 6], 7)


def copy_attention(ours, theirs):
    projections = (ours.q_proj, ours.k_proj, ours.v_proj)
    theirs.in_proj_weight = nn.Parameter(torch.cat([p.weight for p in projections]))
    theirs.in_proj_bias = nn.Parameter(torch.cat([p.bias for p in projections]))
    theirs.out_proj.load_state_dict(ours.o_proj.state_dict())


def copy_rest(ours, theirs, norms):
    theirs.linear1.load_state_dict(ours.mlp.up_proj.state_dict())
    theirs.linear2.load_state_dict(ours.mlp.down_proj.state_dict())
    for i, norm in enumerate(norms, start=1):
        getattr(theirs, f"norm{i}").load_state_dict(norm.state_dict())


def pytorch_twin(model):
    """`nn.Transformer` with our weights, without the two final norms that the paper lacks."""
    c = model.config
    sizes = {"d_model": c.d_model, "nhead": c.n_heads, "dim_feedforward": c.d_ff, "dropout": 0.0}
    encoder = nn.TransformerEncoder(
        nn.TransformerEncoderLayer(**sizes, batch_first=True),
        c.n_layers,
        enable_nested_tensor=False,
    )
    decoder = nn.TransformerDecoder(
        nn.TransformerDecoderLayer(**sizes, batch_first=True), c.n_layers
    )
    twin = nn.Transformer(
        c.d_model, c.n_heads, batch_first=True, custom_encoder=encoder, custom_decoder=decoder
    ).double()
    for ours, theirs in zip(model.encoder, encoder.layers, strict=True):
        copy_attention(ours.self_attn, theirs.self_attn)
        copy_rest(ours, theirs, [ours.self_attn_norm, ours.mlp_norm])
    for ours, theirs in zip(model.decoder, decoder.layers, strict=True):
        copy_attention(ours.self_attn, theirs.self_attn)
        copy_attention(ours.cross_attn, theirs.multihead_attn)
        norms = [ours.self_attn_norm, ours.cross_attn_norm, ours.mlp_norm]
        copy_rest(ours, theirs, norms)
    return twin


def pytorch_logits(model, twin, source, target, source_real, target_real):
    def embed(token_ids):
        positions = sinusoidal_encoding(torch.arange(token_ids.shape[1]), TINY.d_model)
        return F.embedding(token_ids, table) * math.sqrt(TINY.d_model) + positions

    table = model.embed_tokens.weight
    hidden = twin(
        embed(source),
        embed(target),
        # In nn.Transformer True means: may not attend.
        tgt_mask=torch.ones(7, 7, dtype=torch.bool).triu(1),
        src_key_padding_mask=~source_real,
        memory_key_padding_mask=~source_real,
        tgt_key_padding_mask=~target_real,
    )
    return hidden @ table.T


def test_logits_and_gradients_equal_pytorchs(model, batch):
    target, target_real = batch[1], batch[3]
    twin = pytorch_twin(model)
    logits, expected = model(*batch), pytorch_logits(model, twin, *batch)
    torch.testing.assert_close(logits[target_real], expected[target_real], rtol=1e-9, atol=1e-9)
    F.cross_entropy(logits[target_real], target[target_real]).backward()
    ours = model.embed_tokens.weight.grad.clone()
    model.embed_tokens.weight.grad = None
    F.cross_entropy(expected[target_real], target[target_real]).backward()
    torch.testing.assert_close(ours, model.embed_tokens.weight.grad, rtol=1e-9, atol=1e-9)
    for layer, theirs in zip(model.decoder, twin.decoder.layers, strict=True):
        projections = (layer.cross_attn.q_proj, layer.cross_attn.k_proj, layer.cross_attn.v_proj)
        gradient = torch.cat([p.weight.grad for p in projections])
        expected_gradient = theirs.multihead_attn.in_proj_weight.grad
        torch.testing.assert_close(gradient, expected_gradient, rtol=1e-9, atol=1e-9)
    for layer, theirs in zip(model.encoder, twin.encoder.layers, strict=True):
        gradient, expected_gradient = layer.mlp.up_proj.weight.grad, theirs.linear1.weight.grad
        torch.testing.assert_close(gradient, expected_gradient, rtol=1e-9, atol=1e-9)


def test_padding_changes_nothing(model, batch):
    source, target, source_real, target_real = batch
    logits = model(*batch)
    alone = model(source[1:2, :5], target[1:2])
    torch.testing.assert_close(logits[1], alone[0])
    assert source_real[1].sum() == 5
    assert target_real[1].all()


def test_a_later_target_token_changes_nothing_and_every_source_token_does(model, batch):
    source, target, *_ = batch
    before = model(source, target)
    changed = target.clone()
    changed[:, 4] = (changed[:, 4] + 1) % 31
    torch.testing.assert_close(before[:, :4], model(source, changed)[:, :4], rtol=0, atol=0)
    source[:, -1] = (source[:, -1] + 1) % 31
    assert ((before - model(source, target)).abs().amax(dim=-1) > 0).all()


def test_the_memory_is_read_once_and_reused(model, batch):
    source, target, source_real, _ = batch
    memory = model.encode(source, source_real)
    expected = model(source, target, source_real)
    torch.testing.assert_close(model.decode(target, memory, source_real), expected)


def test_counts():
    with torch.device("meta"):
        for config in (TINY, TRANSFORMER_BASE):
            total = sum(p.numel() for p in EncoderDecoder(config).parameters())
            assert count_parameters(config) == sum(breakdown(config).values()) == total
    assert count_parameters(TRANSFORMER_BASE) == 63_082_496


def test_a_tiny_one_learns_to_copy():
    torch.manual_seed(0)
    config = EncoderDecoderConfig(7, 16, n_layers=1, n_heads=2, d_ff=32, context_length=8)
    model = EncoderDecoder(config)
    optimizer = torch.optim.Adam(model.parameters(), lr=0.01)
    texts = torch.randint(1, 7, (64, 4))
    shifted = F.pad(texts[:, :-1], (1, 0))
    for _ in range(100):
        loss = F.cross_entropy(model(texts, shifted).flatten(0, 1), texts.flatten())
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
    assert loss < 0.1


def test_bad_input_is_refused(model):
    with pytest.raises(ValueError, match="between 0 and 30; found 0 to 31"):
        model(torch.tensor([[0, 31]]), torch.tensor([[1]]))
    with pytest.raises(ValueError, match="18 tokens do not fit into the context of 17"):
        model(torch.tensor([[1]]), torch.ones(1, 18, dtype=torch.long))
    with pytest.raises(ValueError, match=r"d_model = 30 .* n_heads = 4"):
        EncoderDecoderConfig(31, 30, 2, n_heads=4, d_ff=3, context_length=5)
