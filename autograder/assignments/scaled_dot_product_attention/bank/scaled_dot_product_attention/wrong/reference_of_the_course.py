"""The course's own function is imported."""
# fails: from_scratch

from course_lib.layers.attention import scaled_dot_product_attention as attend


def scaled_dot_product_attention(q, k, v):
    return attend(q, k, v)
