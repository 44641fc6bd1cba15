"""Figures of the comparing pages, each with the statement that gives it."""
