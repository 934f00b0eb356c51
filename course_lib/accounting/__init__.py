"""Accounting: parameters, operations and bytes, exact by formula."""
