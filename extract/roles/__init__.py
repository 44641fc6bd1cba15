"""What a sentence without labels does: rules by words, and the trained model."""
