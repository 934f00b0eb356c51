"""The course's own cache and attention."""
# fails: manners

from course_lib.layers.attention import grouped_query_attention


def step_with_cache(q, k, v, earlier_k, earlier_v):
    keys, values = torch.cat([earlier_k, k], dim=2), torch.cat([earlier_v, v], dim=2)
    return grouped_query_attention(q, keys, values), keys, values
