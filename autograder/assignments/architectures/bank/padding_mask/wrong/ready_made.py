"""The mask of the course."""
# fails: from_scratch

def padding_mask(lengths, n):
    from course_lib.layers import masks

    return masks.padding_mask(lengths, n)
