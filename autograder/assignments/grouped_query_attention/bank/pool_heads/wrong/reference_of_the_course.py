"""The library's own function."""
# fails: manners

from course_lib.layers.attention import pool_heads as library


def pool_heads(weight, n_heads, n_kv_heads):
    if n_heads % n_kv_heads:
        raise ValueError(f"{n_heads} heads into {n_kv_heads}")
    return library(weight, n_heads, n_kv_heads)
