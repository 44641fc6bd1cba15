"""Where the findings of a document stand, and which layout readers are tried there."""
