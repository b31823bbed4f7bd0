"""The administration in order: what will fail later, found before it hurts, and mended in one click. One verb a file."""
