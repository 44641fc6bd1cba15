"""What people decided about rows: readable files, applied after extraction, never only in a dataset."""
