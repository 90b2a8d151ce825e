"""A stage as a function from Arrow batches to Arrow batches, by a worker process that is fed through a pipe."""

from __future__ import annotations

import os
import subprocess
import tempfile
import threading
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import IO

import pyarrow as pa
from pyspark import SparkFiles

from crosscheck_spark.plan import Plan

Batches = Callable[[Iterable[pa.RecordBatch]], Iterable[pa.RecordBatch]]

# Characters of what a worker said that an error repeats.
SAID = 2000


class WorkerError(Exception):
    """A worker that did not do its work; Spark runs the task again."""


def stage(plan: Plan, name: str, binary: str) -> Batches:
    """The function of a stage. `binary` is the file that the executors were sent."""

    def work(given: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        batches = iter(given)
        first = next(batches, None)
        # A partition without rows needs no worker.
        if first is None:
            return
        yield from _through(plan, name, _found(binary), first, batches)

    return work


def _found(binary: str) -> str:
    path = Path(SparkFiles.get(binary))
    if not os.access(path, os.X_OK):
        path.chmod(0o755)
    return str(path)


def _through(
    plan: Plan, name: str, binary: str, first: pa.RecordBatch, rest: Iterator[pa.RecordBatch]
) -> Iterator[pa.RecordBatch]:
    with tempfile.TemporaryDirectory(prefix="crosscheck-") as folder:
        told = Path(folder, "plan.json")
        told.write_text(plan.text, encoding="utf-8")
        with (
            Path(folder, "said").open("w+b") as said,
            subprocess.Popen(
                [binary, "worker", "stage", name, "--plan", str(told)],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=said,
            ) as process,
        ):
            assert process.stdin is not None
            assert process.stdout is not None
            failures: list[BaseException] = []
            feeder = threading.Thread(
                target=_feed, args=(process.stdin, plan, name, first, rest, failures), daemon=True
            )
            feeder.start()
            try:
                broken = None
                try:
                    yield from _results(process.stdout, plan, name)
                except pa.ArrowInvalid as error:
                    broken = error
                code = process.wait()
                feeder.join()
                if code != 0:
                    said.seek(0)
                    words = said.read(SAID).decode("utf-8", "replace").strip()
                    raise WorkerError(f"stage {name}: the worker ended with {code}: {words}")
                if broken is not None:
                    raise WorkerError(f"stage {name}: what the worker wrote breaks off: {broken}")
                if failures:
                    raise WorkerError(f"stage {name}: the worker was not fed to the end") from failures[0]
            finally:
                process.kill()


def _feed(
    pipe: IO[bytes],
    plan: Plan,
    name: str,
    first: pa.RecordBatch,
    rest: Iterator[pa.RecordBatch],
    failures: list[BaseException],
) -> None:
    """Writes all batches into the pipe and closes it; what goes wrong is left in `failures`."""
    try:
        schema = first.schema.with_metadata(plan.stamps(name))
        with pipe, pa.ipc.new_stream(pipe, schema) as sink:
            sink.write_batch(first.replace_schema_metadata(schema.metadata))
            for batch in rest:
                sink.write_batch(batch.replace_schema_metadata(schema.metadata))
    except BaseException as error:  # whoever waits for this thread tells it
        failures.append(error)


def _results(pipe: IO[bytes], plan: Plan, name: str) -> Iterator[pa.RecordBatch]:
    reader = pa.ipc.open_stream(pipe)
    found = reader.schema.metadata or {}
    expected = plan.stamps(name)
    if any(found.get(key) != value for key, value in expected.items()):
        raise WorkerError(f"stage {name}: the worker is not the one that made the plan: {found}")
    for batch in reader:
        yield batch.replace_schema_metadata(None)
