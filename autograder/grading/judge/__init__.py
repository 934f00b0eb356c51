"""The grader's own side: test cells run here, where no student code is.

==================  ==========================================================================
`kernel`            one student's kernel, as the grader holds it: start, ask, stop
`deaths`            whose doing the end of a kernel was: the student's or ours
`proxies`           what stands for a student's functions and objects
`student_errors`    their errors, made again here
`gradients`         how autograd crosses
`calls_made`        the last call of a student's function, for the failure's table
`attempts`          kernels of one notebook: started again after a death, earlier cells replayed
`test_cells`        one test cell: its names, its seeds, its verdict
`verdicts`          what a test cell ends in: points or an error, and the hint table
`grading`           one notebook from the first cell to the last
==================  ==========================================================================
"""
