"""Dates: pages that go online or offline by themselves, and what becomes of those that cannot."""
