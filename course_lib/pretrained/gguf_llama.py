"""A Llama out of a GGUF file: its sizes, its weights, its tokenizer.

A GGUF file stores the rows of the query and key projections for *interleaved* rotary pairs; our
Llama turns the two halves of a head. The rows are reordered on loading. Without that the model
still says "Paris", and is wrong: see ``negative_log_likelihood``, the measure that shows it.

What the file asks for and our Llama does not do is refused, never passed over: the weights would
load, and the model would compute something else.
"""

from dataclasses import replace

import torch
from torch import Tensor

from course_lib.layers.positional_encoding import (
    RopeScaling,
    interleaved_to_half_split,
    rope_frequencies,
)
from course_lib.models.llama import Llama, LlamaConfig
from course_lib.pretrained.gguf_file import GgufFile
from course_lib.pretrained.weights import rename
from course_lib.tokenization.byte_pair_encoding import BytePairTokenizer
from course_lib.tokenization.pretokenization import SINGLE_DIGITS_PATTERN, from_visible

GGUF_NAMES = {
    "token_embd.": "embed_tokens.",
    "blk.": "layers.",
    ".attn_norm.": ".input_layernorm.",
    ".attn_q.": ".self_attn.q_proj.",
    ".attn_k.": ".self_attn.k_proj.",
    ".attn_v.": ".self_attn.v_proj.",
    ".attn_output.": ".self_attn.o_proj.",
    ".ffn_norm.": ".post_attention_layernorm.",
    ".ffn_": ".mlp.",
    "gate.": "gate_proj.",
    "up.": "up_proj.",
    "down.": "down_proj.",
    "output_norm.": "norm.",
    "output.": "lm_head.",
}
CONTROL_TOKEN = 3


ROPE_FACTORS = "rope_freqs.weight"  # Llama 3.1: by what the frequency of each pair is divided
SIZES = {
    "vocab_size",
    "embedding_length",
    "block_count",
    "attention.head_count",
    "attention.head_count_kv",
    "feed_forward_length",
    "context_length",
    "rope.freq_base",
    "rope.dimension_count",
    "attention.key_length",
    "attention.value_length",
    "attention.layer_norm_rms_epsilon",
}
WITHOUT_EFFECT = {"rope.scaling.type": "none", "rope.scale_linear": 1.0, "expert_count": 0}


def gguf_llama(file: GgufFile) -> Llama:
    """Return our Llama with the sizes and the dequantized weights of a GGUF file."""
    config, state = gguf_llama_config(file), gguf_llama_tensors(file)
    for name, weight in state.items():
        if not weight.sum().isfinite():  # one pass; finite weights cannot sum to infinity
            raise ValueError(f"{file.path} is damaged: {name} holds numbers that are not finite")
        if name.endswith(("q_proj.weight", "k_proj.weight")):
            state[name] = interleaved_to_half_split(weight, config.d_head)
    if config.tied:
        state["lm_head.weight"] = state["embed_tokens.weight"]
    with torch.device("meta"):
        model = Llama(config)
    try:
        model.load_state_dict(state, assign=True)
    except RuntimeError as error:
        raise ValueError(
            f"the tensors of {file.path} are not those of its sizes: {error}"
        ) from None
    if config.tied:
        model.lm_head.weight = model.embed_tokens.weight
    return model


def gguf_llama_tensors(file: GgufFile) -> dict[str, Tensor]:
    """Return the dequantized tensors under our names; rows of queries and keys as in the file."""
    stored = {name: t for name, t in file.tensors.items() if name != ROPE_FACTORS}
    return rename({name: t.dequantize() for name, t in stored.items()}, GGUF_NAMES)


def gguf_llama_config(file: GgufFile) -> LlamaConfig:
    """Read the sizes of a Llama from a GGUF file; what our Llama does not do is refused."""
    if file["general.architecture"] != "llama":
        raise ValueError(f"{file.path} holds a {file['general.architecture']!r}, not a 'llama'")
    if file.metadata.get("split.count", 1) != 1:
        raise ValueError(
            f"{file.path} is one of {file.metadata['split.count']} parts: join them first, with "
            "`llama-gguf-split --merge`"
        )
    _refuse_other_settings(file)
    n_heads = file["llama.attention.head_count"]
    optional = file.metadata.get
    config = LlamaConfig(
        vocab_size=optional("llama.vocab_size", len(optional("tokenizer.ggml.tokens", []))),
        d_model=file["llama.embedding_length"],
        n_layers=file["llama.block_count"],
        n_heads=n_heads,
        n_kv_heads=optional("llama.attention.head_count_kv", n_heads),
        d_ff=file["llama.feed_forward_length"],
        context_length=file["llama.context_length"],
        rope_base=optional("llama.rope.freq_base", 10000.0),
        norm_eps=file["llama.attention.layer_norm_rms_epsilon"],
        tied="output.weight" not in file.tensors,
    )
    _require_agreement(file, config)
    return replace(config, rope_scaling=_rope_scaling(file, config))


def _refuse_other_settings(file: GgufFile) -> None:
    for key, value in file.metadata.items():
        architecture, _, name = key.partition(".")
        if architecture != "llama" or WITHOUT_EFFECT.get(name) == value:
            continue
        if name not in SIZES:
            raise ValueError(f"{file.path} asks for {key} = {value!r}, which our Llama has not")
        if isinstance(value, list):
            raise ValueError(f"{file.path} has a {key} for each layer; our layers are all alike")


def _require_agreement(file: GgufFile, config: LlamaConfig) -> None:
    """Compare the announced sizes with each other and with the tensors, before any is made."""
    for name in ("rope.dimension_count", "attention.key_length", "attention.value_length"):
        width = file.metadata.get(f"llama.{name}", config.d_head)
        if width != config.d_head:
            raise ValueError(
                f"{file.path} has llama.{name} = {width}; our heads are d_model / n_heads = "
                f"{config.d_head} wide, and turn as a whole"
            )
    n_blocks = len({name.split(".")[1] for name in file.tensors if name.startswith("blk.")})
    embedding = file.tensors.get("token_embd.weight")
    held = (n_blocks, embedding.shape if embedding is not None else None)
    announced = (config.n_layers, (config.vocab_size, config.d_model))
    if held != announced:
        raise ValueError(
            f"{file.path} announces (layers, embedding) = {announced}; its tensors are {held}"
        )


def _rope_scaling(file: GgufFile, config: LlamaConfig) -> RopeScaling | None:
    """Find the scaling of Llama 3.1 that a file's factors spell."""
    if ROPE_FACTORS not in file.tensors:
        return None
    factors = file.tensors[ROPE_FACTORS].dequantize()  # P
    scaling = RopeScaling(factor=factors.max().item())
    unscaled = rope_frequencies(config.d_head, config.rope_base)  # P
    expected = unscaled / rope_frequencies(config.d_head, config.rope_base, scaling)  # P
    if factors.shape != expected.shape or not torch.allclose(factors, expected, rtol=1e-3):
        raise ValueError(
            f"{file.path} scales its rotary frequencies in a way that is not known here"
        )
    return scaling


def gguf_tokenizer(file: GgufFile) -> BytePairTokenizer:
    """Return the byte-level BPE tokenizer in the metadata of a GGUF file."""
    if file["tokenizer.ggml.pre"] != "smollm":
        raise ValueError(
            f"{file.path} cuts words by the rule {file['tokenizer.ggml.pre']!r}; only SmolLM's "
            "rule 'smollm' is known here"
        )
    ids = {token: i for i, token in enumerate(file["tokenizer.ggml.tokens"])}
    kinds = file["tokenizer.ggml.token_type"]
    merges = [merge.split(" ") for merge in file["tokenizer.ggml.merges"]]
    return BytePairTokenizer(
        vocab={from_visible(t): i for t, i in ids.items() if kinds[i] != CONTROL_TOKEN},
        merges=[(from_visible(left), from_visible(right)) for left, right in merges],
        pattern=SINGLE_DIGITS_PATTERN,
        special_tokens={t: i for t, i in ids.items() if kinds[i] == CONTROL_TOKEN},
    )
