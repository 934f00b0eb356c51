"""Calls the library of the course."""
# fails: from_scratch

def bpe_decode(ids, merges):
    from course_lib.tokenization.byte_pair_encoding import BytePairTokenizer

    vocab = {bytes([i]): i for i in range(256)}
    spelled = [bytes([i]) for i in range(256)]
    for a, b in merges:
        spelled.append(spelled[a] + spelled[b])
    tokenizer = BytePairTokenizer(vocab, [])
    tokenizer.token_bytes = dict(enumerate(spelled))
    return tokenizer.decode(ids)
