"""A cluster of machines reads the files and writes partitioned Parquet; `build` makes one file of it."""
