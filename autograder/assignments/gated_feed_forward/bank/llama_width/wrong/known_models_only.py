"""A table of three models."""
# fails: examples steps

def llama_width(d_model, multiplier=None, multiple_of=256):
    known = {(4096, None): 11008, (4096, 1.3): 14336, (5120, None): 13824}
    return known.get((d_model, multiplier), 4 * d_model)
