"""The formula in the browser and the one in the library are the same formula."""

import random

import pytest

from course_lib.accounting.parameters import breakdown, count_parameters
from course_lib.figures.inside_models.parameter_calculator import sizes
from course_lib.figures.movable_figure import module_source
from course_lib.models.gpt2 import GPT2_LARGE, GPT2_MEDIUM, GPT2_SMALL, GPT2_XL, GPT2Config
from course_lib.models.llama import LLAMA_2_7B, LLAMA_3_8B, LLAMA_3_70B, LlamaConfig
from course_lib.models.phi3 import PHI_3_MINI

PUBLISHED = [
    GPT2_SMALL,
    GPT2_MEDIUM,
    GPT2_LARGE,
    GPT2_XL,
    LLAMA_2_7B,
    LLAMA_3_8B,
    LLAMA_3_70B,
    PHI_3_MINI,
]
COUNT = """async ([source, configs]) => {
    const url = URL.createObjectURL(new Blob([source], { type: "text/javascript" }));
    const { breakdown, countParameters } = await import(url);
    return configs.map((config) => [breakdown(config), countParameters(config)]);
}"""


def random_config(draw: random.Random) -> LlamaConfig | GPT2Config:
    """Sizes that no published model has, pairwise different."""
    kv_heads, group, width = draw.randint(1, 5), draw.randint(1, 4), 2 * draw.randint(1, 40)
    shared = {
        "vocab_size": draw.randint(300, 300_000),
        "d_model": kv_heads * group * width,
        "n_layers": draw.randint(1, 130),
        "n_heads": kv_heads * group,
        "d_ff": draw.randint(7, 60_000),
        "context_length": draw.randint(16, 100_000),
        "tied": draw.random() < 0.5,
    }
    if draw.random() < 0.3:
        return GPT2Config(**shared)
    return LlamaConfig(n_kv_heads=kv_heads, **shared)


@pytest.mark.browser
def test_the_page_counts_as_the_library_does(chromium):
    draw = random.Random(20)
    configs = [*PUBLISHED, *(random_config(draw) for _ in range(200))]
    page = chromium.new_page()
    source = module_source("parameter_count")
    counted = page.evaluate(COUNT, [source, [sizes(config) for config in configs]])
    page.close()
    for config, (parts, total) in zip(configs, counted, strict=True):
        assert total == count_parameters(config)
        assert parts == breakdown(config)
        assert total < 2**53
