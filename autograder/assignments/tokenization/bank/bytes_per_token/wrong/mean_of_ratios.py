"""The mean of each text's own ratio."""
# fails: several_texts

def bytes_per_token(texts, ids):
    ratios = [len(t.encode()) / len(row) for t, row in zip(texts, ids) if row]
    return sum(ratios) / len(ratios) if ratios else 0.0
