"""Clean many files with many processes: parts that are finished stay finished, whatever happens."""
