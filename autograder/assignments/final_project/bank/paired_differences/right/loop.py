"""One seed after the other, by a loop."""

def paired_differences(changed, kept):
    told = []
    for seed, loss in sorted(changed.items()):
        if seed not in kept:
            continue
        told.append(loss - kept[seed])
    return told
