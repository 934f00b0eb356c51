"""The function of course_lib."""
# fails: from_scratch

def layer_norm(x, gain, bias, eps=1e-5):
    from course_lib.layers.normalization import layer_norm as theirs

    return theirs(x, gain, bias, eps)
