"""What the stages of a run are told, as `crosscheck worker plan` prints it."""

from __future__ import annotations

import json
import subprocess
from dataclasses import dataclass
from typing import Any

from pyspark.sql.types import (
    ArrayType,
    BinaryType,
    BooleanType,
    DataType,
    LongType,
    StringType,
    StructField,
    StructType,
)

KINDS: dict[str, DataType] = {
    "long": LongType(),
    "text": StringType(),
    "bytes": BinaryType(),
    "longs": ArrayType(LongType()),
    "flag": BooleanType(),
}


class RefusedError(Exception):
    """What cannot be done, in one line."""


@dataclass(frozen=True)
class Plan:
    """A plan: its text, which workers read, and what the job needs of it."""

    text: str

    @staticmethod
    def make(worker: str, arguments: list[str]) -> Plan:
        """Asks the worker at `worker` for the plan of a run with these options."""
        command = [worker, "worker", "plan", *arguments]
        try:
            done = subprocess.run(command, capture_output=True, text=True, check=False)
        except OSError as error:
            raise RefusedError(f"cannot run {worker}: {error.strerror}; name it with --worker") from error
        if done.returncode != 0:
            raise RefusedError(done.stderr.strip() or f"{worker} worker plan ended with {done.returncode}")
        return Plan(done.stdout)

    def _parsed(self) -> dict[str, Any]:
        parsed: dict[str, Any] = json.loads(self.text)
        return parsed

    def limit(self, name: str) -> int:
        """A limit that the job has to keep."""
        return int(self._parsed()["limits"][name])

    def names(self, stage: str) -> list[str]:
        """The columns that a stage reads."""
        return [column["name"] for column in self._parsed()["stages"][stage]["reads"]]

    def together(self, stage: str) -> bool:
        """Whether rows of one value of the first column must stand one after the other."""
        return bool(self._parsed()["stages"][stage]["together"])

    def schema(self, stage: str) -> StructType:
        """The columns that a stage writes."""
        columns = self._parsed()["stages"][stage]["writes"]
        return StructType([StructField(column["name"], KINDS[column["kind"]]) for column in columns])

    def types(self, stage: str) -> dict[str, DataType]:
        """The columns that a stage reads, with their types."""
        columns = self._parsed()["stages"][stage]["reads"]
        return {column["name"]: KINDS[column["kind"]] for column in columns}

    def stamps(self, stage: str) -> dict[bytes, bytes]:
        """What streams of a stage say of themselves."""
        plan = self._parsed()
        stamps = {
            "schema": str(plan["schema"]),
            "core": plan["core"],
            "configuration": plan["hash"],
            "stage": stage,
        }
        return {f"crosscheck.{name}".encode(): value.encode() for name, value in stamps.items()}
