from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tokenizers import Tokenizer, models, pre_tokenizers, trainers

from course_lib.tokenization.byte_pair_training import (
    learn_merges,
    learn_merges_by_recounting,
    merge_pair,
)
from course_lib.tokenization.pretokenization import split_words, to_visible, visible_bytes
from course_lib.training.data import load_shakespeare

WORDS = st.dictionaries(
    st.lists(st.integers(0, 3), min_size=1, max_size=9).map(tuple), st.integers(1, 5), max_size=6
)


@given(WORDS, st.integers(0, 12))
def test_kept_counts_equal_recounting(words, n_merges):
    expected = learn_merges_by_recounting(words, n_merges, first_id=4)
    assert learn_merges(words, n_merges, first_id=4) == expected


@pytest.mark.parametrize("learn", [learn_merges, learn_merges_by_recounting])
def test_the_example_worked_by_hand(learn):
    # "aaabdaaabac": aa 4 times, then (aa)a and ab twice each; the smaller pair goes first.
    assert learn({tuple(b"aaabdaaabac"): 1}, n_merges=3) == [(97, 97), (97, 98), (256, 257)]


@pytest.mark.parametrize(
    ("ids", "merged"),
    [([1, 1, 1], [9, 1]), ([1, 1, 1, 1], [9, 9]), ([2, 1, 1, 2], [2, 9, 2]), ([1], [1]), ([], [])],
)
def test_pairs_merge_from_left_to_right(ids, merged):
    copy = list(ids)
    assert merge_pair(ids, (1, 1), new_id=9) == merged
    assert ids == copy


def test_merges_equal_hugging_face_ties_included():
    # Hugging Face numbers the bytes by their visible letters and breaks ties by these numbers.
    text = load_shakespeare()[:50_000]
    oracle = Tokenizer(models.BPE())
    oracle.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    alphabet = pre_tokenizers.ByteLevel.alphabet()
    trainer = trainers.BpeTrainer(
        vocab_size=256 + 300, initial_alphabet=alphabet, show_progress=False
    )
    oracle.train_from_iterator([text], trainer)

    letters = sorted(visible_bytes().values())
    ids = {letter: i for i, letter in enumerate(letters)}
    words = Counter(
        tuple(ids[letter] for letter in to_visible(w.encode())) for w in split_words(text)
    )
    tokens = list(letters)
    for left, right in learn_merges(words, n_merges=300):
        tokens.append(tokens[left] + tokens[right])
    assert {token: i for i, token in enumerate(tokens)} == oracle.get_vocab()
