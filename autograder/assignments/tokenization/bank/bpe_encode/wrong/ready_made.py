"""Calls the library of the course."""
# fails: from_scratch

def bpe_encode(text, merges):
    from course_lib.tokenization.byte_pair_training import merge_pair

    ids = list(text.encode())
    for i, pair in enumerate(merges):
        ids = merge_pair(ids, tuple(pair), 256 + i)
    return ids
