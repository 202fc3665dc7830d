// Calls of Chroma's JavaScript clients, twice in one process: at the source, and after the switch.
// Told the package and the door's port; says and waits as every_call.py does.
import { createInterface } from "node:readline";

const [name, port] = process.argv.slice(2);
const { ChromaClient } = await import(name);
const current = name === "chromadb-3.5";
const lines = createInterface({ input: process.stdin })[Symbol.asyncIterator]();
const embeddingFunction = { name: "none", generate: async (texts) => texts.map(() => [0, 0, 0]) };
const heldIds = new Map();

const say = (words) => console.log(JSON.stringify(words));
const wait = async (what) => {
  say({ waits: what });
  await lines.next();
};

// What was included is said in both words to whoever does not say what it is.
const inOneWord = ({ include, ...rest }) => (current || !rest.included ? { include, ...rest } : rest);

const plain = (value) =>
  JSON.parse(JSON.stringify(value?.ids ? inOneWord(value) : value ?? null), (key, each) => (key === "included" || key === "include" ? [...each].sort() : each));

const described = (collection) =>
  typeof collection === "string"
    ? collection
    : { name: collection.name, id: heldIds.get(collection.id) ?? "a new one", metadata: collection.metadata ?? null };

const names = (listed) => listed.map(described).sort((one, other) => ((one.name ?? one) < (other.name ?? other) ? -1 : 1));

async function ask(call, question) {
  let outcome;
  try {
    outcome = { gives: plain(await question()) };
  } catch (error) {
    outcome = { raises: error.name || error.constructor.name };
    console.error(call + ": " + error);
  }
  say({ call, outcome });
}

async function everyCall(client, kept, renamed) {
  const get = (wanted) => client.getCollection({ name: wanted, embeddingFunction });
  await ask("heartbeat", async () => (await client.heartbeat()) > 0);
  await ask("version", () => client.version());
  await ask("listCollections", async () => names(await client.listCollections()));
  await ask("countCollections", () => client.countCollections());
  await ask("getCollection", async () => described(await get("kept")));
  await ask("getCollection renamed by the plan", async () => described(await get("renamed")));
  await ask("getCollection unknown", () => get("nobody"));
  await ask("getOrCreateCollection that is there", async () => described(await client.getOrCreateCollection({ name: "kept", embeddingFunction })));
  await ask("createCollection that is there", () => client.createCollection({ name: "kept", embeddingFunction }));
  await ask("count", () => kept.count());
  await ask("count of one renamed by the plan", () => renamed.count());
  await ask("peek", () => kept.peek({ limit: 2 }));
  await ask("get", () => kept.get());
  await ask("get by ids", () => kept.get({ ids: ["r1"] }));
  await ask("get a page", () => kept.get({ limit: 1, offset: 1 }));
  await ask("get where", () => kept.get({ where: { n: { $gte: 2 } } }));
  await ask("get whereDocument", () => kept.get({ whereDocument: { $contains: "second" } }));
  await ask("get including everything", () => kept.get({ include: ["embeddings", "documents", "metadatas"] }));
  await ask("get with an unknown operator", () => kept.get({ where: { n: { $like: 1 } } }));
  await ask("query", () => kept.query({ queryEmbeddings: [[1, 0.5, 0.25]], nResults: 2 }));
  await ask("query of a wrong dimension", () => kept.query({ queryEmbeddings: [[1, 0.5]], nResults: 2 }));
  await ask("add", () => kept.add({ ids: ["s1", "s2"], embeddings: [[0.5, 0.5, 0.25], [0.25, 0.5, 0.5]], metadatas: [{ n: 5 }, { n: 6 }], documents: ["five", "six"] }));
  await ask("upsert", () => kept.upsert({ ids: ["s2"], embeddings: [[0.5, 0.5, 0.5]], metadatas: [{ n: 7 }], documents: ["seven"] }));
  await ask("update", () => kept.update({ ids: ["s1"], metadatas: [{ n: 8 }] }));
  await ask("get what was written", () => kept.get({ ids: ["s1", "s2"], include: ["documents", "metadatas"] }));
  await ask("delete by ids", () => kept.delete({ ids: ["s1"] }));
  await ask("delete where", () => kept.delete({ where: { n: 7 } }));
  await ask("count after deleting", () => kept.count());
  await ask("modify name", () => kept.modify({ name: "kept_otherwise" }));
  await ask("getCollection by its new name", async () => described(await get("kept_otherwise")));
  await ask("modify name back", () => kept.modify({ name: "kept" }));
  let made;
  await ask("createCollection", async () => described((made = await client.createCollection({ name: "made", metadata: { "hnsw:space": "cosine" }, embeddingFunction }))));
  await ask("add to a new one", () => made.add({ ids: ["m1"], embeddings: [[3, 0]] }));
  await ask("query a new one", () => made.query({ queryEmbeddings: [[1, 0]], nResults: 1 }));
  await ask("deleteCollection", () => client.deleteCollection({ name: "made" }));
  await ask("use of a deleted one", () => made.count());
  await ask("deleteCollection unknown", () => client.deleteCollection({ name: "made" }));
}

const client = new ChromaClient(current ? { host: "127.0.0.1", port: Number(port) } : { path: "http://127.0.0.1:" + port });
const kept = await client.createCollection({ name: "kept", metadata: { "hnsw:space": "cosine" }, embeddingFunction });
const renamed = await client.createCollection({ name: "renamed", embeddingFunction });
heldIds.set(kept.id, "kept").set(renamed.id, "renamed");
await kept.add({ ids: ["r1", "r2"], embeddings: [[1, 0.5, 0.25], [0, 1, 0.5]], metadatas: [{ n: 1 }, { n: 2 }], documents: ["the first", "the second"] });
await renamed.add({ ids: ["q1"], embeddings: [[1, 0, 0]], documents: ["left"] });
await wait("copy");
for (const next of ["switch", "end"]) {
  await everyCall(client, kept, renamed);
  await wait(next);
}
process.exit(0);
