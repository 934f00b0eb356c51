"""The mask of the course."""
# fails: from_scratch

def padding_mask(lengths, n):
    from course_lib import attention

    return attention.padding_mask(lengths, n)
