"""Engines that a statement is run on: made, given a table `messages`, asked, ended."""

import glob
import json
import os
import re
import shutil
import subprocess
import tempfile

def cpu_seconds(process):
    """What a process and the children it has waited for have used of processors; Linux."""
    with open(f"/proc/{process}/stat", encoding="utf-8") as file:
        fields = file.read().rsplit(")", 1)[1].split()
    return sum(int(field) for field in fields[11:15]) / os.sysconf("SC_CLK_TCK")


ANSWER = ["id", "outcome", "sender", "rule", "reason", "detail", "country"]


class DuckDB:
    name = "duckdb"

    def __init__(self):
        import duckdb
        self.version = duckdb.__version__
        self.process = os.getpid()
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


class PostgreSQL:
    """A server of its own on a socket in a folder of its own; as root, run as the user Debian makes for it."""

    name = "postgres"

    def __init__(self):
        self.folder = tempfile.mkdtemp(prefix="sendfrom-postgres-")
        os.chmod(self.folder, 0o755)
        self.as_user = ["runuser", "-u", "postgres", "--"] if os.getuid() == 0 else []
        if self.as_user:
            shutil.chown(self.folder, "postgres")
        found = sorted(glob.glob("/usr/lib/postgresql/*/bin"), key=lambda path: int(path.split("/")[4]))
        self.programs = found[-1] if found else os.path.dirname(shutil.which("initdb") or "")
        data = os.path.join(self.folder, "data")
        self.server("initdb", "-D", data, "-A", "trust", "-U", "sendfrom", "-E", "UTF8", "--locale=C.UTF-8")
        self.server("pg_ctl", "-D", data, "-w", "-l", os.path.join(self.folder, "log"), "-o",
                    f"-c listen_addresses='' -k {self.folder} -c shared_buffers=512MB -c work_mem=256MB", "start")
        self.version = self.sql("SHOW server_version").decode().strip()
        with open(os.path.join(data, "postmaster.pid"), encoding="utf-8") as file:
            self.process = int(file.readline())

    def server(self, program, *arguments):
        subprocess.run([*self.as_user, os.path.join(self.programs, program), *arguments], check=True,
                       stdout=subprocess.DEVNULL, cwd=self.folder)

    def sql(self, statement, **options):
        command = ["psql", "-h", self.folder, "-U", "sendfrom", "-d", "postgres", "-XAtq", "-v", "ON_ERROR_STOP=1", "-f", "-"]
        return subprocess.run(command, input=statement.encode(), check=True, stdout=subprocess.PIPE, **options).stdout

    def load(self, columns, rows):
        path = os.path.join(self.folder, "rows.tsv")
        escapes = str.maketrans({"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r"})
        with open(path, "w", encoding="utf-8", newline="") as file:
            for row in rows:
                file.write("\t".join("\\N" if value is None else value.translate(escapes) for value in row) + "\n")
        names = ", ".join(f'"{column}" text' for column in columns)
        self.sql(f"DROP TABLE IF EXISTS messages; CREATE TABLE messages ({names}); "
                 f"COPY messages FROM '{path}'; ANALYZE messages")

    def ask(self, statement):
        lines = self.sql(f"SET jit = off; COPY (\n{statement}\n) TO STDOUT WITH (HEADER)").decode().split("\n")[:-1]
        assert lines[0].split("\t") == ANSWER
        escapes = {"\\": "\\", "t": "\t", "n": "\n", "r": "\r"}
        return [tuple(None if cell == "\\N" else re.sub(r"\\(.)", lambda found: escapes[found[1]], cell)
                      for cell in line.split("\t")) for line in lines[1:]]

    def end(self):
        self.server("pg_ctl", "-D", os.path.join(self.folder, "data"), "-m", "immediate", "stop")
        shutil.rmtree(self.folder)


class Spark:
    """Spark in local mode, with as many workers as SPARK_WORKERS says (default 2)."""

    name = "spark"

    def __init__(self):
        from pyspark.sql import SparkSession
        self.folder = tempfile.mkdtemp(prefix="sendfrom-spark-")
        workers = os.environ.get("SPARK_WORKERS", "2")
        self.session = (
            SparkSession.builder.master(f"local[{workers}]").appName("sendfrom").config("spark.ui.enabled", "false")
            .config("spark.driver.memory", "4g").config("spark.driver.host", "localhost")
            .config("spark.sql.warehouse.dir", self.folder).config("spark.log.level", "ERROR").getOrCreate())
        self.version = f"{self.session.version}, {workers} workers"
        self.process = self.session.sparkContext._gateway.proc.pid
        self.loaded = self.asked = 0

    def load(self, columns, rows):
        # Several files, so that several workers have something to do.
        self.loaded += 1
        folder = os.path.join(self.folder, f"rows{self.loaded}")
        os.makedirs(folder)
        share = len(rows) // 8 + 1
        for start in range(0, len(rows), share):
            write_rows(columns, rows[start:start + share], os.path.join(folder, f"{start:09d}.json"))
        schema = ", ".join(f"`{column}` string" for column in columns)
        self.session.read.schema(schema).json(folder).createOrReplaceTempView("messages")

    def ask(self, statement):
        frame = self.session.sql(statement)
        assert frame.columns == ANSWER
        self.asked += 1
        folder = os.path.join(self.folder, f"answers{self.asked}")
        frame.write.json(folder)
        answers = []
        for path in sorted(glob.glob(folder + "/part-*")):
            with open(path, encoding="utf-8") as file:
                for line in file.read().split("\n"):
                    if line:
                        answer = json.loads(line)
                        answers.append(tuple(answer.get(column) for column in ANSWER))
        return answers

    def end(self):
        self.session.stop()
        shutil.rmtree(self.folder)


ENGINES = {engine.name: engine for engine in (DuckDB, PostgreSQL, Spark)}
