"""The function of course_lib."""
# fails: from_scratch

def swiglu(x, gate, up, down):
    from course_lib.layers.feed_forward import swiglu as theirs

    return theirs(x, gate, up, down)
