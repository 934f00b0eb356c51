"""Counter.most_common, and slices replaced in a copy."""

def train_bpe(ids, n_merges):
    tokens = ids[:]
    merges = []
    while len(merges) < n_merges:
        ranked = Counter(zip(tokens, tokens[1:])).most_common(1)
        if not ranked:
            return merges
        pair = ranked[0][0]
        at = 0
        while at < len(tokens) - 1:
            if (tokens[at], tokens[at + 1]) == pair:
                tokens[at : at + 2] = [256 + len(merges)]
            at += 1
        merges.append(pair)
    return merges
