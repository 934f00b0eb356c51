"""The counter of the course."""
# fails: integer

def training_flops_per_token(config):
    from course_lib.flop_count import training_flops_per_token as counted
    
    return counted(config)
