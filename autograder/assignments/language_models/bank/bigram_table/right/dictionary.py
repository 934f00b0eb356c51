"""A dictionary of pairs, row by row."""

def bigram_table(ids, vocab_size, smoothing=0.0):
    seen = {}
    row = ids.tolist()
    for pair in zip(row, row[1:]):
        seen[pair] = seen.get(pair, 0) + 1
    table = []
    for a in range(vocab_size):
        counts = [seen.get((a, b), 0) + smoothing for b in range(vocab_size)]
        total = sum(counts)
        table.append([c / total if total else 1 / vocab_size for c in counts])
    return torch.tensor(table, dtype=torch.float64)
