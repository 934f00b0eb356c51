"""An exact fraction, which converts to a float."""
from fractions import Fraction

def bytes_per_token(texts, ids):
    n_tokens = sum(map(len, ids))
    return Fraction(sum(len(text.encode()) for text in texts), n_tokens) if n_tokens else Fraction(0)
