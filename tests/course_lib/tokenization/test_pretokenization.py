import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tokenizers import pre_tokenizers

from course_lib.tokenization.pretokenization import (
    CL100K_PATTERN,
    GPT2_PATTERN,
    SINGLE_DIGITS_PATTERN,
    from_visible,
    split_words,
    to_visible,
    visible_bytes,
)

# Unassigned characters are left out: libraries know different editions of Unicode.
ASSIGNED = st.characters(exclude_categories=("Cn", "Cs"))
AWKWARD = st.text("aZé 中\n\t\r'12٣½²🐈.,-\u00a0\u3000sdmtlvreSL\u0301") | st.text(ASSIGNED)
BYTE_LEVEL = pre_tokenizers.ByteLevel(add_prefix_space=False, use_regex=True)
DIGITS = pre_tokenizers.Digits(individual_digits=True)


def hugging_face_words(pre_tokenizer, text):
    pieces = pre_tokenizer.pre_tokenize_str(text)
    return [from_visible(letters).decode() for letters, _ in pieces]


@pytest.mark.parametrize("pattern", [GPT2_PATTERN, SINGLE_DIGITS_PATTERN, CL100K_PATTERN])
@settings(deadline=None)
@given(text=AWKWARD)
def test_words_joined_are_the_text(pattern, text):
    assert "".join(split_words(text, pattern)) == text


@settings(deadline=None)
@given(AWKWARD)
def test_gpt2_words_equal_hugging_face(text):
    assert split_words(text, GPT2_PATTERN) == hugging_face_words(BYTE_LEVEL, text)


@settings(deadline=None)
@given(AWKWARD)
def test_single_digits_equal_hugging_face(text):
    both = pre_tokenizers.Sequence([DIGITS, BYTE_LEVEL])
    assert split_words(text, SINGLE_DIGITS_PATTERN) == hugging_face_words(both, text)


def test_digits_alone_in_pairs_and_in_threes():
    assert split_words("in 2024", GPT2_PATTERN) == ["in", " 2024"]
    assert split_words("in 2024", SINGLE_DIGITS_PATTERN) == ["in", " ", "2", "0", "2", "4"]
    assert split_words("in 2024", CL100K_PATTERN) == ["in", " ", "202", "4"]


def test_visible_letters_are_hugging_faces_alphabet_and_come_back():
    assert set(visible_bytes().values()) == set(pre_tokenizers.ByteLevel.alphabet())
    every_byte = bytes(range(256))
    assert from_visible(to_visible(every_byte)) == every_byte
    assert not any(letter.isspace() for letter in to_visible(every_byte))
