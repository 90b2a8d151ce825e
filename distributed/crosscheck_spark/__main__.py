"""`python -m crosscheck_spark`, and what `spark-submit` is given."""

import sys

from crosscheck_spark.cli import main

if __name__ == "__main__":
    sys.exit(main())
