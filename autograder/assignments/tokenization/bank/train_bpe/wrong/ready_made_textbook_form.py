"""Calls the textbook form of the course's library."""
# fails: from_scratch

def train_bpe(ids, n_merges):
    from course_lib.tokenization.byte_pair_training import learn_merges_by_recounting

    return learn_merges_by_recounting({tuple(ids): 1}, n_merges)
