"""Laws of the first weights."""

import math

import torch
from torch import nn

from course_lib.layers.initialization import initialize, initialize_glorot
from course_lib.models.encoder_decoder import EncoderDecoder, EncoderDecoderConfig
from course_lib.models.gpt2 import GPT2, GPT2Config


def test_matrices_are_small_and_those_that_write_to_the_residual_path_smaller():
    torch.manual_seed(0)
    model = GPT2(GPT2Config(200, 128, n_layers=3, n_heads=4, d_ff=256, context_length=100))
    for name, parameter in model.named_parameters():
        if parameter.dim() == 2:
            writes = name.endswith(("o_proj.weight", "down_proj.weight"))
            expected = 0.02 / math.sqrt(6) if writes else 0.02
            assert abs(parameter.std().item() / expected - 1) < 0.05, name
        elif name.endswith("bias"):
            assert not parameter.any(), name
        else:
            assert (parameter == 1).all(), name


def test_initialize_draws_afresh():
    layer = nn.Sequential(nn.Linear(3, 4))
    torch.manual_seed(0)
    initialize(layer, n_layers=1)
    first = layer[0].weight.clone()
    initialize(layer, n_layers=1)
    assert not torch.equal(first, layer[0].weight)


def test_glorot_keeps_the_size_of_sums_and_embeddings_fit_the_positions():
    torch.manual_seed(0)
    model = EncoderDecoder(EncoderDecoderConfig(300, 128, 1, 4, 256, 64))
    assert abs(model.embed_tokens.weight.std().item() * math.sqrt(128) - 1) < 0.05
    up = model.encoder[0].get_submodule("mlp.up_proj").get_parameter("weight")
    assert abs(up.std().item() / math.sqrt(2 / (128 + 256)) - 1) < 0.05
    layer = nn.Sequential(nn.Linear(3, 4, bias=False))
    initialize_glorot(layer)
    assert layer[0].weight.abs().max() <= math.sqrt(6 / 7)
