"""Calls the quicker form of the course's library."""
# fails: from_scratch

def bpe_encode(text, merges):
    from course_lib.tokenization.byte_pair_encoding import merge_earliest_first

    ranks = {tuple(m): 256 + i for i, m in enumerate(merges)}
    return merge_earliest_first(list(text.encode()), ranks)
