"""An application of the demo. It was written for the old server, and is never restarted.

It opens its collection once, reads twice a second, and adds a record every two seconds.
Each line of its log is a JSON object that says when it asked for what, and how that ended.
"""

import datetime
import itertools
import json
import os
import signal
import sys
import time

import chromadb
from chromadb.config import Settings

host, port, name, log_file, pid_file = sys.argv[1:6]


def log(what, well, said):
    line = {
        "at": datetime.datetime.now(datetime.timezone.utc).strftime("%Y-%m-%dT%H:%M:%S.%fZ"),
        "what": what,
        "well": well,
        "said": said[:300],
    }
    with open(log_file, "a", encoding="utf-8") as out:
        out.write(json.dumps(line) + "\n")


def attempt(what, ask):
    try:
        log(what, True, ask())
    except Exception as e:
        log(what, False, f"{type(e).__name__}: {e}")


def opened():
    """What an application does at its start, done again until its server is there."""
    while True:
        try:
            client = chromadb.HttpClient(
                host=host, port=int(port), settings=Settings(anonymized_telemetry=False)
            )
            collection = client.get_collection(name, embedding_function=None)
            first = collection.get(limit=1, include=["embeddings", "metadatas"])
            vector = [float(each) for each in first["embeddings"][0]]
            return collection, first["ids"][0], vector, first["metadatas"][0]
        except Exception as e:
            log("open", False, f"{type(e).__name__}: {e}")
            time.sleep(1)


def end(*_):
    try:
        os.remove(pid_file)
    except FileNotFoundError:
        pass
    os._exit(0)


signal.signal(signal.SIGTERM, end)
with open(pid_file, "w", encoding="utf-8") as out:
    out.write(f"{os.getpid()}\n")
collection, record, vector, metadata = opened()
log("open", True, f"client {chromadb.__version__}, collection {collection.id}")


def write(number):
    note = f"note-{number}"
    collection.add(
        ids=[note],
        embeddings=[vector],
        metadatas=[metadata],
        documents=[f"What a user noted, number {number}."],
    )
    return note


reads = [
    ("count", lambda: str(collection.count())),
    ("get", lambda: collection.get(ids=[record], include=["documents"])["ids"][0]),
    ("query", lambda: collection.query(query_embeddings=[vector], n_results=3)["ids"][0][0]),
]
for number in itertools.count(1):
    attempt(*reads[number % len(reads)])
    if number % 4 == 0:
        attempt("write", lambda: write(number))
    time.sleep(0.5)
