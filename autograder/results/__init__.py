"""What comes out of grading, for people: feedback, explanations, analysis, exports."""
