#!/usr/bin/env python3
"""Compares both servers of a migration by itself: the witness. See docs/witness.md.

    python3 verify.py --source URL --target URL --report report.json [--json FILE]

Ends with 0 for EQUAL, 1 for DIFFERENT, 2 where it cannot tell. Needs Python 3.9 and nothing else.
"""
import argparse, array, base64, hashlib, heapq, json, math, os, re, struct, sys, time
from datetime import datetime, timezone
from decimal import Decimal
from urllib.error import HTTPError, URLError
from urllib.parse import quote
from urllib.request import Request, urlopen

METADATA_ULPS, COSINE_ULPS = 2, 4  # how many representable numbers apart still counts as equal
TIE = 1e-5  # distances this close, relative to the distance where that exceeds 1, are the same
RECALL_SLACK = 0.01  # how far the report's recall may be from the one found here
PAGE, SHOWN = 500, 10
SAME, NEAR, OTHER = 0, 1, 2
REFUSED, UNSURE = object(), object()  # a value no record may have; a value not to be judged here


class CannotTell(Exception):
    status = None


class Server:
    """One database of a Chroma server, by whichever API it has."""

    def __init__(self, url, headers, where):
        self.url, self.headers = url.rstrip("/"), {"Content-Type": "application/json"}
        for header in headers:
            name, _, variable = header.partition("=")
            if variable not in os.environ:
                raise CannotTell("the header %s is to come from the environment variable '%s', which is not set" % (name, variable))
            self.headers[name] = os.environ[variable]
        try:
            self.api = "v2" if self.ask("/api/v2/heartbeat") else "v1"
        except CannotTell as no:
            if no.status != 404:
                raise
            self.api = "v1"
        self.version = self.ask("/api/%s/version" % self.api)
        tenant, database = quote(where["tenant"], safe=""), quote(where["database"], safe="")
        self.base, self.query = "/api/v2/tenants/%s/databases/%s/collections" % (tenant, database), ""
        if self.api == "v1" or self.version.startswith("0.5."):
            self.api, self.base, self.query = "v1", "/api/v1/collections", "tenant=%s&database=%s&" % (tenant, database)

    def ask(self, path, body=None):
        try:
            data = None if body is None else json.dumps(body).encode()
            with urlopen(Request(self.url + path, data, self.headers), timeout=120) as answer:
                return json.load(answer)
        except HTTPError as no:
            wrong = CannotTell("%s%s answers %d: %s" % (self.url, path, no.code, no.read(300).decode("utf-8", "replace")))
            wrong.status = no.code
        except (URLError, OSError, ValueError) as no:
            wrong = CannotTell("%s%s: %s" % (self.url, path, no))
        raise wrong

    def collections(self):
        found, new = {}, True
        while new:
            page = self.ask("%s?%slimit=100&offset=%d" % (self.base, self.query, len(found)))
            new = [each for each in page if each["name"] not in found]
            found.update((each["name"], each) for each in new)
        return found

    def space(self, collection):
        """The distance function: up to 0.6 the metadata says it, from 1.0 on the configuration."""
        if self.version.startswith("0."):
            return (collection.get("metadata") or {}).get("hnsw:space", "l2")
        configuration = collection.get("configuration_json") or {}
        return (configuration.get("hnsw") or configuration.get("spann") or {}).get("space", "l2")

    def of(self, collection, verb, body):
        return self.ask("%s/%s/%s" % (self.base, collection["id"], verb), body)

    def ids(self, collection):
        ids, page = [], True
        while page:
            page = self.of(collection, "get", {"limit": 10000, "offset": len(ids), "include": []})["ids"]
            ids += page
        return ids

    def records(self, collection, ids):
        """Records by id; pages that hold one without a vector fail or are misaligned, so these are halved."""
        if not ids:
            return {}
        include, vectors = ["documents", "metadatas", "uris"], None
        try:
            page = self.of(collection, "get", {"ids": ids, "include": include + ["embeddings"]})
            vectors = page["embeddings"] or []
        except CannotTell as no:
            if no.status is None or no.status < 500:
                raise
        if vectors is None or len(vectors) != len(page["ids"]):
            if len(ids) > 1:
                half = len(ids) // 2
                return {**self.records(collection, ids[:half]), **self.records(collection, ids[half:])}
            page = self.of(collection, "get", {"ids": ids, "include": include})
            vectors = [None] * len(page["ids"])
        none = [None] * len(page["ids"])
        rows = zip(page["documents"] or none, page.get("uris") or none, page["metadatas"] or none, vectors)
        return {of: (document, uri, {key: value for key, value in (metadata or {}).items() if value is not None}, floats(vector))
                for of, (document, uri, metadata, vector) in zip(page["ids"], rows)}

    def nearest(self, collection, vectors, most):
        """The answers to queries; none to those the server refuses."""
        try:
            return self.of(collection, "query", {"query_embeddings": vectors, "n_results": most, "include": ["distances"]})["ids"]
        except CannotTell as no:
            if no.status is None:
                raise
            return [[]] if len(vectors) == 1 else [self.nearest(collection, [each], most)[0] for each in vectors]


def floats(vector):
    return None if vector is None else array.array("f", [math.nan if each is None else each for each in vector])


def ulps(one, other, width):
    """How many representable numbers apart, by their bits; across zero too."""
    first, second = (bits if bits >= 0 else -(1 << width - 1) - bits for bits in (one, other))
    return abs(first - second)


def values(expected, found):
    if type(expected) is float and type(found) is float:
        one, other = struct.unpack("<qq", struct.pack("<dd", expected, found))
        if one == other:
            return SAME
        near = math.isfinite(expected) and math.isfinite(found) and ulps(one, other, 64) <= METADATA_ULPS
        return NEAR if near else OTHER
    if type(expected) is list and type(found) is list:
        return max(map(values, expected, found), default=SAME) if len(expected) == len(found) else OTHER
    return SAME if type(expected) is type(found) and expected == found else OTHER


def embeddings(expected, found, space):
    if expected is None or found is None or len(expected) != len(found):
        return SAME if expected is found else OTHER
    if expected.tobytes() == found.tobytes():
        return SAME
    if space != "cosine":
        return OTHER
    for one, other in zip(array.array("i", expected.tobytes()), array.array("i", found.tobytes())):
        infinite = any(bits & 0x7F800000 == 0x7F800000 for bits in (one, other))
        if one != other and (infinite or ulps(one, other, 32) > COSINE_ULPS):
            return OTHER
    return NEAR


def cast(value, kind):
    """The value as this type where nothing is lost, else None; how a float is written as text is not judged."""
    if kind == "string":
        return value if type(value) is str else UNSURE if type(value) is float else json.dumps(value) if type(value) in (int, bool) else None
    if kind == "boolean":
        return value if type(value) is bool else {"true": True, "false": False}.get(value) if type(value) is str else None
    if kind == "integer":
        if type(value) is float and math.isfinite(value) and (value or math.copysign(1, value) > 0) and value.is_integer():
            value = int(value)
        if type(value) is str and re.fullmatch("0|-?[1-9][0-9]{0,18}", value):
            value = int(value)
        return value if type(value) is int and -(2**63) <= value < 2**63 else None
    if type(value) is int and abs(value) < 2**1023 and int(float(value)) == value:
        return float(value)
    if type(value) is str and re.fullmatch(r"-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][+-]?[0-9]{1,3})?", value):
        near = float(value)
        return near if math.isfinite(near) and Decimal(repr(near)) == Decimal(value) else None
    return value if type(value) is float else None


def transformed(metadata, schema):
    """What the plan's rules make of a record's metadata."""
    fields, unlisted = schema.get("fields") or {}, schema.get("unlisted") or "keep"
    listed = {rule.get("from") or name for name, rule in fields.items()}
    made = {name: value if unlisted == "keep" else REFUSED for name, value in metadata.items()
            if name not in listed and unlisted != "drop"}
    for name, rule in fields.items():
        value = metadata.get(rule.get("from") or name, rule.get("default"))
        if rule.get("drop") or (value is None and not rule.get("required")):
            continue
        fitting = cast(value, rule["type"])
        allowed = [cast(each, rule["type"]) for each in rule.get("oneOf") or []]
        if fitting is not None and (fitting is UNSURE or not allowed or any(values(each, fitting) == SAME for each in allowed)):
            made[name] = fitting
        else:
            otherwise = {"keep": value, "default": cast(rule.get("default"), rule["type"])}
            if rule.get("onMisfit") != "drop":
                made[name] = otherwise.get(rule.get("onMisfit"), REFUSED)
    return made


class Query:
    """One query of the report, asked again of both servers and of the vectors themselves."""

    def __init__(self, line, most):
        self.line, self.most = line, most
        self.vector = tuple(array.array("f", base64.b64decode(line["vector"])))
        self.square = sum(each * each for each in self.vector)
        self.nearest, self.distances = [], {}
        self.answers = {"source": [], "target": []}

    def look(self, of, vector, square, space, migrated):
        squared = math.dist(self.vector, vector) ** 2
        product = (self.square + square - squared) / 2
        norms = math.sqrt(self.square * square)
        distance = squared if space == "l2" else 1 - product if space == "ip" else 1 - product / norms if norms else 1.0
        if of in self.seen:
            self.distances[of] = distance
        if migrated and len(self.nearest) < self.most:
            heapq.heappush(self.nearest, -distance)
        elif migrated and -distance > self.nearest[0]:
            heapq.heapreplace(self.nearest, -distance)

    def recall(self, answer):
        if not self.nearest:
            return 0.0
        bound = -self.nearest[0] + TIE * max(1, abs(self.nearest[0]))
        return min(1.0, sum(self.distances.get(of, math.inf) <= bound for of in set(answer)) / len(self.nearest))


class Witness:
    """Everything seen of one collection."""

    def __init__(self, terms, line, queries, source, target):
        self.terms, self.line, self.source, self.target = terms, line, source, target
        self.counts = dict.fromkeys(("source", "target", "equal", "byTolerance", "quarantined", "different", "missing", "added"), 0)
        self.differences, self.problems, self.left_out = [], [], {}
        self.queries = [Query(each, min(terms["topK"], line["records"])) for each in queries]

    def differ(self, kind, of, what):
        self.counts[kind] += 1
        if len(self.differences) < SHOWN:
            self.differences.append("%s %s" % (json.dumps(of), what))

    def compare(self, here, there, tell):
        if here is None or there is None:
            self.problems.append("the %s has no collection of this name" % ("source" if here is None else "target"))
            return
        space = self.source.space(here)
        if space != self.target.space(there):
            self.problems.append("the source measures %s, the target %s" % (space, self.target.space(there)))
        ids, copies = self.listed("source", self.source, here), self.listed("target", self.target, there)
        if len(ids) != self.line["records"]:
            self.problems.append("the source has %d records, the report's snapshot %d" % (len(ids), self.line["records"]))
        self.ask(here, there)
        quarantined, known = set(self.line["quarantined"]), set(ids)
        for of in sorted(quarantined - known):
            self.problems.append("the record %s is in quarantine, but not at the source" % json.dumps(of))
        for of in copies:
            if of not in known:
                self.differ("added", of, "is at the target only")
        for start in range(0, len(ids), PAGE):
            page = ids[start : start + PAGE]
            originals, found = self.source.records(here, page), self.target.records(there, page)
            for of in page:
                if of not in originals:
                    self.problems.append("the source lists the record %s and does not give it" % json.dumps(of))
                    continue
                self.record(of, originals[of], found.get(of), of in quarantined, space)
            tell(len(page))
        self.judge_search()

    def ask(self, here, there):
        vectors, most = [query.vector for query in self.queries], min(self.terms["topK"], self.line["records"])
        for side, server, collection in (("source", self.source, here), ("target", self.target, there)):
            for query, answer in zip(self.queries, server.nearest(collection, vectors, most) if vectors else []):
                query.answers[side] = answer
        for query in self.queries:
            query.seen = {*query.line["source"], *query.line["target"], *query.answers["source"], *query.answers["target"]}

    def listed(self, side, server, collection):
        ids, count = server.ids(collection), server.ask("%s/%s/count" % (server.base, collection["id"]))
        if len(set(ids)) != len(ids) or len(ids) != count:
            self.problems.append("the %s counts %d records and lists %d, %d of them different ones" % (side, count, len(ids), len(set(ids))))
        self.counts[side] = len(ids)
        return list(dict.fromkeys(ids))

    def record(self, of, original, copy, quarantined, space):
        vector = None if original[3] is None else tuple(original[3])
        square = None if vector is None else sum(each * each for each in vector)
        for query in self.queries:
            if vector is not None and math.isfinite(square) and len(vector) == len(query.vector):
                query.look(of, vector, square, space, not quarantined)
        if quarantined and copy is None:
            self.counts["quarantined"] += 1
        elif quarantined:
            self.differ("different", of, "is in quarantine and yet at the target")
        elif copy is None:
            self.differ("missing", of, "is missing at the target")
        else:
            self.judge(of, original, copy, space)

    def judge(self, of, original, copy, space):
        transform = self.terms["transform"]
        expected = transformed(original[2], (transform.get("collections") or {}).get(self.line["name"]) or transform)
        verdicts = {"document": values(original[0], copy[0]), "uri": values(original[1], copy[1]), "embedding": embeddings(original[3], copy[3], space)}
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
        self.recall = {"queries": len(self.queries), "source": None, "target": None}
        if not self.queries:
            return
        mean = lambda each: sum(map(each, self.queries)) / len(self.queries)
        for side in ("source", "target"):
            self.recall[side] = mean(lambda query: query.recall(query.answers[side]))
            reported = mean(lambda query: query.line[side + "Recall"])
            if abs(reported - mean(lambda query: query.recall(query.line[side]))) > RECALL_SLACK:
                self.problems.append("the report gives the %s a recall of %.3f, which its own answers do not have" % (side, reported))
        if self.recall["target"] < self.recall["source"] - self.terms["maxRecallDrop"]:
            self.problems.append("search finds less at the target: recall %(target).3f after %(source).3f" % self.recall)

    def said(self):
        text = "%(source)d at the source, %(target)d at the target: %(equal)d equal (%(byTolerance)d only by tolerance), %(quarantined)d quarantined, %(different)d different, %(missing)d missing, %(added)d added" % self.counts
        if self.queries:
            text += "; recall of %(queries)d queries: source %(source).3f, target %(target).3f" % self.recall
        return ["%s: %s" % (json.dumps(self.line["name"]), text)] + ["  " + each for each in self.problems[:SHOWN] + self.differences]


def progress(total):
    done, started = 0, time.monotonic()

    def tell(more):
        nonlocal done
        done += more
        if sys.stderr.isatty():
            rate = done / (time.monotonic() - started)
            print("\r%d of %d records, %d/s, %d s left " % (done, total, rate, (total - done) / rate), end="" if done < total else "\n", file=sys.stderr, flush=True)

    return tell


def testify(wish, text, result):
    report = json.loads(text)
    terms = report.get("comparison")
    gates = {gate["id"]: gate["evidenceDigest"] for gate in report["gates"]}
    result.update(migration=report["migration"], planDigest=report["planDigest"], evidenceDigest=gates.get("go-no-go"))
    if not terms:
        raise CannotTell("this report is of a migration without a snapshot; there is nothing to compare")
    if sum(len(each["quarantined"]) for each in terms["collections"]) != report["quarantine"]["count"]:
        raise CannotTell("the report does not name every record in quarantine")
    servers = [Server(url, headers, terms[side]) for url, headers, side in
               ((wish.source, wish.source_header, "source"), (wish.target, wish.target_header, "target"))]
    for side, server in zip(("source", "target"), servers):
        result[side] = {"url": server.url, "version": server.version, "api": server.api}
        print("%s %s, version %s, API %s" % (side, server.url, server.version, server.api))
    here, there = (server.collections() for server in servers)
    tell, seen = progress(sum(line["records"] for line in terms["collections"])), []
    for line in terms["collections"]:
        queries = [each for each in report["queries"] if each["collection"] == line["name"]]
        witness = Witness(terms, line, queries, *servers)
        witness.compare(here.get(line["name"]), there.get(line["target"]), tell)
        print("\n".join(witness.said()))
        seen.append(witness)
    return judged(report, terms, seen, here, result)


def judged(report, terms, seen, here, result):
    totals = {kind: sum(each.counts[kind] for each in seen) for kind in seen[0].counts} if seen else {}
    problems = ["the report counts %d %s" % (report["totals"][kind], kind) for kind in ("equal", "quarantined", "different", "missing", "added")
                if report["totals"][kind] != totals.get(kind, 0)]
    left_out = {each.line["name"]: each.left_out for each in seen if each.left_out}
    differing = any(each.problems or each.counts["different"] + each.counts["missing"] + each.counts["added"] for each in seen)
    result.update(
        verdict="DIFFERENT" if problems or differing else "EQUAL",
        totals=totals,
        problems=problems,
        leftOut=left_out,
        notInReport=sorted(set(here) - {line["name"] for line in terms["collections"]}),
        collections=[{"name": each.line["name"], "target": each.line["target"], **each.counts, "recall": each.recall, "problems": each.problems, "differences": each.differences} for each in seen],
    )
    for name in result["notInReport"]:
        print("%s is at the source and not in the report; it was not looked at" % json.dumps(name))
    text = "%s: %d records in %d collections" % (result["verdict"], totals.get("source", 0), len(seen))
    if problems:
        text += "; but " + ", ".join(problems)
    if left_out:
        text += "; left out, because this program does not write floats as text: " + json.dumps(left_out)
    print(text)
    return result["verdict"]


def main():
    parser = argparse.ArgumentParser(description="Compares both servers of a migration by itself.", epilog="Exit codes: 0 EQUAL, 1 DIFFERENT, 2 cannot tell.")
    parser.add_argument("--source", required=True, metavar="URL")
    parser.add_argument("--target", required=True, metavar="URL")
    parser.add_argument("--report", required=True, metavar="FILE", help="./runbook report ID --format json -o FILE")
    parser.add_argument("--json", metavar="FILE", help="where to write the result, for ./runbook approve ID --witness FILE")
    for side in ("source", "target"):
        parser.add_argument("--%s-header" % side, action="append", default=[], metavar="NAME=VARIABLE", help="a header, its value from an environment variable")
    wish = parser.parse_args()
    result = {"at": datetime.now(timezone.utc).isoformat(timespec="seconds"), "verdict": "CANNOT TELL"}
    try:
        with open(wish.report, "rb") as file:
            text = file.read()
        result["reportSha256"] = hashlib.sha256(text).hexdigest()
        testify(wish, text, result)
    except CannotTell as no:
        result["reason"] = str(no)
    except (OSError, ValueError, LookupError, TypeError) as no:
        result["reason"] = "%s is not a report this program can read, or a server's answer makes no sense (%s: %s)" % (wish.report, type(no).__name__, no)
    if "reason" in result:
        print("CANNOT TELL: " + result["reason"], file=sys.stderr)
    if wish.json:
        with open(wish.json + ".writing", "w", encoding="utf-8") as file:
            json.dump(result, file, indent=2)
        os.replace(wish.json + ".writing", wish.json)
    return {"EQUAL": 0, "DIFFERENT": 1}.get(result["verdict"], 2)


if __name__ == "__main__":
    sys.exit(main())
