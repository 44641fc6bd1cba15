"""Upright pages of PDF files and scans alike: from runs and rules to paragraphs and tables."""
