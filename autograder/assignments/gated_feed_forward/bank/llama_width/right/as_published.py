"""The lines of Meta's code."""

def llama_width(d_model, multiplier=None, multiple_of=256):
    hidden_dim = 4 * d_model
    hidden_dim = int(2 * hidden_dim / 3)
    if multiplier is not None:
        hidden_dim = int(multiplier * hidden_dim)
    return multiple_of * ((hidden_dim + multiple_of - 1) // multiple_of)
