from itertools import pairwise

from course_lib.tokenization.cl100k import load_cl100k

CL100K = load_cl100k()


def test_published_ids():
    assert CL100K.encode("hello") == [15339]
    assert CL100K.encode("The capital of France is") == [791, 6864, 315, 9822, 374]
    assert CL100K.encode("<|endoftext|>", with_special_tokens=True) == [100257]
    assert CL100K.vocab_size == 100277


def test_merging_stops_only_where_no_pair_is_a_token():
    text = "Antidisestablishmentarianism, naïvely: 12345 中文🐈  \n\n  x"
    ids = CL100K.encode(text)
    assert CL100K.decode(ids) == text
    long_word = CL100K.encode("floccinaucinihilipilification")
    tokens = [CL100K.token_bytes[i] for i in long_word]
    assert all(left + right not in CL100K.vocab for left, right in pairwise(tokens))
