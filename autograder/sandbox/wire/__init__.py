"""What crosses between the grader and a student's kernel: values, and nothing that can act.

`channel` moves messages, `values` turns Python values into messages and back. Both ends run this
code, but only the grader's end can trust its own; it believes nothing that it cannot check, and
never unpickles.
"""
