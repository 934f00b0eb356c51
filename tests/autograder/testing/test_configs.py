from math import prod

import torch

from autograder.testing import Draws, random_gpt2, random_llama
from course_lib.models.gpt2 import GPT2
from course_lib.models.llama import Llama


def test_drawn_models_share_keys_and_have_odd_sizes():
    draw = Draws("configs")
    for _ in range(50):
        llama, gpt2 = random_llama(draw), random_gpt2(draw)
        assert 1 < llama.n_kv_heads < llama.n_heads
        assert llama.d_ff % llama.d_model
        assert gpt2.d_ff % gpt2.d_model
        assert random_llama(draw, tied=True, n_layers=1).n_layers == 1


def test_drawn_models_can_be_built():
    draw = Draws("configs")
    with torch.device("meta"):
        for model in (Llama(random_llama(draw)), GPT2(random_gpt2(draw))):
            assert all(prod(parameter.shape) > 0 for parameter in model.parameters())
