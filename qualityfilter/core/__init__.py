"""Errors, the values that flow, settings and their file, limits, reasons and model files."""
