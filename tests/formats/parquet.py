#!/usr/bin/env python3
"""Makes the Parquet files of this folder, with pyarrow 26.0.1 (pip install pyarrow==26.0.1)."""

from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

HERE = Path(__file__).resolve().parent

TEXTS = [
    "Sales of the harbour shop rose 12% from 100 to 112 in 2024.",
    "Of the 64 nests on the cliff, 16 (35%) were empty.",
    None,
    "The fleet grew to 48 boats from 40, up 20%.",
    "Net profit of the museum fell 47% from 380 to 463.",
]
TABLE = pa.table({"id": [f"a{n}" for n in range(1, 6)], "title": ["One", "Two", "Three", "Four", "Five"], "text": TEXTS})

# Three groups of rows, as a file of any size has them.
pq.write_table(TABLE, HERE / "records.parquet", compression="snappy", row_group_size=2)
pq.write_table(TABLE, HERE / "gzip.parquet", compression="gzip")
# Lists of strings in a record, and numbers for what the rows are called.
NESTED = pa.table({"key": [7, 8, 9], "page": [{"lines": TEXTS[:2], "n": 1}, {"lines": [], "n": 2}, None]})
pq.write_table(NESTED, HERE / "nested.parquet", compression="zstd", data_page_version="2.0")
# 300 MiB of one letter, in a page of some kilobytes.
BOMB = pa.table({"text": ["a" * (300 << 20)]})
pq.write_table(BOMB, HERE / "bomb.parquet", compression="zstd", compression_level=19, use_dictionary=False, write_statistics=False)
