"""The function of the decoder on one page."""
# fails: manners


def rope(x, positions, base=10000.0):
    from course_lib.decoder_on_one_page import rotate

    return rotate(x, positions, base)
