"""A release: a dataset that passed its own checks, with exports, checksums and what changed since the last one."""
