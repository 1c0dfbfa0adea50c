"""Records in many formats, read and written, and runs that clean many files with many processes."""
