"""The workflow, before the first page of the demonstration is submitted to it."""

from cms.taxonomy.demo import Report
from cms.workflow import circuit


def load(report: Report) -> None:
    circuit.ensure()
