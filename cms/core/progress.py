"""How a long command shows where it is: a line that rewrites itself on a terminal, the last one only elsewhere."""

from django.core.management.base import OutputWrapper


class Progress:
    """`visible` is False for a silent run (`--verbosity 0`)."""

    def __init__(self, output: OutputWrapper, *, visible: bool = True) -> None:
        self.output = output
        self.visible = visible

    def step(self, label: str, done: int, total: int, note: str = "") -> None:
        """The last step, `done == total`, ends the line; `note` is then added to it."""
        last = done == total
        if self.visible and (last or self.output.isatty()):
            self.output.write(f"{label} : {done}/{total}{note if last else ''}", ending="\n" if last else "\r")
            self.output.flush()
