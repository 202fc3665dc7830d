package io.chromarunbook.chroma;

import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * A Chroma server without a server: does what the real ones were seen to do, as far as tests of
 * activities need it. Closing a connection keeps the data.
 */
public final class InMemoryChroma implements WritableServer {

  private enum Generation {
    /** Takes records without embedding, empty ids and any key. */
    LEGACY,
    /** Refuses them. */
    CURRENT
  }

  private static final class Stored {
    CollectionInfo info;
    final Map<String, ChromaRecord> records = new LinkedHashMap<>();

    Stored(CollectionInfo info) {
      this.info = info;
    }
  }

  private final Generation generation;
  private final Map<String, Stored> collections = new TreeMap<>();
  private final Set<String> lostFromIndex = new HashSet<>();
  private boolean takesAnyName;
  private boolean forgetsDimensions;
  private long mostBytes = Long.MAX_VALUE;
  private Predicate<ChromaRecord> refusedRecords = record -> false;
  private Predicate<NewCollection> refusedCollections = collection -> false;
  private Optional<ChromaException> filtersRefused = Optional.empty();
  private Optional<ChromaException> queriesRefused = Optional.empty();
  private boolean keepsNoConfiguration;
  private Optional<Instant> clock = Optional.empty();
  private Optional<ChromaException> down = Optional.empty();
  private Optional<ChromaException> writesRefused = Optional.empty();
  private Runnable beforeEachRead = () -> {};
  private Supplier<OtherDatabases> others = () -> new OtherDatabases(true, List.of());
  private int requests;
  private int refused;

  private InMemoryChroma(Generation generation) {
    this.generation = generation;
  }

  /** A server like 0.5, asked by the v1 API. */
  public static InMemoryChroma legacy() {
    return new InMemoryChroma(Generation.LEGACY);
  }

  /** A server like 1.5. */
  public static InMemoryChroma current() {
    return new InMemoryChroma(Generation.CURRENT);
  }

  /** Tells this of its other databases from now on. */
  public synchronized void beside(Supplier<OtherDatabases> databases) {
    others = databases;
  }

  @Override
  public synchronized OtherDatabases otherDatabases() {
    return others.get();
  }

  /** Refuses every write from now on. */
  public synchronized void freeze() {
    refuseWrites(
        new ChromaException(
            ChromaException.Kind.READ_ONLY, "It answered 403: The server is read-only.", null));
  }

  /** Answers every write with this failure from now on. */
  public synchronized void refuseWrites(ChromaException failure) {
    writesRefused = Optional.of(failure);
  }

  /** From now on it refuses every batch with such a record. */
  public synchronized void refuseRecords(Predicate<ChromaRecord> which) {
    refusedRecords = which;
  }

  /** From now on it makes no such collection. */
  public synchronized void refuseCollections(Predicate<NewCollection> which) {
    refusedCollections = which;
  }

  /** From now on it refuses batches of more bytes, as a gateway before it would. */
  public synchronized void limitRequests(long bytes) {
    mostBytes = bytes;
  }

  /** Answers every listing by a filter on metadata with this failure from now on. */
  public synchronized void refuseFilters(ChromaException failure) {
    filtersRefused = Optional.of(failure);
  }

  /** Answers every search with this failure from now on. */
  public synchronized void refuseQueries(ChromaException failure) {
    queriesRefused = Optional.of(failure);
  }

  /** From now on a collection without records has no dimension. */
  public synchronized void forgetDimensions() {
    forgetsDimensions = true;
  }

  /** Takes writes again. */
  public synchronized void thaw() {
    writesRefused = Optional.empty();
  }

  /** Answers every request with this failure until {@link #comeBack}. */
  public synchronized void goDown(ChromaException failure) {
    down = Optional.of(failure);
  }

  /** Answers again. */
  public synchronized void comeBack() {
    down = Optional.empty();
  }

  /** Shows this clock. */
  public synchronized void setClock(Instant now) {
    clock = Optional.of(now);
  }

  /** Runs before each fetch of records: a writer beside the reader. */
  public synchronized void beforeEachRead(Runnable writer) {
    beforeEachRead = writer;
  }

  /** Requests answered so far. */
  public synchronized int requests() {
    return requests;
  }

  /** Requests that met {@link #goDown} so far. */
  public synchronized int refused() {
    return refused;
  }

  @Override
  public synchronized ServerVersion version() {
    answer();
    return generation == Generation.LEGACY
        ? new ServerVersion("v1", "0.5.23")
        : new ServerVersion("v2", "1.0.0");
  }

  @Override
  public synchronized ServerLimits limits() {
    answer();
    return generation == Generation.LEGACY
        ? new ServerLimits(41666, false)
        : new ServerLimits(5461, true);
  }

  @Override
  public synchronized Optional<Instant> clock() {
    answer();
    return clock;
  }

  @Override
  public synchronized List<CollectionInfo> collections() {
    answer();
    return collections.values().stream().map(stored -> stored.info).toList();
  }

  @Override
  public synchronized Optional<CollectionInfo> collection(String name) {
    answer();
    return Optional.ofNullable(collections.get(name)).map(stored -> stored.info);
  }

  @Override
  public synchronized long count(CollectionInfo collection) {
    answer();
    return stored(collection).records.size();
  }

  @Override
  public void ids(CollectionInfo collection, Consumer<String> each) {
    ids(collection, RecordFilter.ALL, each);
  }

  @Override
  public List<String> firstIds(CollectionInfo collection, int most) {
    List<String> ids = new ArrayList<>();
    ids(collection, ids::add);
    return ids.subList(0, Math.min(most, ids.size()));
  }

  @Override
  public void ids(CollectionInfo collection, RecordFilter filter, Consumer<String> each) {
    List<String> ids;
    synchronized (this) {
      answer();
      if (!filter.where().isEmpty() && filtersRefused.isPresent()) {
        throw filtersRefused.get();
      }
      ids =
          stored(collection).records.values().stream()
              .filter(record -> selects(filter, record))
              .map(ChromaRecord::id)
              .toList();
    }
    ids.forEach(each);
  }

  private static boolean selects(RecordFilter filter, ChromaRecord record) {
    boolean text =
        filter.whereDocument().isEmpty()
            || (record.document() != null
                && record.document().contains(filter.whereDocument().get("$contains").toString()));
    return text
        && filter.where().entrySet().stream()
            .allMatch(
                field ->
                    field.getValue() instanceof Map<?, ?> range
                        ? record.metadata().get(field.getKey()) instanceof Long number
                            && number >= ((Number) range.get("$gte")).longValue()
                        : field.getValue().equals(record.metadata().get(field.getKey())));
  }

  @Override
  public UnreadRecords fetch(CollectionInfo collection, List<String> ids) {
    List<ChromaRecord> found;
    synchronized (this) {
      answer();
      beforeEachRead.run();
      // Stored order, each once, without the missing ones.
      found =
          stored(collection).records.values().stream()
              .filter(record -> ids.contains(record.id()))
              .toList();
    }
    return found::forEach;
  }

  @Override
  public synchronized List<List<Neighbour>> query(
      CollectionInfo collection, List<float[]> embeddings, int count) {
    answer();
    if (queriesRefused.isPresent()) {
      throw queriesRefused.get();
    }
    Stored stored = stored(collection);
    return embeddings.stream()
        .map(
            wanted ->
                stored.records.values().stream()
                    .filter(record -> record.embedding() != null)
                    .filter(record -> !lostFromIndex.contains(record.id()))
                    .map(
                        record ->
                            new Neighbour(
                                record.id(),
                                distance(stored.info.distance(), wanted, record.embedding())))
                    .sorted(Comparator.comparingDouble(Neighbour::distance))
                    .limit(count)
                    .toList())
        .toList();
  }

  /** From now on its searches do not find these records, which are still there. */
  public synchronized void loseFromIndex(List<String> ids) {
    lostFromIndex.addAll(ids);
  }

  /** From now on it takes names that no released server takes. */
  public synchronized void takeAnyName() {
    takesAnyName = true;
  }

  /** From now on it is a server of before there were configurations. */
  public synchronized void keepNoConfiguration() {
    keepsNoConfiguration = true;
  }

  @Override
  public synchronized CollectionInfo create(NewCollection collection) {
    write();
    // As 1.x does; 0.x also counts the characters.
    if (!takesAnyName && !collection.name().matches("[A-Za-z0-9]([A-Za-z0-9._-]*[A-Za-z0-9])?")) {
      throw new ChromaException(
          ChromaException.Kind.REFUSED, "Not a name: " + collection.name() + ".", null);
    }
    if (refusedCollections.test(collection)) {
      throw refused("Validation error: metadata");
    }
    if (collections.containsKey(collection.name())) {
      throw new ChromaException(
          ChromaException.Kind.CONFLICT, "The name " + collection.name() + " is taken.", null);
    }
    List<String> lost = collection.configuration().lostIn(CollectionConfiguration.NONE);
    if (keepsNoConfiguration && !lost.isEmpty()) {
      throw refused("Not created as wanted: " + String.join(", ", lost) + ".");
    }
    CollectionInfo info =
        new CollectionInfo(
            UUID.randomUUID().toString(),
            collection.name(),
            collection.metadata(),
            collection.distance(),
            collection.index(),
            Optional.empty(),
            collection.configuration());
    collections.put(collection.name(), new Stored(info));
    return info;
  }

  @Override
  public synchronized void replaceMetadata(
      CollectionInfo collection, Map<String, Object> metadata) {
    write();
    Stored stored = stored(collection);
    CollectionInfo info = stored.info;
    stored.info =
        new CollectionInfo(
            info.id(),
            info.name(),
            metadata,
            info.distance(),
            info.index(),
            info.dimension(),
            info.configuration());
  }

  @Override
  public synchronized void upsert(CollectionInfo collection, List<ChromaRecord> records) {
    write();
    Stored stored = stored(collection);
    Optional<Integer> dimension = stored.info.dimension();
    if (records.size() > limits().maxBatchSize()) {
      throw refused("Batch size exceeds the maximum.");
    }
    long bytes = records.stream().mapToLong(RequestSize.inBase64()::of).sum();
    if (bytes > mostBytes) {
      throw new ChromaException(
          ChromaException.Kind.TOO_LARGE,
          "POST /upsert answered 413: 413 Request Entity Too Large (the request had " + bytes + ")",
          null);
    }
    for (ChromaRecord record : records) {
      check(record);
      if (refusedRecords.test(record)) {
        throw refused("Failed to deserialize the JSON body");
      }
      if (record.embedding() != null) {
        int found = record.embedding().length;
        if (dimension.isPresent() && dimension.get() != found) {
          throw refused("Collection expecting embedding with dimension of " + dimension.get());
        }
        dimension = Optional.of(found);
      }
    }
    for (ChromaRecord record : records) {
      stored.records.merge(record.id(), record, InMemoryChroma::merged);
    }
    CollectionInfo info = stored.info;
    stored.info =
        new CollectionInfo(
            info.id(),
            info.name(),
            info.metadata(),
            info.distance(),
            info.index(),
            dimension,
            info.configuration());
  }

  @Override
  public synchronized void update(CollectionInfo collection, String id, String document) {
    write();
    stored(collection)
        .records
        .computeIfPresent(
            id,
            (key, old) ->
                new ChromaRecord(key, document, old.uri(), old.metadata(), old.embedding()));
  }

  @Override
  public synchronized void delete(CollectionInfo collection, List<String> ids) {
    write();
    Stored stored = stored(collection);
    ids.forEach(stored.records::remove);
    if (forgetsDimensions && stored.records.isEmpty()) {
      CollectionInfo info = stored.info;
      stored.info =
          new CollectionInfo(
              info.id(),
              info.name(),
              info.metadata(),
              info.distance(),
              info.index(),
              Optional.empty());
    }
  }

  @Override
  public synchronized void drop(CollectionInfo collection) {
    write();
    stored(collection);
    collections.remove(collection.name());
  }

  @Override
  public void close() {
    // The data outlives the connection.
  }

  // Keys that the new metadata does not name stay, and so does what the new record leaves out. A
  // key goes with an explicit null.
  private static ChromaRecord merged(ChromaRecord old, ChromaRecord changed) {
    Map<String, Object> metadata = new LinkedHashMap<>(old.metadata());
    metadata.putAll(changed.metadata());
    metadata.values().removeIf(Objects::isNull);
    return new ChromaRecord(
        old.id(),
        changed.document() == null ? old.document() : changed.document(),
        changed.uri() == null ? old.uri() : changed.uri(),
        metadata,
        changed.embedding() == null ? old.embedding() : changed.embedding());
  }

  private void check(ChromaRecord record) {
    if (generation == Generation.LEGACY) {
      return;
    }
    if (record.id().isEmpty()) {
      throw refused("Empty ID");
    }
    if (record.embedding() == null) {
      throw refused("missing field embeddings");
    }
    for (Map.Entry<String, Object> field : record.metadata().entrySet()) {
      String key = field.getKey();
      if (key.isEmpty() || key.startsWith("#") || key.startsWith("$")) {
        throw refused("Invalid metadata at index 0");
      }
      if (field.getValue() instanceof Map || field.getValue() instanceof BigInteger) {
        throw refused("Failed to deserialize the JSON body");
      }
    }
  }

  private Stored stored(CollectionInfo collection) {
    Stored stored = collections.get(collection.name());
    if (stored == null || !stored.info.id().equals(collection.id())) {
      throw new ChromaException(
          ChromaException.Kind.NOT_FOUND,
          "Collection " + collection.name() + " does not exist.",
          null);
    }
    return stored;
  }

  private void answer() {
    if (down.isPresent()) {
      refused++;
      throw down.get();
    }
    requests++;
  }

  private void write() {
    answer();
    if (writesRefused.isPresent()) {
      throw writesRefused.get();
    }
  }

  private static ChromaException refused(String message) {
    return new ChromaException(ChromaException.Kind.REFUSED, message, null);
  }

  private static double distance(DistanceFunction function, float[] left, float[] right) {
    double product = product(left, right);
    return switch (function) {
      case IP -> 1 - product;
      case COSINE -> 1 - product / Math.sqrt(product(left, left) * product(right, right));
      case L2 ->
          IntStream.range(0, left.length)
              .mapToDouble(index -> (double) left[index] - right[index])
              .map(difference -> difference * difference)
              .sum();
    };
  }

  private static double product(float[] left, float[] right) {
    return IntStream.range(0, left.length)
        .mapToDouble(index -> (double) left[index] * right[index])
        .sum();
  }

  /** Every record of a collection, in stored order. */
  public synchronized List<ChromaRecord> contents(String collection) {
    return new ArrayList<>(collections.get(collection).records.values());
  }
}
