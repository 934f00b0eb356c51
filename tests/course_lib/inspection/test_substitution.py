"""Substitution: what is put in is used, checked, and taken out again."""

import pytest
import torch

from course_lib.efficiency.packed_linear import DenseMatrix
from course_lib.efficiency.packed_llama import PackedLlama
from course_lib.inspection.substitution import using
from course_lib.layers import attention as attention_module
from course_lib.layers.attention import grouped_query_attention, scaled_dot_product_attention
from course_lib.layers.feed_forward import SwiGLU, swiglu
from course_lib.layers.kv_cache import KVCache
from course_lib.layers.normalization import RMSNorm, rms_norm
from course_lib.layers.positional_encoding import apply_rope
from course_lib.models import phi3
from course_lib.models.llama import Llama, LlamaConfig

TINY = LlamaConfig(
    vocab_size=31, d_model=24, n_layers=2, n_heads=6, n_kv_heads=2, d_ff=20, context_length=16
)
TOKENS = torch.tensor([[3, 1, 4, 1, 5], [9, 2, 6, 5, 3]])
OURS = {
    "attention": scaled_dot_product_attention,
    "grouped_query_attention": grouped_query_attention,
    "rms_norm": rms_norm,
    "swiglu": swiglu,
    "apply_rope": apply_rope,
}


@pytest.fixture(params=["llama", "phi3"])
def model(request):
    torch.manual_seed(0)
    if request.param == "llama":
        return Llama(TINY).double()
    return phi3.Phi3(phi3.Phi3Config(**sizes_of(TINY), sliding_window=16)).double()


def sizes_of(config):
    names = ["vocab_size", "d_model", "n_layers", "n_heads", "n_kv_heads", "d_ff", "context_length"]
    return {name: getattr(config, name) for name in names}


@pytest.mark.parametrize("name", OURS)
def test_our_own_functions_put_in_change_nothing_and_are_called(model, name):
    calls = []

    def counted(*arguments):
        calls.append(arguments)
        return OURS[name](*arguments)

    expected = model(TOKENS)
    with using(**{name: counted}):
        torch.testing.assert_close(model(TOKENS), expected, rtol=1e-9, atol=1e-9)
    n_calls = {"rms_norm": 2 * TINY.n_layers + 1, "apply_rope": 2 * TINY.n_layers}
    assert len(calls) == n_calls.get(name, TINY.n_layers)
    model(TOKENS)
    assert len(calls) == n_calls.get(name, TINY.n_layers)


@torch.no_grad()
def test_attention_with_a_cache_gets_the_earlier_keys(model):
    expected = model(TOKENS)
    cache = KVCache.for_model(model, batch_size=2, capacity=5)
    with using(attention=scaled_dot_product_attention):
        steps = [model(TOKENS[:, t : t + 1], cache=cache) for t in range(5)]
    torch.testing.assert_close(torch.cat(steps, dim=1), expected, rtol=1e-9, atol=1e-9)


def parts():
    functions = [
        getattr(module, name)
        for module in (attention_module, phi3)
        for name in ("grouped_query_attention", "apply_rope")
    ]
    forwards = [kind.forward for kind in (RMSNorm, SwiGLU, phi3.Phi3MLP)]
    return [*functions, *forwards, PackedLlama.hidden_states]


def test_everything_is_restored_after_an_error(model):
    before = parts()

    def broken(*arguments):
        raise RuntimeError("as students' functions do")

    with pytest.raises(RuntimeError, match="students"), using(swiglu=broken, rms_norm=rms_norm):
        model(TOKENS)
    assert before == parts()


def test_gradients_flow_through_the_function(model):
    with using(swiglu=swiglu, attention=scaled_dot_product_attention):
        model(TOKENS).sum().backward()
    assert all(p.grad is not None for p in model.parameters())


@pytest.mark.parametrize(
    ("functions", "error", "message"),
    [
        ({"attention": lambda q, k, v, m: q}, TypeError, r"\(output, weights\); got one tensor"),
        ({"attention": lambda q, k, v, m: (q, k, v)}, TypeError, "tuple of 3"),
        ({"attention": lambda q, k, v, m: None}, TypeError, "NoneType"),
        (
            {"attention": lambda q, k, v, m: (q.transpose(1, 2), q)},
            ValueError,
            r"attention must return the shape \(2, 6, 5, 4\) here; got \(2, 5, 6, 4\)",
        ),
        ({"attention": lambda q, k, v, m: (q, q)}, ValueError, r"its weights.*\(2, 6, 5, 5\)"),
        ({"grouped_query_attention": lambda q, k, v, m: k}, ValueError, r"\(2, 6, 5, 4\)"),
        ({"rms_norm": lambda x, w, e: x.mean()}, ValueError, r"rms_norm must.*got \(\)"),
        ({"rms_norm": lambda x, w, e: 1.0}, TypeError, "rms_norm must return a tensor; got float"),
        ({"swiglu": lambda x, g, u, d: x @ g.T}, ValueError, "swiglu must return the shape"),
        ({"apply_rope": lambda x, c, s: c}, ValueError, "apply_rope must return the shape"),
    ],
)
def test_a_wrong_result_is_named(model, functions, error, message):
    with pytest.raises(error, match=message), using(**functions):
        model(TOKENS)


def test_two_functions_for_one_place_are_refused():
    with (
        pytest.raises(ValueError, match="give only one"),
        using(attention=scaled_dot_product_attention, grouped_query_attention=rms_norm),
    ):
        pass


def test_a_packed_llama_is_refused_rather_than_run_without_the_function():
    packed = PackedLlama(Llama(TINY), DenseMatrix, DenseMatrix)
    with pytest.raises(TypeError, match="run the Llama"), using(rms_norm=rms_norm):
        packed(TOKENS)
    assert packed(TOKENS).shape == (2, 5, 31)
