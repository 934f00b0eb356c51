"""Laws of BERT: both directions, padding, and its published counts."""

from dataclasses import replace

import jaxtyping
import pytest
import torch
import torch.nn.functional as F

from course_lib.accounting.parameters import breakdown, count_parameters
from course_lib.layers.masks import padding_mask
from course_lib.models.bert import BERT_BASE, MINILM_L6, Bert, BertConfig, BertForMaskedLM

TINY = BertConfig(
    vocab_size=31, d_model=15, n_layers=2, n_heads=3, d_ff=37, context_length=13, n_token_types=2
)


@pytest.fixture
def model():
    torch.manual_seed(0)
    return Bert(TINY).double()


@pytest.fixture
def token_ids():
    return torch.randint(0, 31, (3, 11), generator=torch.Generator().manual_seed(1))


@pytest.mark.parametrize(
    ("config", "total"), [(BERT_BASE, 109_482_240), (MINILM_L6, 22_713_216), (TINY, None)]
)
def test_counts(config, total):
    with torch.device("meta"):
        counted = sum(parameter.numel() for parameter in Bert(config).parameters())
    assert count_parameters(config) == sum(breakdown(config).values()) == counted
    assert total in (None, counted)


def test_every_token_sees_every_other(model, token_ids):
    before = model(token_ids)
    token_ids[:, 6] = (token_ids[:, 6] + 1) % 31
    assert ((before - model(token_ids)).abs().amax(dim=-1) > 0).all()


def test_a_padded_batch_equals_its_texts_alone(model, token_ids):
    hidden = model(token_ids, padding_mask([11, 4, 7], 11))
    torch.testing.assert_close(hidden[1, :4], model(token_ids[1:2, :4])[0])
    torch.testing.assert_close(hidden[2, :7], model(token_ids[2:3, :7])[0])


@pytest.mark.parametrize("dtype", [torch.float32, torch.int64])
def test_a_mask_of_numbers_is_refused(model, token_ids, dtype):
    with pytest.raises((ValueError, jaxtyping.TypeCheckError), match=r"boolean|padding_mask"):
        model(token_ids, padding_mask([11, 4, 7], 11).to(dtype))


def test_weights_begin_as_published():
    torch.manual_seed(0)
    wide = Bert(replace(BERT_BASE, vocab_size=8, n_layers=2))
    stds = [p.std().item() for n, p in wide.named_parameters() if p.dim() == 2 and len(p) > 8]
    assert stds == pytest.approx([0.02] * len(stds), rel=0.05)


def test_token_types_tell_the_texts_apart(model, token_ids):
    second = torch.ones_like(token_ids)
    assert torch.equal(model(token_ids), model(token_ids, token_type_ids=0 * second))
    assert not torch.equal(model(token_ids), model(token_ids, token_type_ids=second))


def test_the_pooled_vector_comes_from_the_first_token(model, token_ids):
    hidden = model(token_ids)
    pooled = model.pool(hidden)
    hidden[:, 1:] = 0
    assert pooled.shape == (3, 15)
    assert torch.equal(model.pool(hidden), pooled)


def test_it_learns_to_guess_a_hidden_token(token_ids):
    torch.manual_seed(0)
    model = BertForMaskedLM(TINY)
    assert model.lm_head.weight is model.encoder.embed_tokens.weight
    hidden = token_ids.clone()
    hidden[:, 5] = 0
    optimizer = torch.optim.AdamW(model.parameters(), lr=0.01)
    for _ in range(200):
        loss = F.cross_entropy(model(hidden)[:, 5], token_ids[:, 5])
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
    assert loss < 0.1


def test_bad_input_is_refused(model):
    with pytest.raises(ValueError, match="between 0 and 30; found 31 to 31"):
        model(torch.tensor([[31]]))
    with pytest.raises(ValueError, match="14 tokens do not fit into the context of 13"):
        model(torch.zeros(1, 14, dtype=torch.long))
    with pytest.raises(ValueError, match="token types must lie between 0 and 1"):
        model(torch.tensor([[1]]), token_type_ids=torch.tensor([[2]]))
    with pytest.raises(ValueError, match=r"d_model = 15 .* n_heads = 4"):
        BertConfig(31, 15, 2, n_heads=4, d_ff=37, context_length=13)
