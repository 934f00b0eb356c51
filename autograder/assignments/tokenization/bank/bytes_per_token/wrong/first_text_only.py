"""Looks at the first text only."""
# fails: several_texts

def bytes_per_token(texts, ids):
    texts, ids = texts[:1], ids[:1]
    n_bytes = sum(len(text.encode()) for text in texts)
    n_tokens = sum(len(row) for row in ids)
    if n_tokens == 0:
        return 0.0
    return n_bytes / n_tokens
