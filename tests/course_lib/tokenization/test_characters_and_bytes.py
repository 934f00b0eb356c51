import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from course_lib.tokenization.characters_and_bytes import ByteTokenizer, CharacterTokenizer

LETTERS = CharacterTokenizer.train("the cat sat on the mat – naïvely 🐈")


def test_the_alphabet_is_sorted_and_ids_count_from_zero():
    assert LETTERS.alphabet == " acehlmnostvyï–🐈"
    assert LETTERS.encode(LETTERS.alphabet) == list(range(LETTERS.vocab_size))


@settings(deadline=None)
@given(st.text(alphabet=LETTERS.alphabet))
def test_characters_come_back(text):
    assert LETTERS.decode(LETTERS.encode(text)) == text


@settings(deadline=None)
@given(st.text())
def test_bytes_spell_every_text(text):
    ids = ByteTokenizer().encode(text)
    assert all(0 <= i < 256 for i in ids)
    assert ByteTokenizer().decode(ids) == text


def test_bytes_that_spell_nothing_become_a_replacement_character():
    assert ByteTokenizer().decode([195]) == "�"


def test_save_and_load_give_the_same_tokenizer(tmp_path):
    LETTERS.save(tmp_path / "tokenizer.json")
    assert CharacterTokenizer.load(tmp_path / "tokenizer.json").alphabet == LETTERS.alphabet


def test_an_unknown_character_is_named():
    with pytest.raises(ValueError, match="'z' is not among the 16"):
        LETTERS.encode("zebra")


@pytest.mark.parametrize("token_id", [-1, 16])
def test_an_id_outside_the_vocabulary_is_named(token_id):
    with pytest.raises(ValueError, match=rf"{token_id} lies outside the vocabulary 0\.\.15"):
        LETTERS.decode([0, token_id])


def test_an_alphabet_with_a_repeated_character_is_refused():
    with pytest.raises(ValueError, match="'a' twice"):
        CharacterTokenizer("aba")
