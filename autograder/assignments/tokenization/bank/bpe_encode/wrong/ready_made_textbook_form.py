"""Calls the textbook form of the course's library."""
# fails: from_scratch

def bpe_encode(text, merges):
    from course_lib.tokenization.byte_pair_encoding import apply_merges

    return apply_merges(list(text.encode()), {tuple(m): 256 + i for i, m in enumerate(merges)})
