"""JSON Lines and Parquet as records with their places: file, line, number among the records of the file."""

from __future__ import annotations

from itertools import groupby

from pyspark.sql import DataFrame, SparkSession
from pyspark.sql import functions as f

from crosscheck_spark.plan import RefusedError

FORMATS = ("jsonl", "parquet")


def records(spark: SparkSession, inputs: list[str], form: str | None) -> DataFrame:
    """All records: path, line, number, twin, record. `form` is one of `FORMATS`; without it the ending tells."""
    out: DataFrame | None = None
    for given in inputs:
        rows = _parquet(spark, given) if (form or _form(given)) == "parquet" else _lines(spark, given)
        named = rows.select(
            _name(spark, given).alias("path"), "line", "number", f.lit(1).cast("long").alias("twin"), "record"
        )
        out = named if out is None else out.unionByName(named)
    if out is None:
        raise RefusedError("nothing to read: name files or folders with --input")
    return out


def _form(given: str) -> str:
    plain = given.rstrip("/").lower()
    return "parquet" if plain.endswith((".parquet", ".pq")) else "jsonl"


def _name(spark: SparkSession, given: str) -> f.Column:  # type: ignore[name-defined]
    """The path of a row's file as one machine would name it: as it was given."""
    gateway = spark.sparkContext._jvm
    assert gateway is not None
    path = gateway.org.apache.hadoop.fs.Path(given)
    system = path.getFileSystem(spark.sparkContext._jsc.hadoopConfiguration())
    whole = str(system.makeQualified(path).toUri().toString())
    if not system.exists(path):
        raise RefusedError(f"cannot read {given}: no such file or folder")
    plain = given.removeprefix("./").rstrip("/")
    # `file:/a` and `file:///a` are one.
    return f.concat(
        f.lit(plain), f.substring(f.regexp_replace("file", "^file:/+", "file:/"), len(_short(whole)) + 1, 1 << 20)
    )


def _short(whole: str) -> str:
    return "file:/" + whole.removeprefix("file:").lstrip("/") if whole.startswith("file:") else whole


def _parquet(spark: SparkSession, given: str) -> DataFrame:
    rows = spark.read.parquet(given)
    place = (f.col("_metadata.row_index") + 1).alias("number")
    record = f.to_json(f.struct(*[f.col(f"`{name}`") for name in rows.columns])).cast("binary").alias("record")
    return rows.select(f.col("_metadata.file_path").alias("file"), place, record).withColumn("line", f.col("number"))


def _lines(spark: SparkSession, given: str) -> DataFrame:
    """The lines that are not blank. A file is read in blocks: what a block's lines are counted from is found first."""
    text = spark.read.text(given, lineSep="\n", recursiveFileLookup=True)
    lines = text.select(
        f.col("_metadata.file_path").alias("file"),
        f.col("_metadata.file_block_start").alias("block"),
        f.monotonically_increasing_id().alias("line_id"),
        f.col("value").cast("binary").alias("record"),
        (f.expr(r"trim(BOTH ' \t\r\n\f' FROM value)") == "").alias("blank"),
    )
    full = lines.where("not blank").withColumn("record_id", f.monotonically_increasing_id())
    found = {
        (row["file"], row["block"]): row
        for row in full.groupBy("file", "block")
        .agg(f.min("record_id").alias("first"), f.count("*").alias("all"))
        .collect()
    }
    blocks = lines.groupBy("file", "block").agg(f.min("line_id").alias("first"), f.count("*").alias("all")).collect()
    starts = []
    for _, group in groupby(sorted(blocks, key=lambda row: (row["file"], row["block"])), key=lambda row: row["file"]):
        line, number = 1, 1
        for row in group:
            records_of = found.get((row["file"], row["block"]))
            if records_of is not None:
                starts.append((row["file"], row["block"], line - row["first"], number - records_of["first"]))
                number += records_of["all"]
            line += row["all"]
    schema = "file string, block long, line_from long, number_from long"
    placed = full.join(f.broadcast(spark.createDataFrame(starts, schema)), ["file", "block"])
    line_of = (f.col("line_id") + f.col("line_from")).alias("line")
    return placed.select("file", line_of, (f.col("record_id") + f.col("number_from")).alias("number"), "record")
