"""Counting memory: exact bytes, from the configuration alone.

    weights      one number a parameter
    KV cache     2 · L · K · D numbers a token and row: a key and a value in every layer
    training     a weight, its gradient and AdamW's two moments, for each parameter

Decoding one token reads every weight and the whole cache once and does little else with them, so
memory bandwidth bounds its speed.

Sizes: B rows, S tokens, C model width, L layers, K key/value heads, D head width.
"""

from course_lib.accounting.flops import DecoderConfig, matmul_parameters
from course_lib.accounting.parameters import Config, breakdown, count_layer_biases, count_parameters
from course_lib.efficiency.quantization import quantized_bytes
from course_lib.layers.sizes import require_at_least


def weight_bytes(config: Config, bytes_per_number: int = 2) -> int:
    """Bytes of all weights; 2 a number in 16 bits.

    >>> from course_lib.models.llama import LLAMA_3_8B
    >>> f"{weight_bytes(LLAMA_3_8B):,}"
    '16,060,522,496'
    """
    return bytes_per_number * count_parameters(config)


def quantized_weight_bytes(
    config: Config, bits: int, block_size: int, scale_bits: int = 16, symmetric: bool = True
) -> int:
    """Bytes when the matrices inside the layers are quantized; the rest stays in 16 bits.

    >>> from course_lib.models.llama import LLAMA_3_8B
    >>> small = quantized_weight_bytes(LLAMA_3_8B, bits=4, block_size=64)
    >>> round(weight_bytes(LLAMA_3_8B) / small, 2)
    2.76
    """
    parts = breakdown(config)
    matrices = parts["attention"] + parts["feed_forward"] - count_layer_biases(config)
    rest = count_parameters(config) - matrices
    return 2 * rest + quantized_bytes(matrices, bits, block_size, scale_bits, symmetric)


def kv_cache_bytes(
    config: DecoderConfig, n_tokens: int, batch_size: int = 1, bytes_per_number: int = 2
) -> int:
    """Bytes of the keys and values of ``n_tokens`` tokens in each row.

    >>> from course_lib.models.llama import LLAMA_2_7B, LLAMA_3_8B
    >>> kv_cache_bytes(LLAMA_2_7B, n_tokens=1), kv_cache_bytes(LLAMA_3_8B, n_tokens=1)
    (524288, 131072)
    """
    require_at_least(0, n_tokens=n_tokens, batch_size=batch_size)
    numbers = 2 * config.n_layers * config.n_kv_heads * config.d_head
    return numbers * n_tokens * batch_size * bytes_per_number


def attention_score_bytes(config: DecoderConfig, n_tokens: int, bytes_per_number: int = 2) -> int:
    """Bytes of one layer's score matrices when they are stored; a fused kernel never does.

    >>> from course_lib.models.llama import LLAMA_3_8B
    >>> attention_score_bytes(LLAMA_3_8B, n_tokens=131072) / 2**40
    1.0
    """
    require_at_least(0, n_tokens=n_tokens)
    return config.n_heads * n_tokens * n_tokens * bytes_per_number


def training_bytes(config: Config, mixed_precision: bool = False) -> dict[str, int]:
    """Bytes that AdamW training holds besides activations: 16 a parameter, in either precision.

    In mixed precision weights and gradients take 16 bits, and a copy of the weights in 32 bits
    receives the updates, which would be lost in 16 (Micikevicius et al. 2018).

    >>> from course_lib.models.gpt2 import GPT2_SMALL
    >>> parts = training_bytes(GPT2_SMALL, mixed_precision=True)
    >>> sum(parts.values()) / count_parameters(GPT2_SMALL)
    16.0
    """
    n = count_parameters(config)
    narrow = 2 if mixed_precision else 4
    return {
        "weights": narrow * n,
        "gradients": narrow * n,
        "master weights": 4 * n if mixed_precision else 0,
        "first moments": 4 * n,
        "second moments": 4 * n,
    }


def decode_bytes(
    config: DecoderConfig,
    n_tokens: int,
    batch_size: int = 1,
    bytes_per_weight: int = 2,
    bytes_per_cached: int = 2,
) -> int:
    """Bytes read to decode one token in each row, with ``n_tokens`` in the cache.

    The matrices are read once for all rows, each row's cache for itself. Of the embedding only a
    row is looked up; but a tied head is a matrix, and is read.

    >>> from course_lib.models.llama import LLAMA_3_8B
    >>> f"{decode_bytes(LLAMA_3_8B, n_tokens=8192):,}"
    '16,083,058,688'
    """
    weights = bytes_per_weight * matmul_parameters(config)
    return weights + kv_cache_bytes(config, n_tokens, batch_size, bytes_per_cached)


def decode_speed_bound(bytes_per_token: int, bytes_per_second: float) -> float:
    """The most tokens a second that memory of this bandwidth lets through.

    >>> decode_speed_bound(bytes_per_token=16 * 10**9, bytes_per_second=3.2e12)
    200.0
    """
    return bytes_per_second / bytes_per_token
