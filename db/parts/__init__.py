"""The dataset as partitioned Parquet, which many workers write at once."""
