"""Without tokens the answer is None."""
# fails: several_texts

def bytes_per_token(texts, ids):
    tokens = sum(map(len, ids))
    return sum((len(text.encode('utf-8')) for text in texts)) / tokens if tokens else None
