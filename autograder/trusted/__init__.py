"""The grader's own side: test cells run here, where no student code is.

==================  ==========================================================================
`kernel`            one student's kernel, as the grader holds it: start, ask, stop
`proxies`           what stands for a student's functions and objects
`gradients`         how autograd crosses
`attempts`          kernels of one notebook: started again after a death, earlier cells replayed
`test_cells`        one test cell: its names, its seeds, its verdict
`grading`           one notebook from the first cell to the last
==================  ==========================================================================
"""
