"""Words that speak of a finding told elsewhere: by title, by number, by likeness, by year."""
