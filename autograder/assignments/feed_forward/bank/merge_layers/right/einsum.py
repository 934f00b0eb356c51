"""Einsum."""

def merge_layers(up, up_bias, down, down_bias):
    matrix = torch.einsum('df,fc->dc', down, up)
    return matrix, torch.einsum('df,f->d', down, up_bias) + down_bias
