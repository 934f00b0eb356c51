"""Weights: other people's trained matrices under our names.

A trained model is a table from names to tensors. Families differ in the names and, here and there,
in how a matrix is stored; so loading is a key map for each family, and a few transposed or split
matrices. Nothing is downloaded: a model, or its table, comes in as an argument.

Sources: the modules of the library ``transformers``.
"""

from collections.abc import Mapping
from typing import Any

from torch import Tensor, nn

from course_lib.models.bert import Bert, BertForMaskedLM
from course_lib.models.gpt2 import GPT2
from course_lib.models.llama import Llama, LlamaConfig
from course_lib.models.phi3 import Phi3
from course_lib.pretrained.hugging_face_config import (
    bert_config,
    gpt2_config,
    llama_config,
    phi3_config,
)

LLAMA_NAMES = {"model.": ""}
GPT2_NAMES = {
    "transformer.": "",
    "h.": "layers.",
    "wte.": "embed_tokens.",
    "wpe.": "embed_positions.",
    "ln_f.": "norm.",
    ".ln_1.": ".input_layernorm.",
    ".ln_2.": ".post_attention_layernorm.",
    ".attn.c_attn.": ".self_attn.qkv_proj.",
    ".attn.c_proj.": ".self_attn.o_proj.",
    ".mlp.c_fc.": ".mlp.up_proj.",
    ".mlp.c_proj.": ".mlp.down_proj.",
}
BERT_NAMES = {
    "bert.": "",
    "encoder.layer.": "encoder.layers.",
    "embeddings.word_embeddings.": "encoder.embed_tokens.",
    "embeddings.position_embeddings.": "encoder.embed_positions.",
    "embeddings.token_type_embeddings.": "encoder.embed_token_types.",
    "embeddings.LayerNorm.": "encoder.embed_norm.",
    ".attention.self.query.": ".self_attn.q_proj.",
    ".attention.self.key.": ".self_attn.k_proj.",
    ".attention.self.value.": ".self_attn.v_proj.",
    ".attention.output.dense.": ".self_attn.o_proj.",
    ".attention.output.LayerNorm.": ".self_attn_norm.",
    ".intermediate.dense.": ".mlp.up_proj.",
    ".output.dense.": ".mlp.down_proj.",
    ".output.LayerNorm.": ".mlp_norm.",
    "pooler.dense.": "pooler.",
    "cls.predictions.transform.dense.": "head_dense.",
    "cls.predictions.transform.LayerNorm.": "head_norm.",
    "cls.predictions.decoder.": "lm_head.",
}


def from_hugging_face(model: Any) -> nn.Module:
    """Return our model with the weights of a ``transformers`` model, in the same dtype."""
    config, state = model.config, model.state_dict()
    match type(model).__name__:
        case "LlamaForCausalLM":
            ours, state = Llama(llama_config(config)), rename(state, LLAMA_NAMES)
        case "Phi3ForCausalLM":
            ours, state = Phi3(phi3_config(config)), rename(state, LLAMA_NAMES)
        case "GPT2LMHeadModel":
            ours, state = GPT2(gpt2_config(config)), gpt2_weights(state)
        case "BertModel":
            ours, state = Bert(bert_config(config)), bert_weights(state)
        case "BertForMaskedLM":
            ours, state = BertForMaskedLM(bert_config(config)), bert_weights(state)
        case other:
            raise ValueError(
                f"no key map for {other}; there is one for LlamaForCausalLM, Phi3ForCausalLM, "
                "GPT2LMHeadModel, BertModel and BertForMaskedLM"
            )
    ours.to(dtype=model.dtype, device=model.device)
    ours.load_state_dict(state)
    return ours


def rename(state: Mapping[str, Tensor], names: Mapping[str, str]) -> dict[str, Tensor]:
    """Replace each old part of a name by its new one, in order.

    >>> list(rename({"model.norm.weight": Tensor()}, LLAMA_NAMES))
    ['norm.weight']
    """
    renamed = {}
    for name, tensor in state.items():
        for old, new in names.items():
            name = name.replace(old, new)
        renamed[name] = tensor
    return renamed


def split_rows(
    state: Mapping[str, Tensor], fused: str, shares: Mapping[str, int]
) -> dict[str, Tensor]:
    """Replace each fused matrix by its parts, whose rows stand in the given proportion.

    >>> import torch
    >>> state = {"qkv_proj.weight": torch.arange(8)}
    >>> split_rows(state, "qkv_proj", {"q_proj": 2, "k_proj": 1, "v_proj": 1})["k_proj.weight"]
    tensor([4, 5])
    """
    split = {}
    for name, tensor in state.items():
        if fused not in name:
            split[name] = tensor
            continue
        unit = len(tensor) // sum(shares.values())
        n_rows = [share * unit for share in shares.values()]
        for part, rows in zip(shares, tensor.split(n_rows), strict=True):
            split[name.replace(fused, part)] = rows
    return split


def gpt2_weights(state: Mapping[str, Tensor]) -> dict[str, Tensor]:
    """Rename GPT-2's weights, turn the layers' matrices round and split the fused q, k, v.

    GPT-2 computes x @ W with W stored (in, out); ``nn.Linear`` stores (out, in).
    """
    turned = {
        name: tensor.t() if ".self_attn." in name or ".mlp." in name else tensor
        for name, tensor in rename(state, GPT2_NAMES).items()
    }
    return split_rows(turned, "qkv_proj", {"q_proj": 1, "k_proj": 1, "v_proj": 1})


def bert_weights(state: Mapping[str, Tensor]) -> dict[str, Tensor]:
    """Rename BERT's weights; leave out what is stored twice or can be computed."""
    ours = rename(state, BERT_NAMES)
    ours.pop("cls.predictions.bias", None)
    ours.pop("embeddings.position_ids", None)
    return ours


def phi3_as_llama(phi3: Phi3) -> Llama:
    """Return the Llama that computes the same function: Phi-3's fused matrices are split.

    A Llama has no sliding window, so its context ends where the window would begin to hide tokens.
    """
    c = phi3.config
    llama = Llama(
        LlamaConfig(
            vocab_size=c.vocab_size,
            d_model=c.d_model,
            n_layers=c.n_layers,
            n_heads=c.n_heads,
            n_kv_heads=c.n_kv_heads,
            d_ff=c.d_ff,
            context_length=min(c.context_length, c.sliding_window),
            rope_base=c.rope_base,
            norm_eps=c.norm_eps,
            tied=c.tied,
        )
    )
    heads = {"q_proj": c.n_heads, "k_proj": c.n_kv_heads, "v_proj": c.n_kv_heads}
    state = split_rows(phi3.state_dict(), "qkv_proj", heads)
    state = split_rows(state, "gate_up_proj", {"gate_proj": 1, "up_proj": 1})
    llama.to(phi3.embed_tokens.weight)
    llama.load_state_dict(state)
    return llama
