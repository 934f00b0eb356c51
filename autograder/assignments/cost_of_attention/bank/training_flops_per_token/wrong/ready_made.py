"""The counter of the course."""
# fails: integer

def training_flops_per_token(config):
    from course_lib.accounting.flops import training_flops_per_token as counted
    
    return counted(config)
