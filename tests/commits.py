"""What follows a commit, in tests where nothing commits: their own transaction wraps everything."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import pytest
from django.db import connection, transaction
from django.db.transaction import Atomic
from django_tasks.backends.immediate import ImmediateBackend
from django_tasks.base import Task

COMMIT = pytest.StashKey[Callable[[], None]]()


@dataclass(frozen=True)
class Call:
    """Of a task; two calls that say the same are equal."""

    enqueue: Callable[..., Any] = field(compare=False)
    task: Task[Any, Any]
    arguments: str
    args: Any = field(compare=False)
    kwargs: Any = field(compare=False)

    def __call__(self) -> None:
        if late.is_open and self.task.name == "update_reference_index_task":
            late.waiting[self] = None
        else:
            self.enqueue(self.task, self.args, self.kwargs)


class TasksAtCommit(ImmediateBackend):
    """Runs each task once a transaction: an editor's « Publier » saves a page several times."""

    def enqueue(self, task: Task[Any, Any], args: Any, kwargs: Any) -> None:
        enqueue = super().enqueue
        transaction.on_commit(Call(enqueue, task, repr((args, sorted(kwargs.items()))), args, kwargs), robust=True)


class LateReferences:
    """Wagtail's index of what uses what is written when it is about to be read: every save would write it, a tenth of
    the time of the tests, and few of them read it. No statement of this is counted."""

    def __init__(self) -> None:
        self.is_open = False
        self.waiting: dict[Call, None] = {}

    @contextmanager
    def opened(self) -> Iterator[None]:
        self.is_open = True
        with connection.execute_wrapper(self._before):
            yield
        self.is_open = False
        self.waiting.clear()

    def _before(self, execute: Callable[..., Any], sql: str, *rest: Any) -> Any:
        if self.waiting and "wagtailcore_referenceindex" in sql and not connection.needs_rollback:
            self._write()
        return execute(sql, *rest)

    def _write(self) -> None:
        calls, self.waiting = self.waiting, {}
        seen = connection.force_debug_cursor, connection.execute_wrappers
        connection.force_debug_cursor, connection.execute_wrappers = False, []
        for call in calls:
            call.enqueue(call.task, call.args, call.kwargs)
        connection.force_debug_cursor, connection.execute_wrappers = seen


late = LateReferences()


def run_pending() -> None:
    """As a commit does; the same hook once."""
    hooks, connection.run_on_commit = connection.run_on_commit, []
    for hook in dict.fromkeys(hook for _, hook, _ in hooks):
        hook()


@pytest.fixture(autouse=True)
def run_commit_hooks(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Make a `db` test see what follows a commit.

    When a block of the code under test ends and only the test's own remain, that is where the site would commit: the
    hooks run there, and at once for code outside any block. Django has already dropped those of rolled-back blocks.
    What the fixtures arrange is one commit, just before the test. A transactional test commits for real and is left
    alone.
    """
    if "db" in request.fixturenames:
        request.getfixturevalue("db")
    if not connection.in_atomic_block:
        yield
        return
    own_blocks, leave = len(connection.atomic_blocks), Atomic.__exit__
    register, arranged = connection.on_commit, False

    def commit() -> None:
        if arranged and len(connection.atomic_blocks) == own_blocks and not connection.needs_rollback:
            run_pending()

    def commit_what_is_arranged() -> None:
        nonlocal arranged
        arranged = True
        commit()

    def leave_block(block: Atomic, *error: Any) -> None:
        leave(block, *error)
        commit()

    def register_hook(hook: Callable[[], Any], robust: bool = False) -> None:
        register(hook, robust)
        commit()

    monkeypatch.setattr(Atomic, "__exit__", leave_block)
    monkeypatch.setattr(connection, "on_commit", register_hook)
    request.node.stash[COMMIT] = commit_what_is_arranged
    with late.opened():
        yield
