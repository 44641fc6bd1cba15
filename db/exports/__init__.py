"""The dataset taken away: CSV, XLSX, Parquet, JSON lines, a data package."""
