"""Exact fractions, brought back to numbers at the end; seeds by a heap."""
import heapq
from fractions import Fraction

def paired_differences(changed, kept):
    heap, result = [seed for seed in changed if seed in kept], []
    heapq.heapify(heap)
    while heap:
        seed = heapq.heappop(heap)
        result.append(float(Fraction(changed[seed]) - Fraction(kept[seed])))
    return result
