"""The library's block with the tensors put in."""
# fails: manners

from course_lib.layers.attention import GroupedQueryAttention
from course_lib.layers.feed_forward import SwiGLU
from course_lib.layers.normalization import RMSNorm
from course_lib.layers.transformer_block import PreNormBlock


def llama_block(x, weights, config, rotation, mask):
    C, eps = config.d_model, config.norm_eps
    block = PreNormBlock(
        GroupedQueryAttention(C, config.n_heads, config.n_kv_heads),
        SwiGLU(C, config.d_ff),
        RMSNorm(C, eps),
        RMSNorm(C, eps),
    )
    return torch.func.functional_call(block, dict(weights), (x, mask, rotation))
