"""crosscheck on Apache Spark: the stages of `crosscheck check`, spread over a cluster."""
