"""Two sorted lists of runs, merged by hand."""

def paired_differences(changed, kept):
    ours, theirs, found = sorted(changed.items()), sorted(kept.items()), []
    while ours and theirs:
        if ours[0][0] == theirs[0][0]:
            found += [ours.pop(0)[1] - theirs.pop(0)[1]]
        elif ours[0][0] < theirs[0][0]:
            ours.pop(0)
        else:
            theirs.pop(0)
    return found
