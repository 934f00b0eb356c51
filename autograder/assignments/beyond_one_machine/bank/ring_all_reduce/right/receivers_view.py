"""Seen from the rank that receives; dictionaries of chunks."""

def ring_all_reduce(tensors):
    n = len(tensors)
    have = [dict(enumerate(torch.tensor_split(x.clone(), n))) for x in tensors]
    bytes_out = [0] * n
    for tick in range(2 * (n - 1)):
        adding = tick < n - 1
        parcels = {}
        for receiver in range(n):
            sender = receiver - 1 if receiver else n - 1
            which = (sender - tick) % n if adding else (sender + 1 - (tick - n + 1)) % n
            parcels[receiver] = which, have[sender][which]
            bytes_out[sender] += have[sender][which].numel() * x_size(tensors)
        for receiver, (which, parcel) in parcels.items():
            have[receiver][which] = have[receiver][which].add(parcel) if adding else parcel.clone()
    return [torch.cat([chunk for _, chunk in sorted(own.items())]) for own in have], bytes_out


def x_size(tensors):
    return tensors[0].element_size()
