"""Takes spaces away at both ends of each text."""
# fails: scripts

def bytes_per_token(texts, ids):
    n_tokens = sum(len(row) for row in ids)
    if n_tokens == 0:
        return 0.0
    return sum(len(text.strip().encode("utf-8")) for text in texts) / n_tokens
