"""A width that fits gets one multiple more."""
# fails: examples published steps

def llama_width(d_model, multiplier=None, multiple_of=256):
    width = int(2 * (4 * d_model) / 3)
    if multiplier is not None:
        width = int(multiplier * width)
    return multiple_of * (width // multiple_of + 1)
