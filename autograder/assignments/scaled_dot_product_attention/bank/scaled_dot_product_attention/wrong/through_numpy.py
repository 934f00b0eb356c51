"""The sums are done in NumPy, where gradients end."""
# fails: gradients

def scaled_dot_product_attention(q, k, v):
    a, b, c = (x.detach().double().numpy() for x in (q, k, v))
    scores = a @ b.swapaxes(-2, -1) / math.sqrt(a.shape[-1])
    shares = torch.from_numpy(scores).softmax(dim=-1).numpy()
    output = torch.from_numpy(shares @ c)
    return output.to(v.dtype), torch.from_numpy(shares).to(v.dtype)
