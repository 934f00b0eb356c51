"""Only cut after the multiplier."""
# fails: steps

def llama_width(d_model, multiplier=None, multiple_of=256):
    width = int((1 if multiplier is None else multiplier) * 8 * d_model / 3)
    return multiple_of * math.ceil(width / multiple_of)
