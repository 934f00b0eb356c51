"""Divides by zero where there are no tokens."""
# fails: several_texts

def bytes_per_token(texts, ids):
    n_bytes = sum(len(text.encode()) for text in texts)
    n_tokens = sum(len(row) for row in ids)
    return n_bytes / n_tokens
