"""Engines that a statement is run on: made, given a table `messages`, asked, ended."""

import json
import os
import shutil
import subprocess
import tempfile

ANSWER = ["id", "outcome", "sender", "rule", "reason", "detail", "country"]


class DuckDB:
    name = "duckdb"

    def __init__(self):
        import duckdb
        self.version = duckdb.__version__
        self.connection = duckdb.connect()
        self.folder = tempfile.mkdtemp(prefix="sendfrom-duckdb-")

    def load(self, columns, rows):
        path = os.path.join(self.folder, "rows.ndjson")
        write_rows(columns, rows, path)
        types = ", ".join(f"'{column}': 'VARCHAR'" for column in columns)
        self.connection.execute("DROP TABLE IF EXISTS messages")
        self.connection.execute(
            f"CREATE TABLE messages AS SELECT * FROM read_json('{path}', format='newline_delimited', columns={{{types}}})")

    def ask(self, statement):
        result = self.connection.execute(statement)
        assert [column[0] for column in result.description] == ANSWER
        return result.fetchall()

    def end(self):
        self.connection.close()
        shutil.rmtree(self.folder)


def write_rows(columns, rows, path):
    with open(path, "w", encoding="utf-8") as file:
        for row in rows:
            file.write(json.dumps(dict(zip(columns, row)), ensure_ascii=False) + "\n")


ENGINES = {"duckdb": DuckDB}
