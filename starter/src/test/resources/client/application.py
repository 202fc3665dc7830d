"""An application with an embedding function of its own: application.py build|open HOST PORT DATABASE."""
import hashlib
import json
import sys

import chromadb
import numpy
from chromadb.utils.embedding_functions import register_embedding_function


@register_embedding_function
class House:
    """Makes the same vector of the same text, always."""

    def __init__(self, dim=32):
        self.dim = dim

    def __call__(self, input):
        return [self.vector(text) for text in input]

    def vector(self, text):
        digest = hashlib.sha512(text.encode()).digest()
        return numpy.array([byte / 255 - 0.5 for byte in digest[: self.dim]], dtype=numpy.float32)

    def embed_query(self, input):
        return self(input)

    @staticmethod
    def name():
        return "house"

    def get_config(self):
        return {"dim": self.dim}

    @staticmethod
    def build_from_config(config):
        return House(config["dim"])

    def default_space(self):
        return "cosine"

    def supported_spaces(self):
        return ["cosine", "l2", "ip"]

    def is_legacy(self):
        return False

    def validate_config_update(self, old, new):
        pass

    @staticmethod
    def validate_config(config):
        pass


def build(client):
    index = {"space": "cosine", "ef_search": 120, "sync_threshold": 500, "batch_size": 50,
             "resize_factor": 1.5, "num_threads": 3}
    kept = client.create_collection("kbase", embedding_function=House(24), configuration={"hnsw": index})
    names = [f"d{number}" for number in range(60)]
    texts = [f"document number {number}" for number in range(60)]
    kept.add(ids=names, documents=texts, metadatas=[{"n": number} for number in range(60)])

    from chromadb import Schema
    from chromadb.api.types import IntInvertedIndexConfig, StringInvertedIndexConfig

    schema = Schema()
    schema.delete_index(config=StringInvertedIndexConfig(), key="blob")
    schema.delete_index(config=IntInvertedIndexConfig(), key="n")
    lean = client.create_collection("lean", schema=schema, embedding_function=None)
    fields = [{"blob": f"b{number % 9}", "n": number, "topic": f"t{number % 3}"} for number in range(60)]
    lean.add(ids=names, embeddings=House().__call__(texts), documents=texts, metadatas=fields)


def filtered(collection, where):
    try:
        return len(collection.get(where=where)["ids"])
    except Exception as refused:
        return str(refused)


def main(what, host, port, database):
    client = chromadb.HttpClient(host=host, port=int(port), database=database)
    if what == "build":
        build(client)
    found = {}
    for name in sorted(each.name for each in client.list_collections()):
        collection = client.get_collection(name)
        if name == "kbase":
            found["nearest"] = collection.query(query_texts=["document number 7"], n_results=1)["ids"]
        else:
            found.update(blob=filtered(collection, {"blob": "b1"}), topic=filtered(collection, {"topic": "t1"}))
    print(json.dumps(found))


main(*sys.argv[1:])
