"""Integers and floor."""

def llama_width(d_model, multiplier=None, multiple_of=256):
    width = 8 * d_model // 3
    width = math.floor(width * (1.0 if multiplier is None else multiplier))
    return -(-width // multiple_of) * multiple_of
