"""A Counter of pairs, and exact fractions."""
from collections import Counter
from fractions import Fraction

def bigram_table(ids, vocab_size, smoothing=0.0):
    tally = Counter(zip(ids.tolist(), ids.tolist()[1:]))
    table = []
    for a in range(vocab_size):
        row = [tally[a, b] + Fraction(smoothing) for b in range(vocab_size)]
        total = sum(row)
        table.append([float(c / total) if total else 1 / vocab_size for c in row])
    return torch.tensor(table, dtype=torch.float64)
