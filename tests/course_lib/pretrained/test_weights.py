"""Parity: our models with the weights of tiny random `transformers` models are the same function.

Sizes are odd and pairwise different, in float64. Theirs compute RMSNorm in float32 whatever the
dtype, so PyTorch's own RMSNorm stands in for it here.
"""

import random

import pytest
import torch
import torch.nn.functional as F
import transformers
from torch import nn

from course_lib.layers.masks import padding_mask
from course_lib.models.bert import Bert
from course_lib.models.phi3 import Phi3
from course_lib.pretrained.hugging_face_config import llama_config, phi3_config
from course_lib.pretrained.weights import from_hugging_face, phi3_as_llama

LLAMA_31 = {
    "rope_type": "llama3",
    "rope_theta": 500.0,
    "factor": 8.0,
    "low_freq_factor": 1.0,
    "high_freq_factor": 4.0,
    "original_max_position_embeddings": 16,
}


def llama(n_heads=6, n_kv_heads=3, tied=False, rope=None):
    return transformers.LlamaForCausalLM(
        transformers.LlamaConfig(
            vocab_size=53,
            hidden_size=10 * n_heads,
            num_hidden_layers=3,
            num_attention_heads=n_heads,
            num_key_value_heads=n_kv_heads,
            intermediate_size=37,
            max_position_embeddings=41,
            tie_word_embeddings=tied,
            rope_parameters=rope or {"rope_type": "default", "rope_theta": 10000.0},
        )
    )


def phi3(sliding_window=None):
    return transformers.Phi3ForCausalLM(
        transformers.Phi3Config(
            vocab_size=53,
            hidden_size=60,
            num_hidden_layers=3,
            num_attention_heads=6,
            num_key_value_heads=2,
            intermediate_size=37,
            max_position_embeddings=41,
            sliding_window=sliding_window,
            pad_token_id=0,
        )
    )


def gpt2(tied=True):
    return transformers.GPT2LMHeadModel(
        transformers.GPT2Config(
            vocab_size=53,
            n_positions=41,
            n_embd=35,
            n_layer=3,
            n_head=5,
            n_inner=37,
            bos_token_id=0,
            eos_token_id=0,
            tie_word_embeddings=tied,
        )
    )


def bert_config():
    return transformers.BertConfig(
        vocab_size=53,
        hidden_size=35,
        num_hidden_layers=3,
        num_attention_heads=5,
        intermediate_size=37,
        max_position_embeddings=41,
        type_vocab_size=3,
    )


def randomized(model):
    """Weights large enough to matter in every tensor, gains and biases included."""
    model = model.double().eval()
    for name, module in list(model.named_modules()):
        if type(module).__name__ in ("LlamaRMSNorm", "Phi3RMSNorm"):
            exact = nn.RMSNorm(len(module.weight), module.variance_epsilon, dtype=torch.float64)
            model.set_submodule(name, exact)
    torch.manual_seed(0)
    with torch.no_grad():
        for parameter in model.parameters():
            parameter.normal_(std=0.2).add_(0.1)
    return model


@torch.no_grad()
def gradients_as_weights(model):
    """The same model whose weights are its gradients, so that the key map translates them."""
    for parameter in model.parameters():
        parameter.copy_(parameter.grad)
    return model


def right_padded(B=3, T=11):
    torch.manual_seed(1)
    return torch.randint(0, 53, (B, T)), padding_mask([T, 4, 7], T)


def left_padded(B=3, T=11):
    token_ids, mask = right_padded(B, T)
    return token_ids.flip(1), mask.flip(1)


def assert_same(ours, theirs, real):
    torch.testing.assert_close(ours[real], theirs[real], rtol=1e-9, atol=1e-9)


def assert_same_gradients(ours, theirs):
    expected = from_hugging_face(gradients_as_weights(theirs)).state_dict()
    for name, parameter in ours.named_parameters():
        assert parameter.grad.any(), name
        torch.testing.assert_close(parameter.grad, expected[name], rtol=1e-9, atol=1e-9)


DECODERS = {
    "llama, some key/value heads": lambda: llama(6, 3),
    "llama, one key/value head, tied": lambda: llama(7, 1, tied=True),
    "llama, all key/value heads": lambda: llama(5, 5),
    "llama 3.1 rotary scaling": lambda: llama(4, 2, rope=LLAMA_31),
    "phi3": phi3,
    "phi3, window": lambda: phi3(sliding_window=5),
    "gpt2": gpt2,
    "gpt2, untied": lambda: gpt2(tied=False),
}


@pytest.mark.parametrize("family", DECODERS)
class TestDecoders:
    @pytest.mark.parametrize("batch", [right_padded, left_padded])
    def test_logits_with_padding(self, family, batch):
        theirs = randomized(DECODERS[family]())
        token_ids, real = batch()
        positions = (real.cumsum(dim=1) - 1).clamp(min=0)
        expected = theirs(token_ids, attention_mask=real.long(), position_ids=positions).logits
        assert_same(from_hugging_face(theirs)(token_ids, padding_mask=real), expected, real)

    def test_gradients(self, family):
        theirs = randomized(DECODERS[family]())
        ours = from_hugging_face(theirs)
        token_ids, real = right_padded()
        loss = F.cross_entropy(ours(token_ids, real)[real], token_ids[real])
        loss.backward()
        their_logits = theirs(token_ids, attention_mask=real.long()).logits
        F.cross_entropy(their_logits[real], token_ids[real]).backward()
        assert_same_gradients(ours, theirs)


@pytest.mark.parametrize("seed", range(8))
def test_random_llamas_with_pairwise_different_sizes(seed):
    draw = random.Random(seed)
    n_kv_heads, group, batch, length = draw.sample([1, 2, 3, 5, 7], 4)
    theirs = randomized(
        transformers.LlamaForCausalLM(
            transformers.LlamaConfig(
                vocab_size=draw.choice([53, 61]),
                hidden_size=n_kv_heads * group * draw.choice([2, 6, 10]),
                num_hidden_layers=draw.choice([1, 2]),
                num_attention_heads=n_kv_heads * group,
                num_key_value_heads=n_kv_heads,
                intermediate_size=draw.choice([37, 41]),
                max_position_embeddings=19,
                tie_word_embeddings=draw.random() < 0.5,
                rope_parameters=draw.choice(
                    [LLAMA_31, {"rope_type": "default", "rope_theta": 5e5}]
                ),
            )
        )
    )
    ours = from_hugging_face(theirs)
    token_ids = torch.randint(0, 53, (batch, length))
    real = padding_mask(torch.randint(1, length + 1, (batch,)), length)
    logits = ours(token_ids, real)
    expected = theirs(token_ids, attention_mask=real.long()).logits
    assert_same(logits, expected, real)
    F.cross_entropy(logits[real], token_ids[real]).backward()
    F.cross_entropy(expected[real], token_ids[real]).backward()
    assert_same_gradients(ours, theirs)


@pytest.mark.parametrize("batch", [right_padded, left_padded])
class TestBert:
    def test_masked_lm_logits_and_gradients(self, batch):
        theirs = randomized(transformers.BertForMaskedLM(bert_config()))
        ours = from_hugging_face(theirs)
        token_ids, real = batch()
        types = token_ids % 3
        logits = ours(token_ids, real, types)
        expected = theirs(token_ids, attention_mask=real.long(), token_type_ids=types).logits
        assert_same(logits, expected, real)
        F.cross_entropy(logits[real], token_ids[real]).backward()
        F.cross_entropy(expected[real], token_ids[real]).backward()
        assert_same_gradients(ours, theirs)

    def test_encoder_and_pooler(self, batch):
        theirs = randomized(transformers.BertModel(bert_config()))
        ours = from_hugging_face(theirs)
        assert isinstance(ours, Bert)
        token_ids, real = batch()
        expected = theirs(token_ids, attention_mask=real.long())
        hidden = ours(token_ids, real)
        assert_same(hidden, expected.last_hidden_state, real)
        assert_same(ours.pool(hidden), expected.pooler_output, real[:, 0])


@pytest.mark.parametrize("spelling", ["old", "new"])
def test_a_phi3_that_turns_half_of_each_head_is_refused(spelling):
    config = phi3().config
    if spelling == "old":
        settings = config.to_dict() | {"partial_rotary_factor": 0.5, "rope_parameters": None}
        config = transformers.Phi3Config(**settings)
    else:
        config.rope_parameters["partial_rotary_factor"] = 0.5
    with pytest.raises(ValueError, match=r"partial_rotary_factor = 0.5 is not implemented"):
        phi3_config(config)


def test_a_setting_that_nobody_reads_is_refused_unless_it_is_the_default():
    config = transformers.LlamaConfig(bos_token_id=7, attention_dropout=0.5, initializer_range=1.0)
    assert llama_config(config).d_model == 4096
    config.logit_cap = 30.0
    with pytest.raises(ValueError, match=r"logit_cap = 30.0 is not implemented; expected None"):
        llama_config(config)


def test_phi3_is_a_llama_with_its_matrices_fused():
    ours = from_hugging_face(randomized(phi3()))
    assert isinstance(ours, Phi3)
    token_ids, real = right_padded()
    assert_same(phi3_as_llama(ours)(token_ids, real), ours(token_ids, real), real)


def test_the_weights_are_copies():
    theirs = randomized(llama())
    ours = from_hugging_face(theirs)
    theirs.lm_head.weight.data.zero_()
    assert ours.lm_head.weight.all()


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"attention_bias": True}, "attention_bias = True is not implemented"),
        ({"hidden_act": "gelu"}, "hidden_act = 'gelu' is not implemented; expected 'silu'"),
        ({"rope_parameters": {"rope_type": "linear", "rope_theta": 1.0, "factor": 2.0}}, "linear"),
    ],
)
def test_what_our_llama_cannot_do_is_refused(change, message):
    theirs = llama()
    for name, value in change.items():
        setattr(theirs.config, name, value)
    with pytest.raises(ValueError, match=message):
        from_hugging_face(theirs)


def test_an_unknown_family_is_refused():
    with torch.device("meta"):
        theirs = transformers.BertForTokenClassification(bert_config())
    with pytest.raises(ValueError, match="no key map for BertForTokenClassification"):
        from_hugging_face(theirs)
