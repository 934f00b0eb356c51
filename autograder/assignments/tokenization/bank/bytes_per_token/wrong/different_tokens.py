"""Counts every different token once."""
# fails: one_text several_texts

def bytes_per_token(texts, ids):
    n_bytes = sum(len(text.encode()) for text in texts)
    n_tokens = sum(len(set(row)) for row in ids)
    if n_tokens == 0:
        return 0.0
    return n_bytes / n_tokens
