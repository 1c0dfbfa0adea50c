"""Read records in many formats, and write what became of them; nothing read is lost.

The one who reads cuts the input into chunks, a worker makes an outcome of each, and the outcomes'
bytes, appended in order, are joined to the output:

    options = Options("jsonl", "jsonl")
    for chunk in chunks(path, options):
        outcome = process(chunk, options, quality_filter)

A record that cannot be used fails, with its bytes, and reading goes on.
"""

from qualityfilter.records.chunk import Chunk, Raw
from qualityfilter.records.formats import (
    PAGES,
    STDIN,
    Compression,
    Format,
    compression_of,
    format_of,
)
from qualityfilter.records.jsonlines import cleaned_line, findings
from qualityfilter.records.options import KEY, MAX_RECORD, Fields, Options
from qualityfilter.records.outcome import (
    FailedRecord,
    Kept,
    Outcome,
    Record,
    Tally,
    failed_line,
)
from qualityfilter.records.processing import cleaned, failed, header, join, process, tally
from qualityfilter.records.reading import chunks, decode, file_chunks, first_chunk, read, split
from qualityfilter.records.streams import Compressor, compressor

__all__ = [
    "KEY",
    "MAX_RECORD",
    "PAGES",
    "STDIN",
    "Chunk",
    "Compression",
    "Compressor",
    "FailedRecord",
    "Fields",
    "Format",
    "Kept",
    "Options",
    "Outcome",
    "Raw",
    "Record",
    "Tally",
    "chunks",
    "cleaned",
    "cleaned_line",
    "compression_of",
    "compressor",
    "decode",
    "failed",
    "failed_line",
    "file_chunks",
    "findings",
    "first_chunk",
    "format_of",
    "header",
    "join",
    "process",
    "read",
    "split",
    "tally",
]
