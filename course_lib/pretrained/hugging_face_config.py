"""Configurations of the library ``transformers``, read as ours.

Only the names differ. A setting that our models do not have is refused, never passed over: the
weights would load and the model would compute something else.
"""

import re
from collections.abc import Mapping
from typing import Any

from course_lib.layers.positional_encoding import RopeScaling
from course_lib.models.bert import BertConfig
from course_lib.models.gpt2 import GPT2Config
from course_lib.models.llama import LlamaConfig
from course_lib.models.phi3 import Phi3Config

SIZES = (
    "vocab_size",
    "hidden_size",
    "num_hidden_layers",
    "num_attention_heads",
    "intermediate_size",
    "max_position_embeddings",
    "hidden_act",
    "tie_word_embeddings",
)
LLAMA_SIZES = (*SIZES, "num_key_value_heads", "rms_norm_eps", "rope_parameters")
# What changes nothing in the logits of a model that is not in training.
WITHOUT_EFFECT = re.compile(
    r".*dropout.*|.*_pdrop|.*_token_id|initializer_range|use_cache|.*dtype|architectures|_.*"
    r"|transformers_version|pretraining_tp|summary_.*|output_.*|return_dict|id2label|label2id"
    r"|problem_type|chunk_size_feed_forward|reorder_and_upcast_attn|model_type"
    r"|original_max_position_embeddings"
)


def llama_config(theirs: Any) -> LlamaConfig:
    """Read our sizes from a ``transformers`` Llama configuration."""
    _refuse_others(theirs, *LLAMA_SIZES, "attention_bias", "mlp_bias", "head_dim")
    _require(theirs, hidden_act="silu", attention_bias=False, mlp_bias=False)
    _require(theirs, head_dim=theirs.hidden_size // theirs.num_attention_heads)
    return LlamaConfig(
        vocab_size=theirs.vocab_size,
        d_model=theirs.hidden_size,
        n_layers=theirs.num_hidden_layers,
        n_heads=theirs.num_attention_heads,
        n_kv_heads=theirs.num_key_value_heads,
        d_ff=theirs.intermediate_size,
        context_length=theirs.max_position_embeddings,
        rope_base=theirs.rope_parameters["rope_theta"],
        rope_scaling=_rope_scaling(theirs.rope_parameters),
        norm_eps=theirs.rms_norm_eps,
        tied=theirs.tie_word_embeddings,
    )


def phi3_config(theirs: Any) -> Phi3Config:
    """Read our sizes from a ``transformers`` Phi-3 configuration."""
    _refuse_others(theirs, *LLAMA_SIZES, "sliding_window", "partial_rotary_factor")
    _require(theirs, hidden_act="silu")
    if _rope_scaling(theirs.rope_parameters) is not None:
        raise ValueError("our Phi-3 has no rotary scaling; expected rope_type 'default'")
    return Phi3Config(
        vocab_size=theirs.vocab_size,
        d_model=theirs.hidden_size,
        n_layers=theirs.num_hidden_layers,
        n_heads=theirs.num_attention_heads,
        n_kv_heads=theirs.num_key_value_heads,
        d_ff=theirs.intermediate_size,
        context_length=theirs.max_position_embeddings,
        sliding_window=theirs.sliding_window or theirs.max_position_embeddings,
        rope_base=theirs.rope_parameters["rope_theta"],
        norm_eps=theirs.rms_norm_eps,
        tied=theirs.tie_word_embeddings,
    )


def gpt2_config(theirs: Any) -> GPT2Config:
    """Read our sizes from a ``transformers`` GPT-2 configuration."""
    sizes = ["n_embd", "n_layer", "n_head", "n_inner", "n_positions", "layer_norm_epsilon"]
    _refuse_others(theirs, *sizes, "vocab_size", "activation_function", "tie_word_embeddings")
    _require(theirs, activation_function="gelu_new", scale_attn_weights=True)
    _require(theirs, scale_attn_by_inverse_layer_idx=False, add_cross_attention=False)
    return GPT2Config(
        vocab_size=theirs.vocab_size,
        d_model=theirs.n_embd,
        n_layers=theirs.n_layer,
        n_heads=theirs.n_head,
        d_ff=theirs.n_inner or 4 * theirs.n_embd,
        context_length=theirs.n_positions,
        norm_eps=theirs.layer_norm_epsilon,
        tied=theirs.tie_word_embeddings,
    )


def bert_config(theirs: Any) -> BertConfig:
    """Read our sizes from a ``transformers`` BERT configuration."""
    _refuse_others(theirs, *SIZES, "type_vocab_size", "layer_norm_eps")
    _require(theirs, hidden_act="gelu", is_decoder=False, tie_word_embeddings=True)
    return BertConfig(
        vocab_size=theirs.vocab_size,
        d_model=theirs.hidden_size,
        n_layers=theirs.num_hidden_layers,
        n_heads=theirs.num_attention_heads,
        d_ff=theirs.intermediate_size,
        context_length=theirs.max_position_embeddings,
        n_token_types=theirs.type_vocab_size,
        norm_eps=theirs.layer_norm_eps,
    )


def _refuse_others(theirs: Any, *known: str) -> None:
    """Refuse a setting that is not read here and differs from the family's default."""
    defaults = type(theirs)().to_dict()
    for name, value in theirs.to_dict().items():
        if name in known or WITHOUT_EFFECT.fullmatch(name) or value == defaults.get(name):
            continue
        raise ValueError(f"{name} = {value!r} is not implemented; expected {defaults.get(name)!r}")


def _rope_scaling(rope: Mapping[str, Any]) -> RopeScaling | None:
    if rope.get("partial_rotary_factor", 1.0) != 1.0:
        raise ValueError(
            f"partial_rotary_factor = {rope['partial_rotary_factor']!r} is not implemented; "
            "expected 1.0: our heads turn as a whole"
        )
    match rope["rope_type"]:
        case "default":
            return None
        case "llama3":
            return RopeScaling(
                factor=rope["factor"],
                original_context_length=rope["original_max_position_embeddings"],
                low_freq_factor=rope["low_freq_factor"],
                high_freq_factor=rope["high_freq_factor"],
            )
        case other:
            raise ValueError(f"rope_type {other!r} is not implemented; expected default or llama3")


def _require(config: Any, **expected: Any) -> None:
    for name, value in expected.items():
        if getattr(config, name) != value:
            raise ValueError(
                f"{name} = {getattr(config, name)!r} is not implemented; expected {value!r}"
            )
