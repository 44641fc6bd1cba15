"""Where a row comes from: the bytes and pictures of its source, and its story."""
