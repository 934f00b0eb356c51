"""The longest piece in the vocabulary, from the left."""
# fails: order

def bpe_encode(text, merges):
    spelled = {bytes([i]): i for i in range(256)}
    tokens = [bytes([i]) for i in range(256)]
    for i, (left, right) in enumerate(merges):
        tokens.append(tokens[left] + tokens[right])
        spelled[tokens[-1]] = 256 + i
    rest, ids = text.encode(), []
    while rest:
        end = next(end for end in range(len(rest), 0, -1) if rest[:end] in spelled)
        ids.append(spelled[rest[:end]])
        rest = rest[end:]
    return ids
