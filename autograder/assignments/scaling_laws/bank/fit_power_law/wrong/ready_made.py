"""The library's own fit."""
# fails: manners

def fit_power_law(x, y):
    from course_lib.training.scaling_laws import fit_power_law as ready_made

    return tuple(ready_made(x, y))
