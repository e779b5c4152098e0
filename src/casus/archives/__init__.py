"""Whole archives: texts cut into blocks, blocks read by many processes or machines, readings kept as Parquet."""
