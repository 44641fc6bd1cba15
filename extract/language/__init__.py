"""Words and characters, before anything is known of a document: folding, numerals, sentences, patterns."""
