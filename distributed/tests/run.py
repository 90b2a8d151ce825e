"""The job against one machine: equal results in any order, with any number of partitions, and after any fault.

`python tests/run.py --worker PATH [--all] [PART...]`; the parts are `equal`, `kill`, `resume` and `skew`. Without
`--all`, `skew` runs only when it is named, and `kill` is tried in fewer stages. All run on loopback.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import shlex
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pyspark

os.environ.setdefault("SPARK_HOME", str(Path(pyspark.__file__).parent))
os.environ["PYSPARK_PYTHON"] = os.environ["PYSPARK_DRIVER_PYTHON"] = sys.executable
os.environ["SPARK_LOCAL_IP"] = "127.0.0.1"
HERE = Path(__file__).parent
sys.path[:0] = [str(HERE), str(HERE.parent)]
os.environ["PYTHONPATH"] = str(HERE.parent)

import articles  # noqa: E402
from pyarrow import parquet  # noqa: E402
from pyspark.sql import SparkSession  # noqa: E402

from crosscheck_spark import cli  # noqa: E402
from crosscheck_spark.components import joined  # noqa: E402
from crosscheck_spark.plan import Plan  # noqa: E402

FORMATS = ("json", "html", "csv", "md", "sarif", "xml", "txt")
TABLES = ("articles", "claims", "pairs", "edges", "groups", "findings", "errors")
QUICK = "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC"
CONF = {
    "spark.driver.host": "127.0.0.1",
    "spark.driver.bindAddress": "127.0.0.1",
    "spark.driver.memory": "1g",
    "spark.ui.enabled": "false",
    "spark.ui.showConsoleProgress": "false",
    "spark.sql.shuffle.partitions": "2",
    "spark.log.level": "ERROR",
    # Runs of seconds: what is compiled better is not used for long enough.
    "spark.driver.extraJavaOptions": QUICK,
    "spark.executor.extraJavaOptions": QUICK,
    # Partitions as many as asked for, however small.
    "spark.sql.adaptive.coalescePartitions.enabled": "false",
}
# Copies of one story.
SKEWED = 10_000
# Stages in which a worker and its executor are killed: in the short form those that do most of the work, else all.
SOME_STAGES = ("extract", "score")
STAGES = ("extract", "keys", "pairs", "copies", "origins", "score", "groups", "classify", "claims")


@contextmanager
def session(master: str, worker: str, **conf: str) -> Iterator[SparkSession]:
    """A session on loopback that was sent the worker."""
    builder = SparkSession.builder.appName("crosscheck tests").master(master)
    for name, value in {**CONF, **{name.replace("_", "."): value for name, value in conf.items()}}.items():
        builder = builder.config(name, value)
    spark = builder.getOrCreate()
    try:
        with cli.shipped(spark, worker):
            yield spark
    finally:
        spark.stop()


def job(spark: SparkSession, worker: str, output: str, inputs: list[str], *more: str) -> None:
    """A run of the job in that session."""
    arguments = ["check", "--output", output, "--no-config", *more]
    for given in inputs:
        arguments += ["--input", given]
    cli.run(spark, Plan.make(worker, ["--no-config"]), Path(worker).name, cli.parser().parse_args(arguments))


def single(worker: str, inputs: list[str], folder: Path) -> dict[str, bytes]:
    """What one machine makes of it."""
    return reports([worker, "check", "--no-config", *inputs], folder)


def tables(worker: str, output: str, folder: Path) -> dict[str, bytes]:
    """What is made of the tables."""
    return reports([worker, "report", "--from", output], folder)


def reports(command: list[str], folder: Path) -> dict[str, bytes]:
    folder.mkdir(parents=True, exist_ok=True)
    files = {form: folder / f"report.{form}" for form in FORMATS}
    options = [option for file in files.values() for option in ("-o", str(file))]
    done = subprocess.run([*command, "-q", *options], capture_output=True, text=True, check=False)
    assert all(file.exists() for file in files.values()), f"{command}: {done.returncode}: {done.stderr}"
    return {form: file.read_bytes() for form, file in files.items()} | {"exit": str(done.returncode).encode()}


def same(expected: dict[str, bytes], found: dict[str, bytes], what: str) -> None:
    for form, wanted in expected.items():
        if found[form] != wanted:
            at = next((at for at, (a, b) in enumerate(zip(wanted, found[form], strict=False)) if a != b), -1)
            begin = max(0, at - 300)
            sides = f"{wanted[begin : at + 200]!r}\n{found[form][begin : at + 200]!r}"
            raise AssertionError(f"{what}: {form} differs at byte {at}:\n{sides}")
    say(f"{what}: all formats are equal ({len(expected['json'])} bytes of JSON)")


def say(words: str) -> None:
    print(f"   {words}", flush=True)


def digests(spark: SparkSession, output: str) -> dict[str, str]:
    """The hash of each table, its rows sorted."""
    out = {}
    for name in TABLES:
        rows = sorted(repr(tuple(row)) for row in spark.read.parquet(f"{output}/{name}").collect())
        out[name] = f"{len(rows)} {hashlib.sha256(chr(10).join(rows).encode()).hexdigest()}"
    return out


def equal(worker: str, _: bool) -> None:
    """Any partitions, batches and order; JSON Lines and Parquet."""
    records = articles.demo()
    records += articles.copies(records[:12], 3) + articles.chain() + articles.odd()
    # The ids of some are those of their lines: in another order they are other articles.
    named = [record for record in records if record.get("id") not in (None, "twice", "no text", "empty", "blank")]
    Path("in.jsonl").write_bytes(articles.lines(records))
    Path("mixed.jsonl").write_bytes(articles.lines(named, shuffled=7))
    runs = ((1, 8192, 500_000, "in.jsonl"), (2, 17, 10, "in.jsonl"), (7, 1, 500_000, "mixed.jsonl"))
    sums: dict[str, dict[str, str]] = {}
    with session("local-cluster[2,1,1024]", worker, spark_executor_memory="1g") as spark:
        for partitions, batch, driver_edges, given in runs:
            spark.conf.set("spark.sql.files.maxPartitionBytes", str(900_000 // partitions))
            output, expected = f"out-{partitions}", single(worker, [given], Path(f"single-{partitions}"))
            options = ["--partitions", str(partitions), "--batch", str(batch), "--driver-edges", str(driver_edges)]
            job(spark, worker, output, [given], *options)
            what = f"{given}, {partitions} partitions, batches of {batch}"
            same(expected, tables(worker, output, Path(f"tables-{partitions}")), what)
            found = digests(spark, output)
            assert sums.setdefault(given, found) == found, f"tables differ: {sums[given]} {found}"
        plain = [{key: str(value) for key, value in record.items()} for record in named]
        columns = "id string, source string, date string, text string"
        spark.createDataFrame(plain, columns).coalesce(1).write.parquet("in.parquet")
        job(spark, worker, "out-parquet", ["in.parquet"], "--partitions", "1")
        findings = [finding_ids(spark, output) for output in ("out-7", "out-parquet")]
        assert findings[0] == findings[1] != [], "findings of Parquet and JSON Lines differ"
        say(f"Parquet: the same {len(findings[0])} findings")
        undecodable(spark, worker)


def finding_ids(spark: SparkSession, output: str) -> list[str]:
    rows = spark.read.parquet(f"{output}/findings").where("row = 'finding'").orderBy("id", "message")
    return [str(row["id"]) for row in rows.collect()]


def undecodable(spark: SparkSession, worker: str) -> None:
    """Bytes that are no text: told line by line, where one machine tells a file at a time; all else is equal."""
    good = "Der Bürgermeister sagte: 12 Menschen starben, als die Brücke bei Wendover fiel.".encode()
    bad = b'{"id": 1, "text": "At least 12 people died when the bridge at Wendover fell \xff on Monday."}\n'
    other = b'{"id": 2, "text": "Nine people died when the bridge at Wendover fell on Monday."}\n'
    Path("bytes.jsonl").write_bytes(bad + other + b'{"id": 3, "text": "' + good + b'"}\n')
    job(spark, worker, "out-bytes", ["bytes.jsonl"], "--partitions", "1")
    one, many = single(worker, ["bytes.jsonl"], Path("single-bytes")), tables(worker, "out-bytes", Path("tables-bytes"))
    assert one["csv"] == many["csv"] and b"Wendover" in many["csv"], "findings on undecodable bytes differ"
    assert b"is not all UTF-8" in many["json"]
    say("undecodable bytes: the findings are equal")


def skew(worker: str, _: bool) -> None:
    """One story thousands of times: keys and lines of all of them."""
    records = articles.skewed(SKEWED) + articles.demo()[:30]
    Path("skew.jsonl").write_bytes(articles.lines(records))
    with session("local[2]", worker) as spark:
        job(spark, worker, "out-skew", ["skew.jsonl"], "--partitions", "4")
    same(
        single(worker, ["skew.jsonl"], Path("single-skew")),
        tables(worker, "out-skew", Path("tables-skew")),
        f"{SKEWED} copies",
    )


@contextmanager
def cluster() -> Iterator[str]:
    """A standalone master with two workers, each of one core."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    home = Path(os.environ["SPARK_HOME"], "bin", "spark-class")
    url = f"spark://127.0.0.1:{port}"
    master = ["org.apache.spark.deploy.master.Master", "--host", "127.0.0.1", "--port", str(port), "--webui-port", "0"]
    node = ["org.apache.spark.deploy.worker.Worker", "--host", "127.0.0.1", "-c", "1", "-m", "1g", "--webui-port", "0"]
    commands = [master] + [[*node, "--work-dir", str(Path(f"work-{at}").absolute()), url] for at in range(2)]
    started: list[subprocess.Popen[bytes]] = []
    try:
        for at, command in enumerate(commands):
            with Path(f"node-{at}.log").open("wb") as log:
                started.append(subprocess.Popen([str(home), *command], stdout=log, stderr=log))
            if at == 0:
                reachable(port, started[0])
        yield url
    finally:
        for process in started:
            process.terminate()
        for process in started:
            with suppress(subprocess.TimeoutExpired):
                process.wait(30)
            process.kill()


def reachable(port: int, master: subprocess.Popen[bytes]) -> None:
    while True:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        assert master.poll() is None, "the master ended: " + Path("node-0.log").read_text(encoding="utf-8")[-2000:]
        time.sleep(0.1)


def few() -> list[dict[str, object]]:
    records = articles.demo()[:40]
    return records + articles.copies(records[:6], 2)


def wrapped(worker: str, name: str, first: str) -> str:
    """A program that is the worker, but for a stage that it begins: then it does `first` beforehand."""
    path = Path(name).absolute()
    text = f'#!/bin/sh\nif [ "$2" = stage ]; then\n    stage=$3\n{first}fi\nexec {shlex.quote(worker)} "$@"\n'
    path.write_text(text, encoding="utf-8")
    path.chmod(0o755)
    return str(path)


def kill(worker: str, whole: bool) -> None:
    """The first worker of each of the stages is killed, and the executor that started it."""
    Path("kill.jsonl").write_bytes(articles.lines(few()))
    expected = single(worker, ["kill.jsonl"], Path("single-kill"))
    stages = STAGES if whole else SOME_STAGES
    marks = Path("marks").absolute()
    marks.mkdir()
    killer = wrapped(
        worker,
        "killer",
        f"""    case " {" ".join(stages)} " in *" $stage "*)
        if mkdir {marks}/$stage 2>/dev/null; then
            head -c 100 > /dev/null
            parent=$PPID
            while [ "$(cat /proc/$parent/comm)" != java ]; do parent=$(awk '{{print $4}}' /proc/$parent/stat); done
            kill -9 $parent
            kill -9 $$
        fi
    esac
""",
    )
    with (
        cluster() as url,
        session(url, killer, spark_executor_memory="640m", spark_executor_cores="1") as spark,
    ):
        job(spark, killer, "out-kill", ["kill.jsonl"])
    killed = sorted(path.name for path in marks.iterdir())
    assert killed == sorted(stages), f"killed only in {killed}"
    same(expected, tables(worker, "out-kill", Path("tables-kill")), f"killed in {len(killed)} stages")


def resume(worker: str, _: bool) -> None:
    """The driver is killed while its workers score: the tables before are whole, those behind are not begun."""
    Path("resume.jsonl").write_bytes(articles.lines(few()))
    scoring, held = Path("scoring").absolute(), Path("held").absolute()
    held.touch()
    # The workers do not get done before the driver is gone.
    holder = wrapped(
        worker,
        "holder",
        f"""    if [ $stage = score ]; then
        touch {scoring}
        while [ -e {held} ]; do sleep 0.1; done
    fi
""",
    )
    conf = [option for name, value in CONF.items() for option in ("--conf", f"{name}={value}")]
    environment = {**os.environ, "PYSPARK_SUBMIT_ARGS": shlex.join(["--master", "local[2]", *conf, "pyspark-shell"])}
    command = [sys.executable, "-m", "crosscheck_spark", "check", "--no-config"]
    command += ["--input", "resume.jsonl", "--output", "out-resume", "--worker"]
    with Path("driver.log").open("wb") as log:
        driver = subprocess.Popen([*command, holder], env=environment, stdout=log, stderr=log, start_new_session=True)
    try:
        wait_for(scoring, driver)
    finally:
        with suppress(ProcessLookupError):
            os.killpg(driver.pid, 9)
        driver.wait()
        held.unlink()
    command.append(worker)
    half = subprocess.run([worker, "report", "--from", "out-resume"], capture_output=True, text=True, check=False)
    assert half.returncode == 2 and "has not ended" in half.stderr, half
    subprocess.run([*command, "--resume"], env=environment, check=True)
    same(
        single(worker, ["resume.jsonl"], Path("single-resume")),
        tables(worker, "out-resume", Path("tables-resume")),
        "resumed",
    )
    taken = sum(parquet.read_table("out-resume/metrics").column("resumed").to_pylist())
    assert taken >= 3, f"only {taken} tables were taken over"
    other = subprocess.run(
        [*command, "--input", "kill.jsonl", "--resume"], env=environment, capture_output=True, text=True, check=False
    )
    assert other.returncode == 2 and "another input" in other.stderr, other


def wait_for(path: Path, driver: subprocess.Popen[bytes]) -> None:
    while not path.exists():
        assert driver.poll() is None, "the driver ended: " + Path("driver.log").read_text(encoding="utf-8")[-2000:]
        time.sleep(0.05)


def main() -> None:
    assert joined([(4, 2), (3, 4), (7, 9)]) == [(2, 2), (3, 2), (4, 2), (7, 7), (9, 7)]
    parts: dict[str, Callable[[str, bool], None]] = {"equal": equal, "kill": kill, "resume": resume, "skew": skew}
    short = [name for name in parts if name != "skew"]
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--worker", required=True)
    parser.add_argument("--all", action="store_true", help="all parts, and kills in all stages")
    parser.add_argument("--keep", help="folder to work in, which stays")
    parser.add_argument("parts", nargs="*", choices=[[], *parts], default=[])
    options = parser.parse_args()
    worker = str(Path(options.worker).absolute())
    folder = options.keep or tempfile.mkdtemp(prefix="crosscheck-spark-")
    Path(folder).mkdir(parents=True, exist_ok=True)
    os.chdir(folder)
    for name in options.parts or (parts if options.all else short):
        begun = time.monotonic()
        parts[name](worker, options.all)
        say(f"{name}: {time.monotonic() - begun:.1f} s")
    if not options.keep:
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    main()
