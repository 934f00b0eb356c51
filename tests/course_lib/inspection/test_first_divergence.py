"""Every planted mistake is found, in the right part, by its own name."""

import math

import pytest
import torch

from course_lib.inspection.first_divergence import difference, first_divergence, model_of, stages
from course_lib.inspection.llama_in_parts import (
    RIGHT,
    nothing_kept,
    random_tensors,
    rms_norm,
)
from course_lib.inspection.planted_mistakes import PLANTED
from course_lib.models.llama import LlamaConfig

CONFIG = LlamaConfig(50, 72, 2, 9, 3, 40, 64, rope_base=100_000.0, norm_eps=1e-2, tied=True)
IDS = torch.tensor([[3, 1, 4, 1, 5, 9, 2, 6], [2, 7, 1, 8, 2, 8, 1, 8]])


@pytest.fixture(scope="module")
def stored():
    generator = torch.Generator().manual_seed(0)
    return random_tensors(CONFIG, lambda *shape: torch.randn(*shape, generator=generator).double())


def examine(yours, stored):
    return first_divergence(yours, stored, CONFIG, IDS, tolerance=1e-9)


def test_the_right_model_has_no_wrong_part(stored):
    assert examine(model_of(), stored) is None


@pytest.mark.parametrize("mistake", PLANTED)
def test_a_planted_mistake_is_found_and_named(mistake, stored):
    report = examine(model_of(PLANTED[mistake].parts), stored)
    assert report is not None
    assert report.part == PLANTED[mistake].part
    assert report.causes == (mistake,)
    assert mistake in str(report)
    assert ("behind a cache" in report.stage) == PLANTED[mistake].needs_cache


@pytest.mark.parametrize("later", ["the last norm is missing", "gate and up are exchanged"])
def test_the_first_of_two_mistakes_is_named(later, stored):
    first, second = model_of(PLANTED["the rotary base is 10,000"].parts), PLANTED[later].parts
    yours = model_of(second)._replace(attention_layer=first.attention_layer)
    report = examine(yours, stored)
    assert report is not None
    assert report.causes == ("the rotary base is 10,000",)


def test_a_mistake_that_nobody_planted_is_found_without_a_name(stored):
    def norm(x, gain, eps):
        return rms_norm(x, gain, eps) + 0.1

    report = examine(model_of(type(RIGHT)(norm=norm)), stored)
    assert report is not None
    assert report.part == "layer"
    assert report.causes == ()
    assert "no mistake that is known here" in str(report)


def test_a_layer_that_forgets_its_cache_is_found(stored):
    right = model_of()

    def fresh(x, weights, config, kept, attention):
        return right.decoder_layer(
            x, weights, config, nothing_kept(config, len(x), x.dtype)[0], attention
        )

    report = examine(right._replace(decoder_layer=fresh), stored)
    assert report is not None
    assert report.part == "layer"


@pytest.mark.parametrize(
    "mistake", ["kept is not read", "one cache for all layers", "pairs reversed", "last pair alone"]
)
def test_a_model_that_mixes_up_its_caches_is_found(mistake, stored):
    right = model_of()

    def read(ids, tensors, config, layer, kept):
        given = {"kept is not read": [], "one cache for all layers": [*kept[:1]] * config.n_layers}
        if not kept:
            given = {}
        logits, pairs = right.read_tokens(ids, tensors, config, layer, given.get(mistake, kept))
        if mistake == "pairs reversed":
            pairs = pairs[::-1]
        return logits, pairs[-1:] if mistake == "last pair alone" else pairs

    report = examine(right._replace(read_tokens=read), stored)
    assert report is not None
    assert report.part == "model"


def test_an_error_and_a_wrong_shape_are_the_part_s_own(stored):
    def broken(x, weights, config, kept):
        raise KeyError("q_proj")

    def short(x, weights, config, kept):
        output, *rest = model_of().attention_layer(x, weights, config, kept)
        return output[:, :1], *rest

    for attention, said in ((broken, "raised KeyError"), (short, "differs by inf")):
        report = examine(model_of()._replace(attention_layer=attention), stored)
        assert report is not None
        assert report.part == "attention"
        assert said in str(report)


def test_what_is_not_written_yet_is_no_mistake(stored):
    def stub(weight, d_head):
        raise NotImplementedError("Replace this line")

    with pytest.raises(NotImplementedError):
        examine(model_of()._replace(rows_for_half_split=stub), stored)


def test_one_token_cannot_stand_behind_a_cache(stored):
    with pytest.raises(ValueError, match="T of 2 or more"):
        first_divergence(model_of(), stored, CONFIG, IDS[:, :1])


def test_stages_come_in_the_order_of_the_data(stored):
    parts = [stage.part for stage in stages(stored, CONFIG, IDS)]
    assert parts == ["rows", "attention", "attention", "layer", "model"]


def test_nan_differs_by_more_than_any_number():
    right = torch.tensor([2.0, 1.0])
    assert difference((torch.tensor([math.nan, 1.0]),), (right,)) == math.inf
    assert difference((torch.tensor([1.0, 1.0]),), (right,)) == 0.5
