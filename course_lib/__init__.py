"""Reference code of the course: small, readable, and checked against the field's own libraries."""
