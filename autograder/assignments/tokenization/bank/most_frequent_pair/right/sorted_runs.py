"""Sorted, equal pairs stand together; the largest of equals."""

def most_frequent_pair(ids):
    best, best_count, run, before = None, 0, 0, None
    for pair in sorted(pairwise(ids)):
        run = run + 1 if pair == before else 1
        before = pair
        if run >= best_count:
            best, best_count = pair, run
    return best
