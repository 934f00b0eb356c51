"""A float comes back."""
# fails: published steps

def llama_width(d_model, multiplier=None, multiple_of=256):
    width = int(2 * (4 * d_model) / 3)
    if multiplier is not None:
        width = int(multiplier * width)
    return float(multiple_of * math.ceil(width / multiple_of))
