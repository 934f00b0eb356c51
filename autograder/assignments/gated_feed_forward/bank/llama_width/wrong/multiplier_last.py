"""The multiplier comes after the rounding."""
# fails: examples published steps

def llama_width(d_model, multiplier=None, multiple_of=256):
    width = int(2 * (4 * d_model) / 3)
    width = multiple_of * math.ceil(width / multiple_of)
    return width if multiplier is None else int(multiplier * width)
