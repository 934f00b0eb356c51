"""Substitution: your own function at work inside a model of real weights.

    with using(attention=my_attention):
        negative_log_likelihood(model, token_ids)

Every model of this library calls the replaced function within the block, in all its layers; after
the block, also after an error, the library's own is back. A `PackedLlama`, whose layers fuse these
functions, is refused there. What the function returns is checked for its kind and shape. Whether it
is *right* shows in the loss over a few hundred tokens, not in the first word.

Shapes: B batch, T new tokens, S tokens attended to, H query heads, K key/value heads, D head width,
P = D/2 rotary pairs, C model width, F feed-forward width.
"""

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from typing import Any
from unittest.mock import patch

from torch import Tensor, nn

from course_lib.efficiency.packed_llama import PackedLlama
from course_lib.layers import attention as attention_module
from course_lib.layers.feed_forward import SwiGLU
from course_lib.layers.masks import Visible, written_out
from course_lib.layers.normalization import RMSNorm
from course_lib.models import phi3

CALLERS = (attention_module, phi3)  # the modules whose layers call the two functions of attention


@contextmanager
def using(
    *,
    attention: Callable[..., Any] | None = None,
    grouped_query_attention: Callable[..., Any] | None = None,
    rms_norm: Callable[..., Any] | None = None,
    swiglu: Callable[..., Any] | None = None,
    apply_rope: Callable[..., Any] | None = None,
) -> Iterator[None]:
    """Put functions in place of the library's own, in every model, for the length of a block.

    Each has the signature of the library's function of that name:

    - ``attention(q, k, v, mask)`` gets q "B H T D", k and v "B H S D" and a boolean mask "T S",
      or None where every query sees every key;
      as ``scaled_dot_product_attention`` it returns ``(output, weights)``, "B H T D" and "B H T S";
    - ``grouped_query_attention(q, k, v, mask)`` gets k and v "B K S D"; returns "B H T D";
    - ``rms_norm(x, weight, eps)`` gets x "B T C"; returns the same shape;
    - ``swiglu(x, gate, up, down)`` gets x "B T C", gate and up "F C", down "C F"; returns "B T C";
    - ``apply_rope(x, cos, sin)`` gets x "B H T D" or "B K T D", cos and sin "1 T P";
      returns the shape of x.

    >>> import torch
    >>> from course_lib.layers.normalization import RMSNorm
    >>> with using(rms_norm=lambda x, weight, eps: 2 * x):
    ...     RMSNorm(2)(torch.ones(1, 1, 2))
    tensor([[[2., 2.]]])
    """
    if attention is not None and grouped_query_attention is not None:
        raise ValueError("attention and grouped_query_attention take the same place: give only one")
    replaced: list[tuple[Any, str, Callable[..., Any]]] = [(PackedLlama, "hidden_states", _refuse)]
    if attention is not None:
        replaced += [(m, "grouped_query_attention", _grouped(attention)) for m in CALLERS]
    if grouped_query_attention is not None:
        core = _with_a_table(_checked("grouped_query_attention", grouped_query_attention))
        replaced += [(m, "grouped_query_attention", core) for m in CALLERS]
    if apply_rope is not None:
        replaced += [(m, "apply_rope", _checked("apply_rope", apply_rope)) for m in CALLERS]
    if rms_norm is not None:
        replaced.append((RMSNorm, "forward", _rms_norm_forward(_checked("rms_norm", rms_norm))))
    if swiglu is not None:
        core = _checked("swiglu", swiglu)
        replaced.append((SwiGLU, "forward", _swiglu_forward(core)))
        replaced.append((phi3.Phi3MLP, "forward", _phi3_mlp_forward(core)))
    with ExitStack() as stack:
        for place, name, function in replaced:
            stack.enter_context(patch.object(place, name, function))
        yield


def _refuse(*arguments: Any) -> Tensor:
    raise TypeError(
        "a PackedLlama fuses the functions that `using` replaces: run the Llama that it was made of"
    )


def _checked(name: str, function: Callable[..., Any]) -> Callable[..., Tensor]:
    def call(x: Tensor, *others: Any) -> Tensor:
        result = function(x, *others)
        _require_shape(name, result, tuple(x.shape))
        return result

    return call


def _grouped(attention: Callable[..., Any]) -> Callable[..., Tensor]:
    """Give ``attention`` as many keys and values as queries: head h gets those of h // (H / K)."""

    def call(q: Tensor, k: Tensor, v: Tensor, mask: Any = None) -> Tensor:
        mask = _table(mask, q, k)
        group = q.shape[1] // k.shape[1]
        k, v = k.repeat_interleave(group, dim=1), v.repeat_interleave(group, dim=1)  # B H S D
        result = attention(q, k, v, mask)
        if not isinstance(result, tuple) or len(result) != 2:
            raise TypeError(
                f"attention must return two tensors, (output, weights); got {_describe(result)}"
            )
        output, weights = result
        _require_shape("attention", output, tuple(q.shape))
        _require_shape("attention (its weights)", weights, (*q.shape[:3], k.shape[2]))
        return output

    return call


def _with_a_table(attention: Callable[..., Tensor]) -> Callable[..., Tensor]:
    return lambda q, k, v, mask=None: attention(q, k, v, _table(mask, q, k))


def _table(mask: Any, q: Tensor, k: Tensor) -> Any:
    """Write the mask out: a student's function knows tables of True and False."""
    if isinstance(mask, Visible):
        return written_out(mask, q.shape[2], k.shape[2], q.device)
    return mask


def _rms_norm_forward(rms_norm: Callable[..., Tensor]) -> Callable[..., Tensor]:
    return lambda self, x: rms_norm(x, self.weight, self.eps)


def _swiglu_forward(swiglu: Callable[..., Tensor]) -> Callable[..., Tensor]:
    def forward(self: SwiGLU, x: Tensor) -> Tensor:
        projections: list[nn.Linear] = [self.gate_proj, self.up_proj, self.down_proj]
        return swiglu(x, *(projection.weight for projection in projections))

    return forward


def _phi3_mlp_forward(swiglu: Callable[..., Tensor]) -> Callable[..., Tensor]:
    def forward(self: phi3.Phi3MLP, x: Tensor) -> Tensor:
        gate, up = self.gate_up_proj.weight.chunk(2)  # F C
        return swiglu(x, gate, up, self.down_proj.weight)

    return forward


def _require_shape(name: str, result: Any, shape: tuple[int, ...]) -> None:
    if not isinstance(result, Tensor):
        raise TypeError(f"{name} must return a tensor; got {_describe(result)}")
    if tuple(result.shape) != shape:
        raise ValueError(f"{name} must return the shape {shape} here; got {tuple(result.shape)}")


def _describe(result: Any) -> str:
    if isinstance(result, Tensor):
        return f"one tensor of shape {tuple(result.shape)}"
    return f"{type(result).__name__}" + (f" of {len(result)}" if isinstance(result, tuple) else "")
