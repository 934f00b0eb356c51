"""The calculator hands exact sizes and totals to the page."""

from dataclasses import dataclass

import pytest

from course_lib.accounting.parameters import count_parameters
from course_lib.figures import ParameterCalculator
from course_lib.models.gpt2 import GPT2_SMALL
from course_lib.models.llama import LLAMA_3_8B
from course_lib.models.phi3 import PHI_3_MINI

MODELS = {"GPT-2": GPT2_SMALL, "Llama 3 8B": LLAMA_3_8B, "Phi-3-mini": PHI_3_MINI}


def test_every_model_comes_with_its_total():
    figure = ParameterCalculator(MODELS)
    totals = {model["name"]: model["total"] for model in figure.models}
    assert totals == {name: count_parameters(config) for name, config in MODELS.items()}
    assert [model["config"]["family"] for model in figure.models] == ["gpt2", "llama", "llama"]


def test_the_first_model_is_shown_unless_another_is_named():
    assert ParameterCalculator(MODELS).selected == "GPT-2"
    figure = ParameterCalculator(MODELS, selected="Llama 3 8B")
    assert figure.config["n_kv_heads"] == 8


def test_the_still_version_names_every_count():
    text = ParameterCalculator(MODELS).still_html()
    for config in MODELS.values():
        assert f"{count_parameters(config):,}" in text


@pytest.mark.parametrize(
    ("models", "selected", "complaint"),
    [({}, None, "at least one model"), (MODELS, "GPT-9", "'GPT-9' is not a model")],
)
def test_bad_input_says_what_is_wrong(models, selected, complaint):
    with pytest.raises(ValueError, match=complaint):
        ParameterCalculator(models, selected=selected)


def test_a_family_without_a_formula_is_refused():
    @dataclass
    class OtherConfig:
        d_model: int = 2

    with pytest.raises(ValueError, match="OtherConfig"):
        ParameterCalculator({"other": OtherConfig()})
