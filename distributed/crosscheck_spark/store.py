"""The tables of a run: each is written once, whole or not at all, and measured."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from pyspark.sql import DataFrame, SparkSession
from pyspark.sql.types import DoubleType, LongType, StringType, StructField, StructType

from crosscheck_spark.plan import RefusedError

# Folder of the tables between the stages, within that of the results.
BETWEEN = "_stages"

METRICS = StructType(
    [
        StructField("table", StringType()),
        StructField("rows", LongType()),
        StructField("bytes", LongType()),
        StructField("seconds", DoubleType()),
        StructField("core_seconds", DoubleType()),
        StructField("shuffle_bytes", LongType()),
        StructField("resumed", LongType()),
    ]
)


@dataclass
class Store:
    """Tables in Parquet under a folder of any file system that Spark knows."""

    spark: SparkSession
    folder: str
    resume: bool
    metrics: list[tuple[Any, ...]] = field(default_factory=list)
    seen: int = -1

    def path(self, name: str) -> str:
        """The folder of a table."""
        return f"{self.folder.rstrip('/')}/{name}"

    def between(self, name: str, build: Callable[[], DataFrame]) -> DataFrame:
        """A table that is only of use to later stages."""
        return self.table(f"{BETWEEN}/{name}", build)

    def table(self, name: str, build: Callable[[], DataFrame]) -> DataFrame:
        """The table of that name, built unless a run before this one has written it whole."""
        path = self.path(name)
        resumed = self.resume and self.exists(f"{name}/_SUCCESS")
        begun = time.monotonic()
        if not resumed:
            build().write.mode("overwrite").option("compression", "snappy").parquet(path)
        seconds = time.monotonic() - begun
        table = self.spark.read.parquet(path)
        core_seconds, shuffled = self._work()
        self.metrics.append((name, table.count(), self._bytes(name), seconds, core_seconds, shuffled, int(resumed)))
        self._work()
        return table

    def write_metrics(self) -> None:
        """Writes what the run took: the last of all tables, so that it says that the others are whole."""
        self.spark.createDataFrame(self.metrics, METRICS).coalesce(1).write.mode("overwrite").parquet(
            self.path("metrics")
        )

    def _work(self) -> tuple[float, int]:
        """Seconds of cores and bytes shuffled by the stages that Spark has run since the last call."""
        gateway = self.spark.sparkContext._gateway
        assert gateway is not None
        nothing = gateway.new_array(gateway.jvm.double, 0)
        status = self.spark.sparkContext._jsc.sc().statusStore()
        run, shuffled, last = 0, 0, self.seen
        # The latest comes first. Each that is asked is a call into the JVM: those of a long run are too many.
        for stage in gateway.jvm.scala.jdk.javaapi.CollectionConverters.asJava(
            status.stageList(None, False, False, nothing, None)
        ):
            number = stage.stageId()
            if number <= self.seen:
                break
            run += stage.executorRunTime()
            shuffled += stage.shuffleWriteBytes()
            last = max(last, number)
        self.seen = last
        return run / 1000, shuffled

    def _system(self, name: str) -> tuple[Any, Any]:
        gateway = self.spark.sparkContext._jvm
        assert gateway is not None
        path = gateway.org.apache.hadoop.fs.Path(self.path(name))
        return path.getFileSystem(self.spark.sparkContext._jsc.hadoopConfiguration()), path

    def exists(self, name: str) -> bool:
        """Whether there is a file or folder of that name."""
        system, path = self._system(name)
        return bool(system.exists(path))

    def _bytes(self, name: str) -> int:
        system, path = self._system(name)
        return int(system.getContentSummary(path).getLength())

    def read(self, name: str) -> str:
        """The text of a small file."""
        system, path = self._system(name)
        stream = system.open(path)
        try:
            gateway = self.spark.sparkContext._jvm
            assert gateway is not None
            return str(gateway.org.apache.commons.io.IOUtils.toString(stream, "UTF-8"))
        finally:
            stream.close()

    def write(self, name: str, text: str) -> None:
        """Writes a small file."""
        system, path = self._system(name)
        stream = system.create(path, True)
        try:
            stream.write(bytearray(text, "utf-8"))
        finally:
            stream.close()

    def begin(self, plan: str) -> None:
        """Empties the folder for a new run, or makes sure that the one that is resumed had the same plan."""
        # What Spark did earlier in this process is not of this run.
        self._work()
        if self.resume:
            if not self.exists("plan.json"):
                raise RefusedError(f"{self.folder}: there is no run to resume; leave --resume out")
            if self.read("plan.json") != plan:
                raise RefusedError(f"{self.folder}: its run had another plan or another input; leave --resume out")
            return
        if self.exists(""):
            if not self.exists("plan.json") and self._bytes("") > 0:
                raise RefusedError(
                    f"{self.folder}: holds something else than tables of crosscheck; name another folder"
                )
            system, path = self._system("")
            system.delete(path, True)
        self.write("plan.json", plan)
