"""The course's own ring."""
# fails: manners

from course_lib.training.collectives import ring_all_reduce as ready


def ring_all_reduce(tensors):
    return ready(tensors)
