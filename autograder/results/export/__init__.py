"""Grades in the forms that other gradebooks import."""
