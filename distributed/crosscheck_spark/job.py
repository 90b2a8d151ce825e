"""The job: what `crosscheck check` does, as tables made of one another."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from pyspark.sql import Column, DataFrame, SparkSession, Window
from pyspark.sql import functions as f

from crosscheck_spark import components as graph
from crosscheck_spark import worker
from crosscheck_spark.plan import Plan
from crosscheck_spark.records import records
from crosscheck_spark.store import Store

# Bits for the number of a claim within its article: a claim of the whole is article << CLAIM_BITS | number.
CLAIM_BITS = 24
# Bits that Spark gives the number of a row within its partition (`monotonically_increasing_id`).
ROW_BITS = 33
# What is left out because a key is too common, among the steps of a check.
COMMON_STEP = 5


@dataclass
class Job:
    """A run."""

    spark: SparkSession
    plan: Plan
    # Name of the worker's file, as executors were sent it.
    binary: str
    store: Store
    inputs: list[str]
    form: str | None = None
    driver_edges: int = graph.DRIVER_EDGES
    errors: list[DataFrame] = field(default_factory=list)

    def run(self) -> None:
        """Writes all tables."""
        between = self.store.between
        extracted = self._extracted()
        self._leave_out(extracted.where("step is not null"), "path", "line", "twin")
        placed = between("placed", lambda: _placed(extracted.where("body is not null"), self._partitions()))
        articles = _numbered(self.spark, placed)
        texts = articles.select("article", "body", "read")
        keys = between("keys", lambda: self._through("keys", texts))
        self._leave_out(keys.where("step is not null"), None, "article", "article")
        profiles = keys.where("profile is not null")
        told = self._told(profiles)
        origins = self._origins(profiles, told)
        stories = self._components("stories", told)
        articles = (
            articles.join(_named(origins, "origin"), "article", "left")
            .join(stories.select(f.col("node").alias("article"), f.col("component").alias("story")), "article", "left")
            .withColumn("origin", f.coalesce("origin", "article"))
            .withColumn("story", f.coalesce("story", "article"))
        )
        articles = self.store.table("articles", lambda: articles.select(*ARTICLES))
        pairs = self.store.table("pairs", lambda: self._pairs(articles, told, origins))
        edges = self.store.table("edges", lambda: self._through("score", _units(pairs, articles)))
        self._leave_out(edges.where("row = 'left out'"), None, "left", "right")
        groups = self.store.table("groups", lambda: self._groups(edges))
        self.store.table("findings", lambda: self._findings(articles, told, edges))
        self.store.table("claims", lambda: self._claims(articles, groups))
        self.store.table("errors", self._errors)
        self.store.write_metrics()

    def _partitions(self) -> int:
        return int(self.spark.conf.get("spark.sql.shuffle.partitions") or 200)

    def _through(self, stage: str, rows: DataFrame) -> DataFrame:
        """The rows through a stage; those of one value of its first column come to one worker, one after the other."""
        names = self.plan.names(stage)
        types = self.plan.types(stage)
        rows = rows.select(*[f.col(name).cast(types[name]) for name in names])
        if self.plan.together(stage):
            rows = rows.repartition(names[0]).sortWithinPartitions(*names[:3])
        return rows.mapInArrow(worker.stage(self.plan, stage, self.binary), self.plan.schema(stage))

    def _components(self, name: str, edges: DataFrame) -> DataFrame:
        """The components of a graph, written down."""

        def keep(part: str, build: Callable[[], DataFrame]) -> DataFrame:
            return self.store.between(f"{name}-{part}", build)

        return self.store.between(name, lambda: graph.components(self.spark, edges, keep, self.driver_edges))

    def _leave_out(self, rows: DataFrame, path: str | None, left: str, right: str) -> None:
        """Keeps what was left out, with the places by which it is told in order."""
        # What is not told by its record is told in the order of ids.
        named = f.when(f.col("step") == 7, f.col(path)) if path else f.lit(None).cast("string")
        if path:
            places = [
                f.when(f.col("step") == 7, f.col(left)).when(f.col("step") == 8, f.col(right)).alias("left"),
                f.when(f.col("step") == 7, f.col(left)).when(f.col("step") == 8, f.col(right)).alias("right"),
            ]
            named = f.coalesce(named, f.col("what"))
        else:
            places = [f.col(left).alias("left"), f.col(right).alias("right")]
        self.errors.append(
            rows.select(
                "step", named.alias("path"), *places, f.lit(None).cast("long").alias("count"), "what", "why", "fatal"
            )
        )

    def _extracted(self) -> DataFrame:
        """All articles. Those that share an id are told apart by a number."""
        read = records(self.spark, self.inputs, self.form)
        first = self.store.between("extracted", lambda: self._through("extract", read))
        ids = first.where("id is not null").select("id", "path", "line")
        rows = Window.partitionBy("id").orderBy("path", "line")
        shared = ids.groupBy("id").count().where("count > 1").select("id")
        twins = self.store.between(
            "twins",
            lambda: (
                ids.join(shared, "id")
                .withColumn("twin", f.row_number().over(rows).cast("long"))
                .where("twin > 1")
                .select("path", "line", "twin")
            ),
        )
        if twins.isEmpty():
            return first
        again = self.store.between(
            "renamed",
            lambda: self._through("extract", read.drop("twin").join(f.broadcast(twins), ["path", "line"])),
        )
        return first.join(twins.select("path", "line"), ["path", "line"], "left_anti").unionByName(again)

    def _told(self, profiles: DataFrame) -> DataFrame:
        """The pairs of articles that tell one story. A pair comes from the smallest key that the two share."""
        limit = self.plan.limit("story_key")
        exploded = profiles.select("article", f.explode("keys").alias("key"))
        counts = self.store.between("key-counts", lambda: exploded.groupBy("key").count().where("count > 1"))
        common = counts.where(f.col("count") > limit).count()
        self.errors.append(
            self.spark.createDataFrame([(COMMON_STEP, None, None, None, common, None, None, None)], ERRORS)
        )
        kept = exploded.join(counts.where(f.col("count") <= limit).select("key"), "key")
        lists = kept.groupBy("article").agg(f.sort_array(f.collect_list("key")).alias("keys"))
        rows = kept.join(lists, "article").join(profiles.select("article", "profile"), "article")
        return self.store.between("told", lambda: self._through("pairs", rows))

    def _origins(self, profiles: DataFrame, told: DataFrame) -> DataFrame:
        """The origin of each article that is or has a copy."""
        limit = self.plan.limit("copy_run")
        runs = profiles.select("article", f.explode("runs").alias("run"))
        counted = runs.groupBy("run").agg(f.count("*").alias("all"), f.min("article").alias("first")).where("all > 1")
        counts = self.store.between("run-counts", lambda: counted)
        few = runs.join(counts.where(f.col("all") <= limit).select("run"), "run")
        each = few.select("run", f.col("article").alias("left")).join(
            few.select("run", f.col("article").alias("right")), "run"
        )
        # A line that thousands print must not make the work grow with their square.
        many = runs.join(counts.where(f.col("all") > limit), "run")
        first = many.select("run", f.col("first").alias("left"), f.col("article").alias("right"))
        shared = (
            each.where("left < right")
            .union(first.where("left < right"))
            .groupBy("left", "right")
            .agg(f.count("*").alias("shared"))
        )
        shared = shared.where(f.col("shared") >= self.plan.limit("copy_runs"))
        sizes = profiles.select("article", f.size("runs").alias("runs"), "print")
        for side in ("left", "right"):
            own = sizes.select(
                f.col("article").alias(side),
                f.col("runs").alias(f"{side}_runs"),
                f.col("print").alias(f"{side}_print"),
            )
            shared = shared.join(own, side)
        alike = self.store.between("alike", lambda: self._through("copies", shared))
        component = self._components("copies", alike)
        rows = alike.join(_ends(component, "left", "component"), "left").unionByName(
            _within(told.select("left", "right"), component, "component"), allowMissingColumns=True
        )
        return self.store.between("origins", lambda: self._through("origins", rows))

    def _pairs(self, articles: DataFrame, told: DataFrame, origins: DataFrame) -> DataFrame:
        """What is compared, by units of work: articles of one story, copies, and each article with itself."""
        copies = origins.where("article <> origin").select(
            f.least("article", "origin").alias("left"),
            f.greatest("article", "origin").alias("right"),
            f.lit(True).alias("copy"),
        )
        both = told.join(copies, ["left", "right"], "full").select(
            f.coalesce("key", f.xxhash64("left")).alias("unit"),
            "left",
            "right",
            "kin",
            f.coalesce("copy", f.lit(False)).alias("copy"),
        )
        own = articles.select(
            f.xxhash64("article").alias("unit"),
            f.col("article").alias("left"),
            f.col("article").alias("right"),
            f.lit(None).cast("long").alias("kin"),
            f.lit(False).alias("copy"),
        )
        return both.union(own)

    def _groups(self, edges: DataFrame) -> DataFrame:
        """The claims that are one, each with the first of them."""

        def whole(side: str) -> Column:
            return f.shiftleft(f.col(side), CLAIM_BITS).bitwiseOR(f.col(f"{side}_claim")).alias(side)

        links = edges.where("row = 'link'").select(whole("left"), whole("right"), "strength")
        component = self._components("links", links)
        rows = links.join(_ends(component, "left", "component"), "left")
        found = self._through("groups", rows)

        def parts(name: str, article: str, claim: str) -> list[Column]:
            number = f.col(name).bitwiseAND(f.lit((1 << CLAIM_BITS) - 1))
            return [f.shiftright(name, CLAIM_BITS).alias(article), number.alias(claim)]

        return found.select(*parts("claim", "article", "claim"), *parts("group", "group_article", "group_claim"))

    def _findings(self, articles: DataFrame, told: DataFrame, edges: DataFrame) -> DataFrame:
        """The findings, from the comparisons that hang together with all that they need of their articles."""
        compared = edges.where("row = 'compared'")
        conflicts = compared.where("outcome = 'conflict'")
        places = [_place(conflicts, side) for side in ("left", "right")]
        disputed = places[0].union(places[1]).distinct()
        agreed = compared.where("outcome = 'agree'")
        met = [
            agreed.join(
                _place(disputed, None, side),
                ["kind", side, f"{side}_claim", f"{side}_start", f"{side}_end"],
                "left_semi",
            )
            for side in ("left", "right")
        ]
        ends = [rows.select("left", "right") for rows in (conflicts, *met, edges.where("row = 'polls'"))]
        # What a copy changed is tied together within the copies of one origin.
        in_conflict = disputed.select("article").distinct().join(articles.select("article", "origin"), "article")
        ends.append(
            in_conflict.where("article <> origin").select(
                f.col("article").alias("left"), f.col("origin").alias("right")
            )
        )
        tied = ends[0]
        for more in ends[1:]:
            tied = tied.union(more)
        tied = self.store.between("tied", lambda: tied.distinct())
        component = self._components("bundles", tied)
        nodes = tied.select(f.col("left").alias("node")).union(tied.select(f.col("right").alias("node"))).distinct()
        bundles = nodes.join(component, "node", "left").select(
            "node", f.coalesce("component", "node").alias("component")
        )
        rows = (
            articles.join(_ends(bundles, "article", "bundle"), "article")
            .select(
                "bundle",
                f.lit("article").alias("row"),
                f.col("article").alias("left"),
                "story",
                "origin",
                "body",
                "read",
            )
            .unionByName(
                _within(told.select("left", "right"), bundles, "bundle").withColumn("row", f.lit("told")),
                allowMissingColumns=True,
            )
            .unionByName(
                _within(compared.drop("strength", "step", "what", "why", "fatal"), bundles, "bundle"),
                allowMissingColumns=True,
            )
        )
        return self._through("classify", rows)

    def _claims(self, articles: DataFrame, groups: DataFrame) -> DataFrame:
        return self._through("claims", articles).join(groups, ["article", "claim"], "left")

    def _errors(self) -> DataFrame:
        out = self.errors[0]
        for more in self.errors[1:]:
            out = out.unionByName(more)
        return out


ARTICLES = (
    "article",
    "id",
    "path",
    "line",
    "number",
    "source",
    "date",
    "title",
    "url",
    "words",
    "claims",
    "story",
    "origin",
    "body",
    "read",
)
ERRORS = "step long, path string, left long, right long, count long, what string, why string, fatal boolean"


def _placed(extracted: DataFrame, partitions: int) -> DataFrame:
    """The articles in the order of their ids, each with its place."""
    ordered = extracted.repartitionByRange(partitions, "id").sortWithinPartitions("id")
    return ordered.withColumn("place", f.monotonically_increasing_id()).drop("step", "what", "why", "fatal", "twin")


def _numbered(spark: SparkSession, placed: DataFrame) -> DataFrame:
    """The articles with their numbers from 0, in the order of their ids."""
    part = f.shiftright("place", ROW_BITS).alias("part")
    counts = {int(row["part"]): int(row["count"]) for row in placed.groupBy(part).count().collect()}
    starts, start = [], 0
    for number in sorted(counts):
        starts.append((number, start))
        start += counts[number]
    offsets = spark.createDataFrame(starts, "part long, start long")
    row = f.col("place").bitwiseAND(f.lit((1 << ROW_BITS) - 1))
    rows = placed.withColumn("part", part.cast("long")).join(f.broadcast(offsets), "part")
    return rows.withColumn("article", f.col("start") + row).drop("part", "start", "place")


def _named(origins: DataFrame, name: str) -> DataFrame:
    return origins.select("article", f.col("origin").alias(name))


def _ends(component: DataFrame, node: str, name: str) -> DataFrame:
    """Components by what their nodes are called elsewhere."""
    return component.select(f.col("node").alias(node), f.col("component").alias(name))


def _within(rows: DataFrame, component: DataFrame, name: str) -> DataFrame:
    """The rows both ends of which lie in one component."""
    both = rows.join(_ends(component, "left", name), "left").join(_ends(component, "right", "_other"), "right")
    return both.where(f.col(name) == f.col("_other")).drop("_other")


def _place(rows: DataFrame, side: str | None, named: str | None = None) -> DataFrame:
    """The places of one side of comparisons; or places, called as those of a side."""
    if side is not None:
        names = {side: "article", f"{side}_claim": "claim", f"{side}_start": "start", f"{side}_end": "end"}
    else:
        names = {"article": f"{named}", "claim": f"{named}_claim", "start": f"{named}_start", "end": f"{named}_end"}
    return rows.select("kind", *[f.col(old).alias(new) for old, new in names.items()])


def _units(pairs: DataFrame, articles: DataFrame) -> DataFrame:
    """Pairs with the articles that they name, each article once a unit."""
    members = pairs.select("unit", f.col("left").alias("article")).union(
        pairs.select("unit", f.col("right").alias("article"))
    )
    texts = members.distinct().join(articles.select("article", "body", "read"), "article")
    rows = texts.select("unit", f.col("article").alias("left"), "body", "read")
    return pairs.unionByName(rows, allowMissingColumns=True)
