"""Reports, their passages and what became of them, as files whose export is the import."""
