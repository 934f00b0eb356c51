"""The course's own function."""
# fails: manners

def keep_min_p(logits, p):
    from course_lib.generation import sampling

    return sampling.keep_min_p(logits, p)
