"""Workbooks: values as their cells show them, lines and tables of a sheet."""
