"""The approximation with the sigmoid of 1.702 x."""
# fails: values edges

def gelu(x):
    return x * torch.sigmoid(1.702 * x)
