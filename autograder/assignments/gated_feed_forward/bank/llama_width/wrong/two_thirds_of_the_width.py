"""Two thirds of d_model, without the four."""
# fails: examples published steps

def llama_width(d_model, multiplier=None, multiple_of=256):
    width = int(2 * d_model / 3)
    if multiplier is not None:
        width = int(multiplier * width)
    return multiple_of * math.ceil(width / multiple_of)
