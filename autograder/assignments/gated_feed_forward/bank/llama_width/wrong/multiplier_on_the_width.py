"""The multiplier stretches the model, not its middle, and is cut there."""
# fails: steps

def llama_width(d_model, multiplier=None, multiple_of=256):
    width = int(d_model * (1 if multiplier is None else multiplier))
    width = int(8 * width / 3)
    return multiple_of * math.ceil(width / multiple_of)
