"""A choice of findings - place, year, topic, status, words - as SQL, and its pages."""
