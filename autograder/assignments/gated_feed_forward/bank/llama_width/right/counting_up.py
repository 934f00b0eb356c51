"""Multiples, one after the other."""

def llama_width(d_model, multiplier=None, multiple_of=256):
    least = d_model * 8 // 3
    least = least if multiplier is None else int(least * multiplier)
    return next(n for n in range(0, least + multiple_of, multiple_of) if n >= least)
