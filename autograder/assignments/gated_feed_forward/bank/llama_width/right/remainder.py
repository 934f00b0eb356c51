"""What is missing to the next multiple is added."""

def llama_width(d_model, multiplier=None, multiple_of=256):
    width = int(2 * (4 * d_model) / 3)
    if multiplier is not None:
        width = int(multiplier * width)
    return width + (-width) % multiple_of
