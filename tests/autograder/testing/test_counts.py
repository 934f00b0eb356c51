import pytest

from autograder.testing import CheckFailed, Draws, growth, random_gpt2, random_llama, vectors
from course_lib.accounting.parameters import count_parameters
from course_lib.models.llama import LLAMA_3_8B


def test_growth_is_what_one_size_adds():
    assert growth(count_parameters, LLAMA_3_8B, d_ff=14337) == 3 * 4096 * 32
    assert growth(count_parameters, LLAMA_3_8B, context_length=1) == 0


def test_vectors_are_gains_and_biases_exactly_for_all_sizes():
    draw = Draws("counts")
    for _ in range(100):
        llama = random_llama(draw)
        llama_heads = random_llama(draw, n_kv_heads=1, n_heads=1)
        gpt2 = random_gpt2(draw)
        assert vectors(count_parameters, llama) == 2 * llama.n_layers + 1
        assert vectors(count_parameters, llama_heads) == 2 * llama_heads.n_layers + 1
        assert vectors(count_parameters, gpt2) == 9 * gpt2.n_layers + 2


def test_counts_that_are_no_numbers_fail():
    with pytest.raises(CheckFailed, match="expected a number"):
        growth(lambda config: None, LLAMA_3_8B, d_ff=1)
