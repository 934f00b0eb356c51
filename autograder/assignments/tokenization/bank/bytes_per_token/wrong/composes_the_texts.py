"""Composes letters and their accents first, which changes the bytes."""
# fails: scripts

def bytes_per_token(texts, ids):
    import unicodedata

    n_tokens = sum(len(row) for row in ids)
    if n_tokens == 0:
        return 0.0
    return sum(len(unicodedata.normalize("NFC", text).encode()) for text in texts) / n_tokens
