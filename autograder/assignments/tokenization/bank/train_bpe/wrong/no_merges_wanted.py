"""For no merges one is learned."""
# fails: end

def train_bpe(ids, n_merges):
    n_merges = max(n_merges, 1)
    tokens, learned = (list(ids), [])
    while len(learned) < n_merges and len(tokens) > 1:
        frequency = Counter(zip(tokens, tokens[1:]))
        winner = max(frequency, key=frequency.get)
        shorter, place = ([], 0)
        while place < len(tokens):
            joined = tuple(tokens[place:place + 2]) == winner
            shorter.append(256 + len(learned) if joined else tokens[place])
            place += 2 if joined else 1
        tokens = shorter
        learned.append(winner)
    return learned
