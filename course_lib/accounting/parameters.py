"""Counting parameters: exact, from the configuration alone, part by part.

A matrix from width a to width b holds a·b numbers, its bias b more. Llama and Phi-3 have no biases,
and their RMSNorms hold one gain a dimension; the LayerNorms of GPT-2 and BERT hold a gain and a
bias. Rotary positions hold nothing; learned ones are a table with a row for each. A tied head is
the embedding used a second time and costs nothing more. BERT is counted as published: the encoder,
its token types with the embedding, and the pooler as its head.

Sizes: V vocabulary, C model width, F feed-forward width, L layers.
"""

from course_lib.models.bert import BertConfig
from course_lib.models.encoder_decoder import EncoderDecoderConfig
from course_lib.models.gpt2 import GPT2Config
from course_lib.models.llama import LlamaConfig
from course_lib.models.phi3 import Phi3Config

Config = LlamaConfig | Phi3Config | GPT2Config | BertConfig | EncoderDecoderConfig


def count_parameters(config: Config) -> int:
    """Count the parameters of a model with these sizes.

    >>> from course_lib.models.llama import LLAMA_2_7B
    >>> f"{count_parameters(LLAMA_2_7B):,}"
    '6,738,415,616'
    """
    return sum(breakdown(config).values())


def breakdown(config: Config) -> dict[str, int]:
    """Count the parameters of each part: the values sum to ``count_parameters(config)``.

    >>> from course_lib.models.gpt2 import GPT2_SMALL
    >>> breakdown(GPT2_SMALL)["positions"], breakdown(GPT2_SMALL)["head"]
    (786432, 0)
    """
    match config:
        case LlamaConfig() | Phi3Config():
            return _llama(config)
        case GPT2Config():
            return _gpt2(config)
        case BertConfig():
            return _bert(config)
        case EncoderDecoderConfig():
            return _encoder_decoder(config)
        case _:
            raise TypeError(f"expected a model's configuration; got {type(config).__name__}")


def count_layer_biases(config: Config) -> int:
    """Count the biases inside the layers: part of ``breakdown``, but of no matrix.

    >>> from course_lib.models.gpt2 import GPT2_SMALL
    >>> count_layer_biases(GPT2_SMALL)
    82944
    """
    C, F, L = config.d_model, config.d_ff, config.n_layers
    match config:
        case GPT2Config() | BertConfig():
            return L * (4 * C + F + C)  # q, k, v, o; up, down
        case EncoderDecoderConfig():
            return L * (3 * 4 * C + 2 * (F + C))  # three attentions, two networks
        case _:
            return 0


def _llama(config: LlamaConfig | Phi3Config) -> dict[str, int]:
    V, C, F, L = config.vocab_size, config.d_model, config.d_ff, config.n_layers
    kv = config.n_kv_heads * config.d_head
    return {
        "embedding": V * C,
        "attention": L * (2 * C * C + 2 * C * kv),  # q and o; k and v
        "feed_forward": L * 3 * C * F,  # gate, up, down
        "norms": (2 * L + 1) * C,
        "head": 0 if config.tied else C * V,
    }


def _gpt2(config: GPT2Config) -> dict[str, int]:
    V, C, F, L = config.vocab_size, config.d_model, config.d_ff, config.n_layers
    return {
        "embedding": V * C,
        "positions": config.context_length * C,
        "attention": L * 4 * (C * C + C),  # q, k, v, o
        "feed_forward": L * (C * F + F + F * C + C),  # up, down
        "norms": (2 * L + 1) * 2 * C,
        "head": 0 if config.tied else C * V,
    }


def _bert(config: BertConfig) -> dict[str, int]:
    V, C, F, L = config.vocab_size, config.d_model, config.d_ff, config.n_layers
    return {
        "embedding": (V + config.n_token_types) * C,
        "positions": config.context_length * C,
        "attention": L * 4 * (C * C + C),  # q, k, v, o
        "feed_forward": L * (C * F + F + F * C + C),  # up, down
        "norms": (2 * L + 1) * 2 * C,
        "head": C * C + C,  # the pooler
    }


def _encoder_decoder(config: EncoderDecoderConfig) -> dict[str, int]:
    V, C, F, L = config.vocab_size, config.d_model, config.d_ff, config.n_layers
    return {
        "embedding": V * C,
        "attention": 3 * L * 4 * (C * C + C),  # encoder self; decoder self and cross
        "feed_forward": 2 * L * (C * F + F + F * C + C),
        "norms": (2 + 3) * L * 2 * C,
        "head": 0,
    }
