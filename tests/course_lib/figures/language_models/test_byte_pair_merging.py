"""The figure merges as the library's own byte-pair training does."""

from collections import Counter

import pytest

from course_lib.figures import BytePairMerging
from course_lib.figures.language_models.byte_pair_merging import WORD, merges_of
from course_lib.tokenization.byte_pair_training import learn_merges

TEXTS = ["banana bandana", "low lower lowest low", "aaaa aaaa", "né né né", "日本 日本"]


@pytest.mark.parametrize("text", TEXTS)
def test_it_merges_what_the_library_merges(text):
    words = Counter(tuple(word.encode()) for word in WORD.findall(text))
    shown = merges_of(text)
    learned = learn_merges(words, n_merges=len(shown))
    spelled = [bytes([i]) for i in range(256)]
    for (left, right), merge in zip(learned, shown, strict=True):
        assert (merge.left, merge.right) == (spelled[left], spelled[right])
        spelled.append(merge.left + merge.right)


@pytest.mark.parametrize("text", TEXTS)
def test_every_merge_shortens_the_text_and_keeps_it(text):
    lengths = [len(text.encode())]
    for merge in merges_of(text):
        assert merge.frequency > 1
        assert b"".join(merge.tokens).decode() == text
        lengths.append(len(merge.tokens))
    assert lengths == sorted(set(lengths), reverse=True)


def test_the_still_table_has_a_row_for_each_merge():
    still = BytePairMerging("banana bandana").still_html()
    assert still.count('scope="row"') == 3
    assert "ban | ana | ␣ | ban | d | ana" in still


@pytest.mark.parametrize(
    ("text", "step", "complaint"),
    [(" ", 0, "got 1"), ("x" * 161, 0, "got 161"), ("banana", 9, "between 0 and 1, got 9")],
)
def test_bad_input_says_what_is_wrong(text, step, complaint):
    with pytest.raises(ValueError, match=complaint):
        BytePairMerging(text, step=step)
