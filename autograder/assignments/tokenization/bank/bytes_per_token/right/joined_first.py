"""All texts joined, all ids in one row."""

def bytes_per_token(texts, ids):
    row = [token for tokens in ids for token in tokens]
    return len("".join(texts).encode("utf-8")) / max(len(row), 1)
