"""Every public call of Chroma's Python client, twice in one process: at its source, and after the switch.

Told the door's port. Writes a line of JSON for each call; waits for a line on standard input where
the world around it changes. Works with every release of the client from 0.4.24 on.
"""

import json
import sys
import uuid

import chromadb
import numpy
from chromadb.config import Settings

VERSION = tuple(int(part) for part in chromadb.__version__.split(".")[:3])
NOBODY = "00000000-0000-4000-8000-000000000000"
held_ids = {}


def plain(value):
    """As JSON has it; ids of collections as what they were called when they were first seen."""
    if isinstance(value, str):
        return str(value)
    if hasattr(value, "metadata") and hasattr(value, "name") and hasattr(value, "id"):
        described = {"name": value.name, "id": held_ids.get(str(value.id), "a new one"), "metadata": plain(value.metadata)}
        return described
    if isinstance(value, dict):
        return {str(key): plain(each) for key, each in value.items()}
    if isinstance(value, numpy.ndarray):
        return value.tolist()
    if isinstance(value, (list, tuple, set)):
        return [plain(each) for each in value]
    if isinstance(value, (numpy.floating, numpy.integer)):
        return value.item()
    if isinstance(value, uuid.UUID):
        return held_ids.get(str(value), str(value))
    return getattr(value, "value", value)


def by_id(result):
    """Records of a get in the order of their ids: 0.4 gives them so, others as they were written."""
    result = plain(result)
    order = sorted(range(len(result["ids"])), key=lambda place: result["ids"][place])
    for key, values in result.items():
        if isinstance(values, list) and len(values) == len(order) and key not in ("included", "include"):
            result[key] = [values[place] for place in order]
        if key in ("included", "include") and values is not None:
            result[key] = sorted(values)
    return result


def nearest(result):
    result = plain(result)
    if result.get("included") is not None:
        result["included"] = sorted(result["included"])
    return result


def names(listed):
    return sorted((plain(each) for each in listed), key=lambda each: each if isinstance(each, str) else each["name"])


def say(**words):
    print(json.dumps(words), flush=True)


def wait(what):
    say(waits=what)
    sys.stdin.readline()


def ask(call, question):
    try:
        outcome = {"gives": plain(question())}
    except Exception as error:
        outcome = {"raises": type(error).__module__ + "." + type(error).__qualname__}
        print(call + ": " + repr(error), file=sys.stderr, flush=True)
    say(call=call, outcome=outcome)


def uris_loaded(uris):
    return [numpy.array([len(uri or "")]) for uri in uris]


def vectors(one):
    """As a collection hands them to its client."""
    return [one] if VERSION < (0, 5) else [numpy.array(one, dtype=numpy.float32)]


def every_call(client, kept, renamed):
    ask("heartbeat", lambda: client.heartbeat() > 0)
    ask("get_version", client.get_version)
    ask("list_collections", lambda: names(client.list_collections()))
    ask("list_collections a page", lambda: len(client.list_collections(limit=1, offset=1)))
    ask("count_collections", client.count_collections)
    ask("get_max_batch_size", lambda: client.max_batch_size if VERSION < (0, 5) else client.get_max_batch_size())
    ask("get_collection", lambda: client.get_collection("kept", embedding_function=None))
    ask("get_collection of one renamed by the plan", lambda: client.get_collection("renamed", embedding_function=None))
    ask("get_collection unknown", lambda: client.get_collection("nobody", embedding_function=None))
    ask("get_or_create_collection of one that is there", lambda: client.get_or_create_collection("kept", embedding_function=None))
    ask("get_or_create_collection of one that is there, with other metadata", lambda: client.get_or_create_collection("renamed", metadata={"topic": "changed"}, embedding_function=None))
    ask("get_or_create_collection with the metadata it had", lambda: client.get_or_create_collection("renamed", metadata={"hnsw:M": 24}, embedding_function=None))
    ask("create_collection of one that is there", lambda: client.create_collection("kept", embedding_function=None))
    ask("create_collection of one renamed by the plan", lambda: client.create_collection("renamed", embedding_function=None))
    ask("create_collection with a bad name", lambda: client._server.create_collection(name="a") if VERSION >= (0, 5) else client._server.create_collection(name="a", embedding_function=None))

    ask("count", kept.count)
    ask("count of one renamed by the plan", renamed.count)
    ask("peek", lambda: by_id(kept.peek(2)))
    ask("get", lambda: by_id(kept.get()))
    ask("get by ids", lambda: by_id(kept.get(ids=["r3", "r1", "nobody"])))
    ask("get a page", lambda: by_id(kept.get(limit=2, offset=1)))
    ask("get where", lambda: by_id(kept.get(where={"n": {"$gte": 3}})))
    ask("get where either", lambda: by_id(kept.get(where={"$or": [{"n": 1}, {"word": {"$in": ["two"]}}]})))
    ask("get where_document", lambda: by_id(kept.get(where_document={"$contains": "three"})))
    ask("get with empty conditions", lambda: by_id(kept.get(where={}, where_document={})))
    ask("get including everything", lambda: by_id(kept.get(include=["embeddings", "documents", "metadatas", "uris"])))
    ask("get including nothing", lambda: by_id(kept.get(include=[])))
    ask("get none", lambda: by_id(kept.get(where={"n": 99})))
    loaded = None
    try:
        loaded = client.get_collection("kept", embedding_function=None, data_loader=uris_loaded)
    except TypeError:
        pass
    ask("get including data", lambda: by_id(loaded.get(include=["data"])))
    ask("get with an operator unknown to the client", lambda: kept.get(where={"n": {"$like": 1}}))
    ask("get with an operator unknown to the server", lambda: kept._client._get(collection_id=kept.id, where={"n": {"$like": 1}}))
    ask("get with two conditions at once", lambda: kept._client._get(collection_id=kept.id, where={"n": 1, "word": "one"}))
    ask("get of an unknown collection", lambda: kept._client._get(collection_id=uuid.UUID(NOBODY)))
    ask("count of an unknown collection", lambda: kept._client._count(collection_id=uuid.UUID(NOBODY)))

    ask("query", lambda: nearest(kept.query(query_embeddings=[[1.0, 0.5, 0.25]], n_results=2)))
    ask("query several", lambda: nearest(kept.query(query_embeddings=[[1.0, 0.5, 0.25], [0.0, 0.0, 1.0]], n_results=1)))
    ask("query more than there are", lambda: nearest(kept.query(query_embeddings=[[1.0, 0.5, 0.25]], n_results=50)))
    ask("query where", lambda: nearest(kept.query(query_embeddings=[[1.0, 0.5, 0.25]], n_results=2, where={"word": {"$ne": "one"}})))
    ask("query where_document", lambda: nearest(kept.query(query_embeddings=[[1.0, 0.5, 0.25]], n_results=2, where_document={"$contains": "t"})))
    ask("query including all", lambda: nearest(kept.query(query_embeddings=[[1.0, 0.5, 0.25]], n_results=2, include=["embeddings", "documents", "metadatas", "distances", "uris"])))
    ask("query with empty conditions", lambda: nearest(kept.query(query_embeddings=[[1.0, 0.5, 0.25]], n_results=1, where={}, where_document={})))
    ask("query of a wrong dimension", lambda: kept.query(query_embeddings=[[1.0, 0.5]], n_results=2))
    ask("query of an unknown collection", lambda: kept._client._query(collection_id=uuid.UUID(NOBODY), query_embeddings=vectors([1.0, 0.5])))
    ask("query by l2", lambda: nearest(renamed.query(query_embeddings=[[1.0, 0.5, 0.25]], n_results=2)))

    ask("add", lambda: kept.add(ids=["s1", "s2"], embeddings=[[0.1, 0.2, 0.3], [0.3, 0.2, 0.1]], metadatas=[{"n": 10, "half": 0.5, "on": True}, {"n": 11}], documents=["ten", "eleven"]))
    ask("add without documents", lambda: kept.add(ids=["s3"], embeddings=[[0.5, 0.5, 0.5]]))
    ask("add with uris", lambda: kept.add(ids=["s4"], embeddings=[[0.5, 0.25, 0.5]], uris=["file:///four"]))
    ask("add an id that is there", lambda: kept.add(ids=["s1"], embeddings=[[9.0, 9.0, 9.0]], documents=["not this"]))
    ask("add of a wrong dimension", lambda: kept.add(ids=["s9"], embeddings=[[0.5, 0.5]]))
    ask("add to an unknown collection", lambda: kept._client._add(ids=["s9"], collection_id=uuid.UUID(NOBODY), embeddings=vectors([0.5, 0.5, 0.5])))
    ask("upsert", lambda: kept.upsert(ids=["s2", "s5"], embeddings=[[0.9, 0.2, 0.1], [0.4, 0.4, 0.1]], metadatas=[{"n": 12}, {"n": 13}], documents=["twelve", "thirteen"]))
    ask("upsert of a wrong dimension", lambda: kept.upsert(ids=["s9"], embeddings=[[0.5, 0.5]]))
    ask("update", lambda: kept.update(ids=["s1"], metadatas=[{"n": 20, "word": "twenty"}]))
    ask("update documents and embeddings", lambda: kept.update(ids=["s5"], embeddings=[[0.7, 0.1, 0.1]], documents=["changed"]))
    ask("update an unknown id", lambda: kept.update(ids=["nobody"], metadatas=[{"n": 1}]))
    ask("get what was written", lambda: by_id(kept.get(ids=["s1", "s2", "s3", "s5"], include=["embeddings", "documents", "metadatas", "uris"])))
    ask("get a record of a uri alone", lambda: by_id(kept.get(ids=["s4"], include=["embeddings", "documents", "metadatas", "uris"])))
    ask("add with a key that begins with #", lambda: kept.add(ids=["t1"], embeddings=[[0.5, 0.25, 0.5]], metadatas=[{"#n": 1}]))
    ask("get a record with a key that begins with #", lambda: by_id(kept.get(ids=["t1"])))
    ask("add with an empty id", lambda: kept.add(ids=[""], embeddings=[[0.5, 0.25, 0.5]]))
    ask("delete those", lambda: kept.delete(ids=["t1", ""]))
    ask("delete by ids", lambda: kept.delete(ids=["s1", "s3"]))
    ask("delete by ids, as the API gives it", lambda: kept._client._delete(collection_id=kept.id, ids=["s4"]))
    ask("delete where", lambda: kept.delete(where={"n": {"$gte": 12}}))
    ask("delete where_document", lambda: kept.delete(where_document={"$contains": "eleven"}))
    ask("delete an unknown id", lambda: kept.delete(ids=["nobody"]))
    ask("delete nothing, by the client", lambda: kept.delete())
    ask("delete nothing, by the server", lambda: kept._client._delete(collection_id=kept.id))
    ask("count after deleting", kept.count)

    ask("modify metadata", lambda: kept.modify(metadata={"topic": "other"}))
    ask("modify name", lambda: kept.modify(name="kept_otherwise"))
    ask("the name a held collection has", lambda: kept)
    ask("get_collection by its new name", lambda: client.get_collection("kept_otherwise", embedding_function=None))
    ask("get_collection by its old name", lambda: client.get_collection("kept", embedding_function=None))
    ask("modify name back", lambda: kept.modify(name="kept"))
    ask("modify to a name that is there", lambda: kept.modify(name="renamed"))
    ask("modify an unknown collection", lambda: kept._client._modify(id=uuid.UUID(NOBODY), new_name="somebody"))

    made = []
    ask("create_collection", lambda: made.append(client.create_collection("made", metadata={"hnsw:space": "cosine", "topic": "new"}, embedding_function=None)))
    ask("get_or_create_collection", lambda: made.append(client.get_or_create_collection("made_too", embedding_function=None)))
    ask("list_collections with new ones", lambda: names(client.list_collections()))
    ask("add to a new one", lambda: made[0].add(ids=["m1", "m2"], embeddings=[[3.0, 0.0], [0.0, 5.0]]))
    ask("query a new one by cosine", lambda: nearest(made[0].query(query_embeddings=[[1.0, 0.0]], n_results=2)))
    ask("query an empty one", lambda: nearest(made[1].query(query_embeddings=[[1.0, 0.0]], n_results=2)))
    ask("get of an empty one", lambda: by_id(made[1].get()))
    if VERSION >= (0, 5, 4) and VERSION < (1,):
        from chromadb.api import configuration

        # What the module offers under shorter names no server of 0.x takes.
        index = configuration.HNSWConfigurationInternal([configuration.ConfigurationParameter("space", "cosine"), configuration.ConfigurationParameter("ef_construction", 150)])
        wanted = configuration.CollectionConfigurationInternal([configuration.ConfigurationParameter("hnsw_configuration", index)])
        configured = []
        ask("create_collection with a configuration", lambda: configured.append(client.create_collection("configured", configuration=wanted, embedding_function=None)))
        ask("the configuration of a new one", lambda: {key: value for key, value in configured[0]._model.configuration_json["hnsw_configuration"].items() if key != "num_threads"})
        ask("add to a configured one", lambda: configured[0].add(ids=["m1", "m2"], embeddings=[[3.0, 0.0], [0.0, 5.0]]))
        ask("query a configured one", lambda: nearest(configured[0].query(query_embeddings=[[1.0, 0.0]], n_results=2)))
        ask("delete_collection of a configured one", lambda: client.delete_collection("configured"))
        ask("the configuration of one that is by cosine", lambda: made[0]._model.configuration_json["hnsw_configuration"]["space"])
    ask("delete_collection", lambda: client.delete_collection("made"))
    ask("use of a deleted one", lambda: made[0].count())
    ask("delete_collection of an unknown one", lambda: client.delete_collection("made"))
    ask("delete_collection of the other", lambda: client.delete_collection("made_too"))
    ask("delete_collection of one renamed by the plan", lambda: client.delete_collection("renamed"))
    ask("get_collection of the deleted one", lambda: client.get_collection("renamed", embedding_function=None))
    ask("count_collections at the end", client.count_collections)
    ask("reset, which servers do not allow", client.reset)


def admin_calls(port):
    admin = chromadb.AdminClient(Settings(chroma_api_impl="chromadb.api.fastapi.FastAPI", chroma_server_host="127.0.0.1", chroma_server_http_port=port, anonymized_telemetry=False))
    ask("get_tenant", lambda: plain(admin.get_tenant("default_tenant")))
    ask("get_tenant unknown", lambda: admin.get_tenant("nobodys_tenant"))
    ask("create_tenant that is there", lambda: admin.create_tenant("default_tenant"))
    ask("get_database", lambda: {key: value for key, value in admin.get_database("default_database").items() if key != "id"})
    ask("get_database unknown", lambda: admin.get_database("nobodys_database"))
    ask("create_database that is there", lambda: admin.create_database("default_database"))

    elsewhere = "elsewhere_of_" + chromadb.__version__.replace(".", "_")
    ask("create_tenant", lambda: admin.create_tenant(elsewhere))
    ask("create_database", lambda: admin.create_database("other_database", tenant=elsewhere))
    ask("get_database of another tenant", lambda: admin.get_database("other_database", tenant=elsewhere)["tenant"])
    others = []
    ask("a client of another tenant", lambda: others.append(chromadb.HttpClient(host="127.0.0.1", port=port, tenant=elsewhere, database="other_database", settings=Settings(anonymized_telemetry=False))))
    ask("a collection of a known name in another database", lambda: others.append(others[0].create_collection("renamed", embedding_function=None)))
    ask("add in another database", lambda: others[1].add(ids=["e1"], embeddings=[[1.0, 2.0]]))
    ask("get in another database", lambda: by_id(others[1].get(include=["embeddings"])))
    ask("modify in another database", lambda: others[1].modify(name="kept"))
    ask("list_collections in another database", lambda: names(others[0].list_collections()))
    ask("delete_collection in another database", lambda: others[0].delete_collection("kept"))
    ask("count_collections in another database", lambda: others[0].count_collections())

    beside = []
    ask("create_database beside the known one", lambda: admin.create_database("beside"))
    ask("get_database beside the known one", lambda: admin.get_database("beside")["tenant"])
    ask("a client of the database beside", lambda: beside.append(chromadb.HttpClient(host="127.0.0.1", port=port, database="beside", settings=Settings(anonymized_telemetry=False))))
    ask("a collection in the database beside", lambda: beside.append(beside[0].create_collection("kept", embedding_function=None)))
    ask("add in the database beside", lambda: beside[1].add(ids=["b1"], embeddings=[[1.0, 2.0]]))
    ask("list_collections in the database beside", lambda: names(beside[0].list_collections()))


def main():
    port = int(sys.argv[1])
    client = chromadb.HttpClient(host="127.0.0.1", port=port, settings=Settings(anonymized_telemetry=False))
    kept = client.create_collection("kept", metadata={"hnsw:space": "cosine", "topic": "numbers"}, embedding_function=None)
    renamed = client.create_collection("renamed", metadata={"hnsw:M": 24}, embedding_function=None)
    for name, collection in (("kept", kept), ("renamed", renamed)):
        held_ids[str(collection.id)] = name
    kept.add(
        ids=["r1", "r2", "r3", "r4"],
        embeddings=[[1.0, 0.5, 0.25], [0.0, 1.0, 0.5], [0.25, 0.25, 1.0], [1.0, 1.0, 1.0]],
        metadatas=[{"n": 1, "word": "one"}, {"n": 2, "word": "two", "share": 0.125}, {"n": 3, "word": "three"}, {"n": 4, "word": "four"}],
        documents=["the first", "the second", "the third, or three", "the fourth"],
    )
    renamed.add(ids=["q1", "q2"], embeddings=[[1.0, 0.0, 0.0], [0.0, 2.0, 0.0]], documents=["left", "right"])
    wait("copy")
    for place in ("source", "target"):
        every_call(client, kept, renamed)
        admin_calls(port)
        ask("a client that starts now", lambda: names(chromadb.HttpClient(host="127.0.0.1", port=port, settings=Settings(anonymized_telemetry=False)).list_collections()))
        wait("switch" if place == "source" else "end")


main()
