"""Score a dataset against gold annotations: what `zhenggai evaluate` does."""
