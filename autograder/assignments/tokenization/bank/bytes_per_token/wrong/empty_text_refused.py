"""An empty text is an error."""
# fails: several_texts

def bytes_per_token(texts, ids):
    if not all(texts):
        raise ValueError("an empty text")
    tokens = sum(map(len, ids))
    return sum((len(text.encode('utf-8')) for text in texts)) / tokens if tokens else 0.0
