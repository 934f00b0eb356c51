"""The projection onto vectors of mean 0, as a matrix."""

def centre_writer(weight, bias):
    C = len(weight)
    project = torch.eye(C, dtype=weight.dtype) - torch.ones(C, C, dtype=weight.dtype) / C
    return project @ weight, project @ bias
