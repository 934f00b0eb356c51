"""Four times the width, without the two thirds."""
# fails: examples published steps

def llama_width(d_model, multiplier=None, multiple_of=256):
    width = 4 * d_model
    if multiplier is not None:
        width = int(multiplier * width)
    return multiple_of * math.ceil(width / multiple_of)
