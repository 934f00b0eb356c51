"""The course's own function is imported."""
# fails: edges

from course_lib.layers import positional_encoding as library


def alibi_slopes(n_heads):
    if n_heads < 1:
        raise ValueError(f"{n_heads} heads")
    return library.alibi_slopes(n_heads)
