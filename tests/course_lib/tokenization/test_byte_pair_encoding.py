import copy
import pickle

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tokenizers import Tokenizer, models, pre_tokenizers

from course_lib.tokenization.byte_pair_encoding import (
    BytePairTokenizer,
    apply_merges,
    merge_earliest_first,
)
from course_lib.tokenization.byte_pair_training import learn_merges
from course_lib.tokenization.pretokenization import CL100K_PATTERN, to_visible
from course_lib.training.data import load_shakespeare

TEXT = load_shakespeare()[:60_000]
TOKENIZER = BytePairTokenizer.train(TEXT, 600, special_tokens=["<|end|>", "<|end|>>"])
AB = BytePairTokenizer(
    vocab={b"a": 0, b"b": 1, b"ab": 2, b"aab": 3}, merges=[(b"a", b"b"), (b"a", b"ab")]
)


def test_ids_equal_hugging_face():
    vocab = {to_visible(token): i for token, i in TOKENIZER.vocab.items()}
    token = TOKENIZER.token_bytes
    merges = [
        (to_visible(token[left]), to_visible(token[right])) for left, right in TOKENIZER.merges
    ]
    oracle = Tokenizer(models.BPE(vocab, merges))
    oracle.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    text = load_shakespeare()[2_000_000:2_100_000] + "naïve – 中文 🐈 12,345"
    assert TOKENIZER.encode(text) == oracle.encode(text).ids


@pytest.mark.parametrize(
    ("text", "ids"),
    [("", []), ("a", [0]), ("aab", [3]), ("aaab", [0, 3]), ("baab", [1, 3]), ("abab", [2, 2])],
)
def test_merges_apply_in_the_order_in_which_they_were_learned(text, ids):
    assert AB.encode(text) == ids


@settings(deadline=None)
@given(st.text())
def test_every_text_comes_back(text):
    ids = TOKENIZER.encode(text)
    assert TOKENIZER.decode(ids) == text
    assert all(0 <= i < 598 for i in ids), "ordinary text never reaches a special token"


WORD = st.lists(st.integers(0, 3), min_size=1, max_size=12)


@given(WORD, WORD, st.integers(0, 8))
def test_earliest_first_equals_every_merge_in_order(sample, word, n_merges):
    learned = learn_merges({tuple(sample): 2, tuple(word): 1}, n_merges, first_id=4)
    merges = {pair: 4 + i for i, pair in enumerate(learned)}
    assert merge_earliest_first(word, merges) == apply_merges(word, merges)


def test_words_of_a_text_equal_every_merge_in_order():
    for word in dict.fromkeys(TEXT[:2000].split()):
        start = [TOKENIZER.vocab[bytes([byte])] for byte in word.encode()]
        assert list(TOKENIZER.encode_word(word)) == apply_merges(start, TOKENIZER.merges)


def test_merges_shorten_a_text():
    assert len(TOKENIZER.encode(TEXT)) < 0.6 * len(TEXT)


def test_training_twice_gives_the_same_tokenizer():
    again = BytePairTokenizer.train(TEXT, 600, special_tokens=["<|end|>", "<|end|>>"])
    assert again.vocab == TOKENIZER.vocab
    assert again.merges == TOKENIZER.merges


def test_save_and_load_give_the_same_tokenizer(tmp_path):
    TOKENIZER.save(tmp_path / "tokenizer.json")
    loaded = BytePairTokenizer.load(tmp_path / "tokenizer.json")
    assert vars(loaded) | {"encode_word": 0} == vars(TOKENIZER) | {"encode_word": 0}


def test_special_tokens_are_honoured_only_where_asked_for():
    text = "To be<|end|>>or not"
    trusted = TOKENIZER.encode(text, with_special_tokens=True)
    assert trusted == [*TOKENIZER.encode("To be"), 599, *TOKENIZER.encode("or not")]
    assert TOKENIZER.decode(trusted) == text
    assert TOKENIZER.decode(TOKENIZER.encode(text)) == text
    assert TOKENIZER.vocab_size == 600


def test_half_a_character_decodes_to_a_replacement():
    assert TOKENIZER.decode(TOKENIZER.encode("中")[:1]).startswith("�")


def test_no_word_crosses_a_cut():
    words = [token for token in TOKENIZER.vocab if b" " in token.strip(b" ")]
    assert words == []


def test_long_runs_encode_fast():
    run = BytePairTokenizer.train("a" * 4096, 266).encode("a" * 100_000)
    assert len(run) < 200


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("abc", 200), "vocab_size 200 is too small: .* 256"),
        (("abc", 300), "has 2 pairs to merge, 44 were asked for: .* at most 258"),
    ],
)
def test_an_impossible_vocabulary_is_refused(arguments, message):
    with pytest.raises(ValueError, match=message):
        BytePairTokenizer.train(*arguments)


def test_a_byte_outside_the_vocabulary_is_named():
    with pytest.raises(ValueError, match=r"no token for the byte b'c' in 'cab'"):
        AB.encode("cab")


@pytest.mark.parametrize("token_id", [-1, 4])
def test_an_id_outside_the_vocabulary_is_named(token_id):
    with pytest.raises(ValueError, match=f"token id {token_id} .* 4 ids"):
        AB.decode([0, token_id])


def test_merges_that_do_not_fit_the_vocabulary_are_refused():
    with pytest.raises(ValueError, match="needs b'ba'"):
        BytePairTokenizer({b"a": 0, b"b": 1}, [(b"b", b"a")])
    with pytest.raises(ValueError, match="order of the ids"):
        BytePairTokenizer(AB.vocab, [(b"a", b"ab"), (b"a", b"b")], CL100K_PATTERN)


@pytest.mark.parametrize("copy_of", [copy.deepcopy, lambda t: pickle.loads(pickle.dumps(t))])
def test_a_copy_is_a_tokenizer_of_its_own(copy_of):
    twin = copy_of(AB)
    assert twin.encode("aab") == [3]
    twin.merges.clear()
    assert twin.encode("abab") == [0, 1, 0, 1]
    assert AB.encode("abab") == [2, 2]


def test_half_a_character_is_refused_by_name():
    with pytest.raises(ValueError, match=r"'\\ud83d' is half of a character"):
        TOKENIZER.encode("a cat \ud83d")
