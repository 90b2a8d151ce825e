"""Connected components of a graph of whole numbers: which nodes hang together, each set named by its smallest node.

Small graphs are joined on the driver. Larger ones go through alternating large-star and small-star steps (Kiveris et
al. 2014, "Connected components in MapReduce and beyond"). Their number grows with the logarithm of the nodes; each is
written down, so that no query plan grows with the rounds.
"""

from __future__ import annotations

from collections.abc import Callable

from pyspark.sql import DataFrame, SparkSession
from pyspark.sql import functions as f
from pyspark.sql.types import LongType, StructField, StructType

# Edges that the driver joins by itself: some 100 MB of Python objects.
DRIVER_EDGES = 500_000
# Rounds after which something must be wrong: each halves what is left to do.
ROUNDS = 60

SCHEMA = StructType([StructField("node", LongType()), StructField("component", LongType())])

Keep = Callable[[str, Callable[[], DataFrame]], DataFrame]


def components(spark: SparkSession, edges: DataFrame, keep: Keep, driver_edges: int = DRIVER_EDGES) -> DataFrame:
    """The component of each node of `edges` (left, right). `keep` writes a table down and reads it back."""
    edges = edges.select("left", "right").where("left <> right")
    if edges.limit(driver_edges + 1).count() <= driver_edges:
        rows = [(int(row["left"]), int(row["right"])) for row in edges.collect()]
        return spark.createDataFrame(joined(rows), SCHEMA)
    return _by_stars(edges, keep)


def joined(edges: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Each node with the smallest of its component, by union-find."""
    above: dict[int, int] = {}

    def root(node: int) -> int:
        top = node
        while above.setdefault(top, top) != top:
            top = above[top]
        while above[node] != top:
            above[node], node = top, above[node]
        return top

    for left, right in edges:
        one, other = root(left), root(right)
        above[max(one, other)] = min(one, other)
    return [(node, root(node)) for node in sorted(above)]


def _by_stars(edges: DataFrame, keep: Keep) -> DataFrame:
    stars = keep(
        "round-0",
        lambda: edges.select(f.greatest("left", "right").alias("u"), f.least("left", "right").alias("v")).distinct(),
    )
    mark = _mark(stars)
    for number in range(1, ROUNDS + 1):
        stars = keep(f"round-{number}", lambda now=stars: _small_star(_large_star(now)))  # type: ignore[misc]
        before, mark = mark, _mark(stars)
        if before == mark:
            roots = stars.select(f.col("v").alias("node"), f.col("v").alias("component"))
            return stars.select(f.col("u").alias("node"), f.col("v").alias("component")).union(roots).distinct()
    raise RuntimeError(f"components are not found after {ROUNDS} rounds")


def _mark(edges: DataFrame) -> tuple[int, int]:
    """The number of edges and a sum that changes when one of them does."""
    row = edges.agg(f.count("*"), f.sum(f.xxhash64("u", "v").cast("decimal(38,0)"))).collect()[0]
    return int(row[0]), int(row[1] or 0)


def _large_star(edges: DataFrame) -> DataFrame:
    """Ties the larger neighbours of each node to the smallest of its neighbours and itself."""
    both = edges.select("u", "v").union(edges.select(f.col("v").alias("u"), f.col("u").alias("v")))
    least = both.groupBy("u").agg(f.min("v").alias("m")).select("u", f.least("u", "m").alias("m"))
    tied = both.join(least, "u").where("v > u").select(f.col("v").alias("u"), f.col("m").alias("v"))
    return tied.where("u <> v").distinct()


def _small_star(edges: DataFrame) -> DataFrame:
    """Ties each node and its smaller neighbours to the smallest of them."""
    down = edges.select(f.greatest("u", "v").alias("u"), f.least("u", "v").alias("v")).distinct()
    least = down.groupBy("u").agg(f.min("v").alias("m"))
    tied = down.join(least, "u").select(f.col("v").alias("u"), f.col("m").alias("v")).where("u <> v")
    return tied.union(least.select("u", f.col("m").alias("v"))).distinct()
