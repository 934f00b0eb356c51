"""Multiples, one after the other."""

def llama_width(d_model, multiplier=None, multiple_of=256):
    width = int(2 * (4 * d_model) / 3)
    if multiplier is not None:
        width = int(multiplier * width)
    total = 0
    while total < width:
        total += multiple_of
    return total
