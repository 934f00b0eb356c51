"""Counting operations: exact FLOPs, from the configuration alone.

    a matrix of a × b numbers, for one token    2·a·b FLOPs: a product and a sum for each number
    T queries over S keys, in one layer         4·T·S·C: scores, then the weighted sum
    backward                                    twice forward: gradients of inputs and of weights

Norms, activations, softmax and rotations are left out, as everywhere: their share is about a
percent. The embedding is looked up and costs nothing; the head is a matrix, also when it is tied.
``torch.utils.flop_counter`` counts the same.

Sizes: T tokens or queries, S keys, C model width, L layers.
"""

from course_lib.accounting.parameters import breakdown, count_layer_biases
from course_lib.layers.sizes import require_at_least
from course_lib.models.gpt2 import GPT2Config
from course_lib.models.llama import LlamaConfig
from course_lib.models.phi3 import Phi3Config

DecoderConfig = LlamaConfig | Phi3Config | GPT2Config


def matmul_parameters(config: DecoderConfig) -> int:
    """Count the parameters that stand in matrices which every token is multiplied with.

    >>> from course_lib.models.gpt2 import GPT2_SMALL
    >>> matmul_parameters(GPT2_SMALL)
    123532032
    """
    parts = breakdown(config)
    inside = parts["attention"] + parts["feed_forward"] - count_layer_biases(config)
    return inside + config.d_model * config.vocab_size


def matmul_flops_per_token(config: DecoderConfig) -> int:
    """FLOPs of one token's forward pass in all matrices; attention itself comes on top.

    >>> from course_lib.models.llama import LLAMA_3_8B
    >>> f"{matmul_flops_per_token(LLAMA_3_8B):,}"
    '15,009,316,864'
    """
    return 2 * matmul_parameters(config)


def training_flops_per_token(config: DecoderConfig) -> int:
    """FLOPs of one token's forward and backward pass in all matrices.

    >>> from course_lib.models.llama import LLAMA_3_8B
    >>> f"{training_flops_per_token(LLAMA_3_8B):,}"
    '45,027,950,592'
    """
    return 3 * matmul_flops_per_token(config)


def attention_flops(config: DecoderConfig, n_queries: int, n_keys: int) -> int:
    """FLOPs of scores and weighted sums in all layers, hidden keys included.

    A kernel that skips what a causal mask hides does about half of this for a whole text.

    >>> from course_lib.models.llama import LLAMA_3_8B
    >>> attention_flops(LLAMA_3_8B, n_queries=1, n_keys=8192)
    4294967296
    """
    require_at_least(0, n_queries=n_queries, n_keys=n_keys)
    return 4 * config.n_layers * config.n_heads * config.d_head * n_queries * n_keys


def forward_flops(config: DecoderConfig, n_tokens: int, n_earlier: int = 0) -> int:
    """FLOPs to read ``n_tokens`` new tokens after ``n_earlier`` ones that a cache holds.

    >>> from course_lib.models.llama import LLAMA_3_8B
    >>> f"{forward_flops(LLAMA_3_8B, n_tokens=1, n_earlier=2047):,}"
    '16,083,058,688'
    """
    require_at_least(0, n_tokens=n_tokens, n_earlier=n_earlier)
    matrices = n_tokens * matmul_flops_per_token(config)
    return matrices + attention_flops(config, n_tokens, n_earlier + n_tokens)


def training_flops(config: DecoderConfig, n_tokens: int) -> int:
    """FLOPs of one training step on a text of ``n_tokens``: forward, and twice that backward.

    >>> from course_lib.models.llama import LLAMA_3_8B
    >>> f"{training_flops(LLAMA_3_8B, 2048) // 2048:,}"
    '48,249,176,064'
    """
    return 3 * forward_flops(config, n_tokens)
