"""The course's own function is imported."""
# fails: manners

from course_lib.inspection import attention_maps


def effective_keys(weights):
    return attention_maps.effective_keys(weights)
