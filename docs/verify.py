#!/usr/bin/env python3
"""The witness: compares both servers of a migration by itself. Why and how: docs/witness.md.

    python3 verify.py --source URL --target URL --report report.json [--json FILE]

Ends with 0 for EQUAL, 1 for DIFFERENT, 2 where it cannot tell. It needs Python 3.9 or later and nothing else.
"""
import argparse, array, base64, hashlib, heapq, json, math, os, re, ssl, struct, sys
from datetime import datetime, timezone
from decimal import Decimal
from urllib.error import HTTPError
from urllib.parse import quote
from urllib.request import Request, urlopen

METADATA_ULPS, COSINE_ULPS = 2, 4  # how many representable numbers apart two values may be and still count as equal
TIE = 1e-5  # distances this close count as the same; relative to the distance where that is above 1
RECALL_SLACK = 0.01  # how far the report's recall may be from the one of the same answers counted here
PAGE, SHOWN = 500, 10
SAME, NEAR, OTHER = 0, 1, 2
REFUSED, UNSURE = object(), object()  # a value no migrated record may have; one this program does not judge
TYPES = {"string": str, "integer": int, "float": float, "boolean": bool}
NUMBERS = {"integer": r"0|-?[1-9]\d*", "float": r"-?(0|[1-9]\d*)(\.\d+)?([eE][+-]?\d{1,3})?"}


class CannotTell(Exception):
    status = None  # of HTTP, where a server answered at all


class Server:
    """One database of a Chroma server, by the API it turns out to have."""

    def __init__(self, url, headers, where, tls):
        self.url, self.headers, self.tls = url.rstrip("/"), {"Content-Type": "application/json"}, tls
        for name, variable in headers:
            if variable not in os.environ:
                raise CannotTell(f"the environment variable {variable}, which is to hold the header {name}, is not set")
            self.headers[name] = os.environ[variable]
        try:
            self.api = "v2" if self.ask("/api/v2/heartbeat") else "v1"
        except CannotTell as no:
            if no.status != 404:
                raise
            self.api = "v1"
        self.version = self.ask(f"/api/{self.api}/version")
        early = re.match(r"0\.4\.(\d+)", self.version)
        self.patch = int(early[1]) if early else 99  # which release of 0.4; any other knows all that they learned
        tenant, database = quote(where["tenant"], safe=""), quote(where["database"], safe="")
        self.base, self.query = f"/api/v2/tenants/{tenant}/databases/{database}/collections", ""
        if self.api == "v1" or self.version.startswith("0.5."):  # 0.5 has both; v1 is the one its users have
            self.api, self.base, self.query = "v1", "/api/v1/collections", f"tenant={tenant}&database={database}&"

    def ask(self, path, body=None):
        try:
            data = None if body is None else json.dumps(body).encode()
            with urlopen(Request(self.url + path, data, self.headers), timeout=120, context=self.tls) as answer:
                return json.load(answer)
        except HTTPError as no:
            wrong = CannotTell(f"{self.url}{path} answers {no.code}: {no.read(300).decode('utf-8', 'replace')}")
            wrong.status = no.code
        except (OSError, ValueError) as no:
            wrong = CannotTell(f"{self.url}{path}: {no}")
        raise wrong

    def of(self, collection, verb, body=None):
        return self.ask(f"{self.base}/{collection['id']}/{verb}", body)

    def collections(self):
        found, new = {}, True
        while new:
            page = self.ask(f"{self.base}?{self.query}limit=100&offset={len(found)}")
            new = [each for each in page if each["name"] not in found]
            found.update((each["name"], each) for each in new)
        return found

    def space(self, collection):
        """The distance function its index measures by: metadata and configuration drift from it, so the index is asked."""
        said = (collection.get("metadata") or {}).get("hnsw:space", "l2")
        if not self.version.startswith("0."):
            said = ((collection.get("configuration_json") or {}).get("hnsw") or {}).get("space", "l2")
        some = self.records(collection, self.of(collection, "get", {"limit": 20, "include": []})["ids"])
        vectors = [each[3] for each in some.values() if each[3] is not None and any(each[3])]
        if not vectors:
            return said
        asked = [1.75 * each for each in vectors[0]]  # of another length, which tells cosine and ip of unit vectors apart
        try:
            body = {"query_embeddings": [asked], "n_results": min(5, len(vectors)), "include": ["distances"]}
            answer = self.of(collection, "query", body)
        except CannotTell as no:
            if not no.status:
                raise
            return said
        fits = {"l2", "ip", "cosine"}
        found = self.records(collection, answer["ids"][0])
        for of, given in zip(answer["ids"][0], answer["distances"][0]):
            if of in found and found[of][3] is not None:
                fits &= measured_by(asked, found[of][3], given)
        return said if said in fits or not fits else sorted(fits)[0]

    def ids(self, collection):
        ids, page = [], True
        while page:
            page = self.of(collection, "get", {"limit": 10000, "offset": len(ids), "include": []})["ids"]
            ids += page
        return ids

    def records(self, collection, ids):
        """Records by id. Old servers fail on pages with a record without vector, or shift the others': these are halved."""
        include, vectors = ["documents", "metadatas"] + ["uris"] * (self.patch >= 16), None  # 0.4.16 has the first uris
        if self.patch < 4 and len(ids) > 1:  # gives the vectors of a page in another order than its ids
            return {of: each for one in ids for of, each in self.records(collection, [one]).items()}
        try:
            page = self.of(collection, "get", {"ids": ids, "include": include + ["embeddings"]})
            vectors = page["embeddings"] or []
        except CannotTell as no:
            if not no.status or no.status < 500:
                raise
        if vectors is None or len(vectors) != len(page["ids"]):
            if len(ids) > 1:
                half = len(ids) // 2
                return {**self.records(collection, ids[:half]), **self.records(collection, ids[half:])}
            page = self.of(collection, "get", {"ids": ids, "include": include})
            vectors = [None] * len(page["ids"])
        none = [None] * len(vectors)
        columns = page["documents"] or none, page.get("uris") or none, page["metadatas"] or none, vectors
        return {of: (document, uri, {key: value for key, value in (metadata or {}).items() if value is not None},
                     floats(vector))
                for of, document, uri, metadata, vector in zip(page["ids"], *columns)}

    def nearest(self, collection, vectors, most):
        """Its answers to queries, by id; none to a query it refuses."""
        try:
            body = {"query_embeddings": vectors, "n_results": most, "include": ["distances"]}
            return self.of(collection, "query", body)["ids"]
        except CannotTell as no:
            if not no.status:
                raise
            return [[]] if len(vectors) == 1 else [self.nearest(collection, [each], most)[0] for each in vectors]


def measured_by(asked, vector, given):
    """The distance functions by which the two are that far apart; servers add 32-bit floats in another order."""
    product, one, other = (sum(a * b for a, b in zip(*pair)) for pair in ((asked, vector), (asked, asked), (vector, vector)))
    lengths = math.sqrt(one * other)
    far = {"l2": (one + other - 2 * product, one + other), "ip": (1 - product, max(1, lengths)),
           "cosine": (1 - product / lengths if lengths else 1.0, 1)}
    return {name for name, (distance, made) in far.items() if abs(given - distance) <= 5e-4 * made}


def floats(vector):
    nulls = vector is not None and None in vector
    return None if vector is None else array.array("f", [math.nan if each is None else each for each in vector] if nulls else vector)


def ulps(one, other, width):
    """How many representable numbers apart two floats are, by their bits; across zero too."""
    first, second = (bits if bits >= 0 else -(1 << width - 1) - bits for bits in (one, other))
    return abs(first - second)


def values(expected, found):
    if type(expected) is float and type(found) is float:
        one, other = struct.unpack("<qq", struct.pack("<dd", expected, found))
        finite = math.isfinite(expected) and math.isfinite(found)
        return SAME if one == other else NEAR if finite and ulps(one, other, 64) <= METADATA_ULPS else OTHER
    if type(expected) is list and type(found) is list and len(expected) == len(found):
        return max(map(values, expected, found), default=SAME)
    return SAME if type(expected) is type(found) and expected == found else OTHER


def embeddings(expected, found, space):
    if expected is None or found is None or len(expected) != len(found):
        return SAME if expected is found else OTHER
    if expected.tobytes() == found.tobytes():
        return SAME
    bits = zip(array.array("i", expected.tobytes()), array.array("i", found.tobytes()))
    finite = all(map(math.isfinite, expected)) and all(map(math.isfinite, found))
    return NEAR if space == "cosine" and finite and all(ulps(*pair, 32) <= COSINE_ULPS for pair in bits) else OTHER


def cast(value, kind):
    """The value as this type where nothing is lost by it, else None. How to write a float as text is not judged here."""
    if type(value) is TYPES[kind]:
        return value
    if kind == "string":
        return UNSURE if type(value) is float else json.dumps(value) if type(value) in (int, bool) else None
    if kind == "boolean":
        return {"true": True, "false": False}.get(value) if type(value) is str else None
    fits = re.fullmatch(NUMBERS[kind], value) if type(value) is str else type(value) in (int, float) and math.isfinite(value)
    number = Decimal(value) if fits else Decimal("nan")
    if not number.is_finite() or (kind == "integer" and (abs(number) >= 2**63 or number.is_zero() and number.is_signed())):
        return None
    near = TYPES[kind](number)
    return near if Decimal(repr(near) if type(value) is str and math.isfinite(near) else near) == number else None


def transformed(metadata, schema):
    """What the plan's rules make of a record's metadata."""
    fields, unlisted = schema.get("fields") or {}, schema.get("unlisted") or "keep"
    listed = {rule.get("from") or name for name, rule in fields.items()}
    made = {name: value if unlisted == "keep" else REFUSED for name, value in metadata.items()
            if name not in listed and unlisted != "drop"}
    for name, rule in fields.items():
        value = metadata.get(rule.get("from") or name, rule.get("default"))
        if rule.get("drop") or value is None and not rule.get("required"):
            continue
        fitting = cast(value, rule["type"])
        allowed = [cast(each, rule["type"]) for each in rule.get("oneOf") or []]
        if fitting is UNSURE or fitting is not None and (not allowed or SAME in (values(each, fitting) for each in allowed)):
            made[name] = fitting
        elif rule.get("onMisfit") != "drop":
            otherwise = {"keep": value, "default": cast(rule.get("default"), rule["type"])}
            made[name] = otherwise.get(rule.get("onMisfit"), REFUSED)
    return made


class Query:
    """One query of the report, with the answers to it then and now and the true distances."""

    def __init__(self, line, most):
        self.line, self.most, self.now = line, most, {}
        self.vector = tuple(array.array("f", base64.b64decode(line["vector"])))
        self.square = sum(each * each for each in self.vector)
        self.nearest, self.distances = [], {}

    def look(self, of, vector, square, space, migrated):
        squared = math.dist(self.vector, vector) ** 2
        product, norms = (self.square + square - squared) / 2, math.sqrt(self.square * square)
        distance = {"l2": squared, "ip": 1 - product}.get(space, 1 - product / norms if norms else 1.0)
        if of in self.line["source"] or of in self.line["target"] or any(of in ids for ids in self.now.values()):
            self.distances[of] = distance
        if migrated and len(self.nearest) < self.most:
            heapq.heappush(self.nearest, -distance)
        elif migrated and -distance > self.nearest[0]:
            heapq.heapreplace(self.nearest, -distance)

    def recall(self, answer):
        bound = -self.nearest[0] + TIE * max(1, abs(self.nearest[0])) if self.nearest else -math.inf
        hits = sum(self.distances.get(of, math.inf) <= bound for of in set(answer))
        return min(1.0, hits / len(self.nearest)) if self.nearest else 0.0


class Witness:
    """All that was seen of one collection."""

    def __init__(self, terms, line, queries, source, target):
        self.terms, self.line, self.servers = terms, line, {"source": source, "target": target}
        kinds = "source", "target", "equal", "byTolerance", "quarantined", "different", "missing", "added"
        self.counts, self.problems, self.differences, self.left_out = dict.fromkeys(kinds, 0), [], [], {}
        self.most = min(terms["topK"], line["records"])
        self.queries = [Query(each, self.most) for each in queries]
        self.recall = {"queries": len(queries), "source": None, "target": None}

    def differ(self, kind, of, what):
        self.counts[kind] += 1
        if len(self.differences) < SHOWN:
            self.differences.append(f"{json.dumps(of)} {what}")

    def compare(self, at):
        """Compares a collection as it is at both servers, by side."""
        for side in at:
            if at[side] is None:
                self.problems.append(f"the {side} has no collection of this name")
        if self.problems:
            return
        spaces = {side: self.servers[side].space(at[side]) for side in at}
        if spaces["source"] != spaces["target"]:
            self.problems.append("the source measures {source}, the target {target}".format(**spaces))
        kept = {side: (at[side].get("configuration_json") or {}).get("embedding_function") for side in at}
        if kept["source"] and kept["source"] != kept["target"]:  # a function's configuration is not for everybody's eyes
            names = {side: json.dumps((kept[side] or {}).get("name") or (kept[side] or {}).get("type")) for side in at}
            same = "another configuration of it" if names["source"] == names["target"] else names["target"]
            self.problems.append(f"the source keeps the embedding function {names['source']}, the target {same}")
        ids = {side: self.ids(side, at[side]) for side in at}
        if len(ids["source"]) != self.line["records"]:
            self.problems.append(f"the source has {len(ids['source'])} records, the snapshot {self.line['records']}")
        for side in at if self.queries else ():
            answers = self.servers[side].nearest(at[side], [query.vector for query in self.queries], self.most)
            for query, answer in zip(self.queries, answers):
                query.now[side] = answer
        known, quarantined = set(ids["source"]), set(self.line["quarantined"])
        self.problems += [f"{json.dumps(of)} is in quarantine and not at the source" for of in sorted(quarantined - known)]
        for of in ids["target"]:
            if of not in known:
                self.differ("added", of, "is at the target only")
        for start in range(0, len(known), PAGE):
            page = ids["source"][start : start + PAGE]
            here, there = (self.servers[side].records(at[side], page) for side in at)
            for of in page:
                if of in here:
                    self.look(of, here[of], there.get(of), of in quarantined, spaces["source"])
                else:
                    self.problems.append(f"the source lists {json.dumps(of)} and does not give it")
        self.judge_search()

    def ids(self, side, collection):
        ids, count = self.servers[side].ids(collection), self.servers[side].of(collection, "count")
        unique = list(dict.fromkeys(ids))
        if not len(unique) == len(ids) == count:
            self.problems.append(f"the {side} counts {count} records and lists {len(ids)}, {len(unique)} of them once")
        self.counts[side] = len(unique)
        return unique

    def look(self, of, original, copy, quarantined, space):
        vector = tuple(original[3] or ())
        square = sum(each * each for each in vector)
        for query in self.queries:
            if math.isfinite(square) and len(vector) == len(query.vector):
                query.look(of, vector, square, space, not quarantined)
        if copy is None:
            if quarantined:
                self.counts["quarantined"] += 1
            else:
                self.differ("missing", of, "is missing at the target")
        elif quarantined:
            self.differ("different", of, "is in quarantine and yet at the target")
        else:
            self.judge(of, original, copy, space)

    def judge(self, of, original, copy, space):
        transform = self.terms["transform"]
        schema = (transform.get("collections") or {}).get(self.line["name"]) or transform
        expected = transformed(original[2], schema)
        verdicts = {"document": values(original[0], copy[0]), "uri": values(original[1], copy[1]),
                    "embedding": embeddings(original[3], copy[3], space)}
        for key in {**expected, **copy[2]}:
            if expected.get(key) is UNSURE:
                self.left_out[key] = self.left_out.get(key, 0) + 1
            else:
                verdicts["metadata:" + key] = values(expected.get(key), copy[2].get(key))
        differing = [what for what, verdict in verdicts.items() if verdict == OTHER]
        if differing:
            self.differ("different", of, "differs in " + json.dumps(differing))
        else:
            self.counts["equal"] += 1
            self.counts["byTolerance"] += max(verdicts.values())

    def judge_search(self):
        for side in self.servers if self.queries else ():
            self.recall[side] = mean(query.recall(query.now[side]) for query in self.queries)
            then = mean(query.recall(query.line[side]) for query in self.queries)
            reported = mean(query.line[side + "Recall"] for query in self.queries)
            if abs(reported - then) > RECALL_SLACK:
                self.problems.append(f"the {side}'s recall is {reported:.3f} in the report; its answers there have {then:.3f}")
        if self.queries and self.recall["target"] < self.recall["source"] - self.terms["maxRecallDrop"]:
            self.problems.append("search finds less at the target: recall {target:.3f} after {source:.3f}".format(**self.recall))

    def differs(self):
        return bool(self.problems) or any(self.counts[kind] for kind in ("different", "missing", "added"))

    def said(self):
        counted = ", ".join(f"{number} {kind}" for kind, number in self.counts.items())
        found = "; recall of {queries} queries: source {source:.3f}, target {target:.3f}" if self.recall["source"] is not None else ""
        return "\n  ".join([json.dumps(self.line["name"]) + ": " + counted + found.format(**self.recall)]
                           + self.problems[:SHOWN] + self.differences)


def mean(numbers):
    numbers = list(numbers)
    return sum(numbers) / len(numbers)


def testify(wish, text, result):
    report = json.loads(text)
    terms, digests = report.get("comparison"), {gate["id"]: gate["evidenceDigest"] for gate in report["gates"]}
    result.update(migration=report["migration"], planDigest=report["planDigest"], evidenceDigest=digests.get("go-no-go"))
    if not terms or not terms["collections"]:
        raise CannotTell("the report is of a migration without snapshot or collections; there is nothing to compare")
    if sum(len(each["quarantined"]) for each in terms["collections"]) != report["quarantine"]["count"]:
        raise CannotTell("the report does not name every record in quarantine")
    servers = [Server(getattr(wish, side), getattr(wish, side + "_header"), terms[side], trust(wish, side)) for side in ("source", "target")]
    for side, server in zip(("source", "target"), servers):
        result[side] = {"url": server.url, "version": server.version, "api": server.api}
        print(f"{side} {server.url}, version {server.version}, API {server.api}")
    here, there = (server.collections() for server in servers)
    seen = []
    for line in terms["collections"]:
        queries = [each for each in report["queries"] if each["collection"] == line["name"]]
        seen.append(Witness(terms, line, queries, *servers))
        seen[-1].compare({"source": here.get(line["name"]), "target": there.get(line["target"])})
        print(seen[-1].said(), flush=True)
    totals = {kind: sum(each.counts[kind] for each in seen) for kind in seen[0].counts}
    problems = [f"the report counts {report['totals'][kind]} {kind}, not {totals[kind]}"
                for kind in ("equal", "quarantined", "different", "missing", "added") if report["totals"][kind] != totals[kind]]
    left_out = {each.line["name"]: each.left_out for each in seen if each.left_out}
    others = sorted(set(here) - {line["name"] for line in terms["collections"]})
    collections = [{"name": each.line["name"], "targetName": each.line["target"], **each.counts, "recall": each.recall,
                    "problems": each.problems, "differences": each.differences} for each in seen]
    verdict = "DIFFERENT" if problems or any(each.differs() for each in seen) else "EQUAL"
    result.update(verdict=verdict, totals=totals, problems=problems, leftOut=left_out, notInReport=others, collections=collections)
    print("\n".join(problems + [f"at the source and not in the report, so not looked at: {json.dumps(name)}" for name in others]
                    + [f"{verdict}: {totals['source']} records at the source, {totals['target']} at the target"
                       + (f"; floats that became text were left out: {json.dumps(left_out)}" if left_out else "")]))


def trust(wish, side):
    """Whom to trust to be that server, and what to show it."""
    authorities, certificate, key = (getattr(wish, f"{side}_{name}") for name in ("ca", "certificate", "key"))
    try:
        tls = ssl.create_default_context()
        if authorities:
            tls.load_verify_locations(authorities)
        if certificate:
            tls.load_cert_chain(certificate, key)
    except (OSError, ValueError) as no:
        raise CannotTell(f"a file of --{side}-ca, --{side}-certificate or --{side}-key cannot be used: {no}")
    return tls


def header(text):
    name, _, variable = text.partition("=")
    return name, variable


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--source", required=True, metavar="URL")
    parser.add_argument("--target", required=True, metavar="URL")
    parser.add_argument("--report", required=True, metavar="FILE", help="./runbook report ID --format json -o FILE")
    parser.add_argument("--json", metavar="FILE", help="where the result goes, for ./runbook approve ID --witness FILE")
    for side in ("source", "target"):
        parser.add_argument(f"--{side}-header", action="append", type=header, default=[], metavar="NAME=VARIABLE",
                            help="a header, its value in an environment variable")
        parser.add_argument(f"--{side}-ca", metavar="FILE", help="certificates of a CA to trust beside those this machine trusts")
        parser.add_argument(f"--{side}-certificate", metavar="FILE", help="our certificate, for a server that asks for one")
        parser.add_argument(f"--{side}-key", metavar="FILE", help="its private key")
    wish = parser.parse_args()
    result = {"verdict": "CANNOT TELL", "at": datetime.now(timezone.utc).isoformat(timespec="seconds")}
    try:
        with open(wish.report, "rb") as file:
            text = file.read()
        result["reportSha256"] = hashlib.sha256(text).hexdigest()
        testify(wish, text, result)
    except Exception as no:  # whatever goes wrong here, it must never pass for a verdict
        strange = f"{wish.report} is no report of this release, or a server's answer makes no sense: {type(no).__name__} {no}"
        result["verdict"] = "CANNOT TELL"
        result["reason"] = str(no) if isinstance(no, (CannotTell, OSError)) else strange
        print("CANNOT TELL: " + result["reason"], file=sys.stderr)
    if wish.json:
        with open(wish.json + ".writing", "w", encoding="utf-8") as file:
            json.dump(result, file, indent=2)
        os.replace(wish.json + ".writing", wish.json)
    return {"EQUAL": 0, "DIFFERENT": 1}.get(result["verdict"], 2)


if __name__ == "__main__":
    sys.exit(main())
