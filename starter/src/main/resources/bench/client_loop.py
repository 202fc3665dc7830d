"""Copies every collection the way a first script does: get a page, add it, next page.

Arguments: source URL, target URL, records a page. Prints JSON lines: how many records are there
now, and at the end the seconds of it all and those spent reading and writing.
"""

import json
import sys
import time
from urllib.parse import urlparse

import chromadb


def connect(url):
    place = urlparse(url)
    return chromadb.HttpClient(host=place.hostname, port=place.port)


def tell(**what):
    print(json.dumps(what), flush=True)


def main(source_url, target_url, page_size):
    source, target = connect(source_url), connect(target_url)
    collections = source.list_collections()
    done = 0
    reading = writing = 0.0
    begun = time.perf_counter()
    tell(begun=time.time())
    for old in collections:
        new = target.create_collection(old.name, metadata=old.metadata)
        offset = 0
        while True:
            asked = time.perf_counter()
            page = old.get(
                limit=page_size,
                offset=offset,
                include=["embeddings", "documents", "metadatas"],
            )
            answered = time.perf_counter()
            reading += answered - asked
            if not page["ids"]:
                break
            new.add(
                ids=page["ids"],
                embeddings=page["embeddings"],
                documents=page["documents"],
                metadatas=page["metadatas"],
            )
            writing += time.perf_counter() - answered
            offset += len(page["ids"])
            done += len(page["ids"])
            tell(done=done)
    tell(
        ended=time.time(),
        records=done,
        seconds=time.perf_counter() - begun,
        readSeconds=reading,
        writeSeconds=writing,
    )


main(sys.argv[1], sys.argv[2], int(sys.argv[3]))
