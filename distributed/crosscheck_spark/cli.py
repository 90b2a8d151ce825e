"""The command line: `python -m crosscheck_spark check --input ... --output ...`."""

from __future__ import annotations

import argparse
import json
import shutil
import sys
import tempfile
import zipfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from pyspark.sql import SparkSession

from crosscheck_spark.components import DRIVER_EDGES
from crosscheck_spark.job import Job
from crosscheck_spark.plan import Plan, RefusedError
from crosscheck_spark.records import FORMATS
from crosscheck_spark.store import Store

# Rows of a batch that a worker is fed: articles with their claims are some 30 KB each.
BATCH = 256


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs a job; the exit status."""
    options = parser().parse_args(arguments)
    try:
        _check(options)
    except RefusedError as error:
        print(f"crosscheck-spark: {error}", file=sys.stderr)
        return 2
    return 0


def parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="crosscheck_spark", description=__doc__)
    check = parser.add_subparsers(required=True).add_parser("check", help="write the tables of a run")
    check.add_argument(
        "--input", action="append", required=True, help="file or folder of JSON Lines or Parquet; repeatable"
    )
    check.add_argument("--format", choices=FORMATS, help="of the input; without it the ending tells")
    check.add_argument("--output", required=True, help="folder of the tables")
    check.add_argument("--resume", action="store_true", help="go on from the last whole table of a run that broke off")
    check.add_argument(
        "--worker", default="crosscheck", help="the program crosscheck, built with the feature `cluster`"
    )
    check.add_argument("--config", help="configuration file")
    check.add_argument("--no-config", action="store_true", help="use no configuration file")
    check.add_argument("--profile", help="as of `crosscheck check`")
    check.add_argument("--kinds", help="as of `crosscheck check`")
    check.add_argument("--min-confidence", help="as of `crosscheck check`")
    check.add_argument("--partitions", type=int, help="partitions of shuffles [default: Spark's]")
    check.add_argument(
        "--batch", type=int, default=BATCH, help=f"rows of a batch that a worker is fed [default: {BATCH}]"
    )
    check.add_argument(
        "--driver-edges",
        type=int,
        default=DRIVER_EDGES,
        help=f"largest graph, in edges, that the driver joins by itself [default: {DRIVER_EDGES}]",
    )
    return parser


def _check(options: argparse.Namespace) -> None:
    told: list[str] = []
    for name in ("config", "profile", "kinds", "min_confidence"):
        value = getattr(options, name)
        if value is not None:
            told += [f"--{name.replace('_', '-')}", value]
    if options.no_config:
        told.append("--no-config")
    worker = shutil.which(options.worker)
    if worker is None:
        raise RefusedError(f"there is no program {options.worker}; name it with --worker")
    plan = Plan.make(worker, told)
    spark = SparkSession.builder.appName("crosscheck").getOrCreate()
    try:
        with shipped(spark, worker) as binary:
            run(spark, plan, binary, options)
    finally:
        spark.stop()


def run(spark: SparkSession, plan: Plan, binary: str, options: argparse.Namespace) -> None:
    """Runs a job in a session that is there, and that was sent the worker `binary`."""
    spark.conf.set("spark.sql.execution.arrow.maxRecordsPerBatch", str(options.batch))
    if options.partitions is not None:
        spark.conf.set("spark.sql.shuffle.partitions", str(options.partitions))
    store = Store(spark, options.output, options.resume)
    store.begin(_with_inputs(plan, options.input))
    Job(spark, plan, binary, store, options.input, options.format, options.driver_edges).run()


@contextmanager
def shipped(spark: SparkSession, worker: str) -> Iterator[str]:
    """Sends the worker and this package to all executors; the name under which they find the worker."""
    with tempfile.TemporaryDirectory(prefix="crosscheck-") as folder:
        spark.sparkContext.addFile(worker)
        spark.sparkContext.addPyFile(_package(Path(folder)))
        yield Path(worker).name


def _with_inputs(plan: Plan, inputs: list[str]) -> str:
    """The plan as it is kept with the tables: it tells what was read, too."""
    parsed = json.loads(plan.text)
    parsed["inputs"] = inputs
    return json.dumps(parsed, indent=2) + "\n"


def _package(folder: Path) -> str:
    """This package as an archive, which executors load it from."""
    path = folder / "crosscheck_spark.zip"
    here = Path(__file__).parent
    with zipfile.ZipFile(path, "w") as archive:
        for file in sorted(here.glob("*.py")):
            archive.write(file, f"crosscheck_spark/{file.name}")
    return str(path)
