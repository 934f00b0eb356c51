"""A fraction goes into the rounding."""
# fails: examples steps

def llama_width(d_model, multiplier=None, multiple_of=256):
    width = 8 * d_model / 3
    if multiplier is not None:
        width = multiplier * width
    return multiple_of * math.ceil(width / multiple_of)
