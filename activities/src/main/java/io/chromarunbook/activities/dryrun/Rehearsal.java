package io.chromarunbook.activities.dryrun;

import io.chromarunbook.activities.checks.EmbeddingChecks;
import io.chromarunbook.activities.checks.MetadataSchemaChecks;
import io.chromarunbook.activities.checks.Tallies;
import io.chromarunbook.activities.run.Attempt;
import io.chromarunbook.activities.run.DurableFile;
import io.chromarunbook.activities.run.OpenRun;
import io.chromarunbook.activities.run.PrivateFiles;
import io.chromarunbook.activities.snapshot.IdList;
import io.chromarunbook.activities.snapshot.IdsReader;
import io.chromarunbook.activities.snapshot.Inventory;
import io.chromarunbook.activities.snapshot.InventoryCollection;
import io.chromarunbook.activities.snapshot.MetadataTypes;
import io.chromarunbook.activities.snapshot.PartSize;
import io.chromarunbook.activities.snapshot.RecordFetch;
import io.chromarunbook.activities.transform.Outcome;
import io.chromarunbook.activities.transform.RecordRoute;
import io.chromarunbook.chroma.ChromaException;
import io.chromarunbook.chroma.ChromaRecord;
import io.chromarunbook.chroma.ChromaServer;
import io.chromarunbook.workflows.plan.CollectionTransform;
import io.chromarunbook.workflows.plan.Json;
import io.chromarunbook.workflows.steps.FailureKind;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongConsumer;

/** Takes one live collection's records the way they would be migrated, and notes what happens. */
final class Rehearsal {

  private final OpenRun run;
  private final Attempt attempt;
  private final ChromaServer source;
  private final Inventory inventory;
  private final int index;
  private final InventoryCollection collection;
  private final DryRunFiles files;
  private final RecordFetch fetch;
  private final RecordRoute route;
  private final MetadataSchemaChecks schema;
  private final EmbeddingChecks embeddings;

  Rehearsal(OpenRun run, Attempt attempt, ChromaServer source, Inventory inventory, int index) {
    this.run = run;
    this.attempt = attempt;
    this.source = source;
    this.inventory = inventory;
    this.index = index;
    this.collection = inventory.collections().get(index);
    this.files = DryRunFiles.of(run.folder());
    this.fetch = RecordFetch.of(source, collection, run.plan().source());
    CollectionTransform transform = run.plan().transform().of(collection.info().name());
    this.route = new RecordRoute(transform, collection.info().dimension());
    this.schema = new MetadataSchemaChecks(transform);
    this.embeddings = new EmbeddingChecks(collection.info().dimension());
  }

  /** The ids to go through: listed anew for the first part, found for the others. */
  Listing listing(int part) {
    if (part > 0) {
      return DurableFile.readJson(files.listing(index), Listing.class);
    }
    Listing listing = list(listed -> attempt.progress(before(), inventory.records()));
    DurableFile.writeJson(files.listing(index), listing);
    return listing;
  }

  private Listing list(LongConsumer news) {
    try {
      IdList list = IdList.write(source, collection.info(), files.ids(index), "ids.jsonl", news);
      return new Listing(list.file().records(), list.repeated());
    } catch (ChromaException e) {
      if (e.kind() == ChromaException.Kind.NOT_FOUND) {
        // A live source may drop a collection; the count that no longer fits will say so.
        return new Listing(0, 0);
      }
      throw e;
    }
  }

  /** Goes through one part and writes down what it found. */
  RehearsedPart part(int part) {
    long idsBefore = 0;
    long firstId = 0;
    if (part > 0) {
      RehearsedPart before = DurableFile.readJson(files.part(index, part - 1), RehearsedPart.class);
      idsBefore = before.idsThrough();
      firstId = before.nextId();
    }
    try (IdsReader ids = new IdsReader(files.ids(index), firstId)) {
      RehearsedPart rehearsed = goThrough(part, ids, idsBefore);
      DurableFile.writeJson(files.part(index, part), rehearsed);
      return rehearsed;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private RehearsedPart goThrough(int part, IdsReader reader, long idsBefore) throws IOException {
    int most = PartSize.of(run.plan().importing().partSize(), inventory.records()).records();
    Path list = files.unmigratable(index, part);
    Path writing = list.resolveSibling(list.getFileName() + ".writing");
    Tally tally = new Tally();
    long taken = 0;
    PrivateFiles.directories(list.getParent());
    try (FileChannel channel = PrivateFiles.rewrite(writing)) {
      BufferedWriter lines =
          new BufferedWriter(Channels.newWriter(channel, StandardCharsets.UTF_8));
      while (taken < most) {
        List<String> ids = reader.next((int) Math.min(most - taken, fetch.nextBatch()));
        if (ids.isEmpty()) {
          break;
        }
        taken += ids.size();
        goThrough(ids, tally, lines);
        attempt.progress(before() + idsBefore + taken, inventory.records());
      }
      lines.flush();
      channel.force(true);
    }
    DurableFile.publish(writing, list);
    return new RehearsedPart(
        tally.records,
        tally.vanished,
        tally.readNanos,
        idsBefore + taken,
        reader.position(),
        tally.causes.all(),
        tally.types.seen(),
        tally.dimensions,
        tally.exemplars.byTrait(),
        tally.checks.byCheck());
  }

  private void goThrough(List<String> ids, Tally tally, BufferedWriter lines) throws IOException {
    long start = System.nanoTime();
    Map<String, ChromaRecord> found = fetch.fetch(ids, attempt::throwIfCancelled);
    tally.readNanos += System.nanoTime() - start;
    tally.vanished += ids.stream().distinct().count() - found.size();
    for (ChromaRecord record : found.values()) {
      tally.add(record);
      Outcome outcome = route.apply(record, fetch.lost());
      if (outcome instanceof Outcome.Migratable migratable) {
        tally.exemplars.add(migratable.record());
        schema.lookAlone(migratable.record(), tally.checks);
        embeddings.lookAlone(migratable.record(), tally.checks);
      } else if (outcome instanceof Outcome.Unmigratable stays) {
        tally.causes.add(
            new Cause(stays.cause(), stays.reason(), stays.rule(), 1, List.of(record.id())));
        lines.write(
            Json.canonical(
                new UnmigratableRecord(
                    collection.info().name(), record.id(), stays.reason(), stays.rule())));
        lines.write('\n');
      }
    }
  }

  private long before() {
    return inventory.collections().subList(0, index).stream()
        .mapToLong(InventoryCollection::count)
        .sum();
  }

  /** What one part adds up to. */
  private static final class Tally {

    private long records;
    private long vanished;
    private long readNanos;
    private final Causes causes = new Causes();
    private final MetadataTypes types = new MetadataTypes();
    private final Exemplars exemplars = new Exemplars();
    private final Tallies checks = new Tallies();
    private final Map<Integer, Long> dimensions = new TreeMap<>();

    private void add(ChromaRecord record) {
      records++;
      types.add(record);
      dimensions.merge(record.embedding() == null ? 0 : record.embedding().length, 1L, Long::sum);
    }
  }

  /** The failure where a part was never gone through. */
  static RuntimeException missing(Path file) {
    return FailureKind.CORRUPT_DATA.failure(
        "The dry-run's file " + file + " is missing; run the dry-run again.", null);
  }
}
