package io.chromarunbook.chroma;

import static io.chromarunbook.chroma.ChromaException.Kind.BROKEN_ANSWER;
import static io.chromarunbook.chroma.ChromaException.Kind.FORBIDDEN;
import static io.chromarunbook.chroma.ChromaException.Kind.NOT_FOUND;
import static io.chromarunbook.chroma.ChromaException.Kind.REFUSED;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What the two API generations have in common: all but the routes and the notation of an index. */
abstract class ChromaOverHttp implements WritableServer, DatabaseSurvey.Routes {
  /** Taken by every release, where a server old enough not to advertise a limit is met. */
  private static final ServerLimits MODEST_LIMITS = new ServerLimits(1_000, false);

  /** No server takes any other name, and a path must not be built from one. */
  private static final Pattern POSSIBLE_NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]*");

  private final Conversation conversation;
  private final ApiRoutes routes;
  private final ServerVersion version;
  private final IndexNotation notation;
  private final ServerLimits limits;

  /**
   * Reads the server's limits and makes sure that tenant and database are there: a missing one
   * would look like an empty one.
   */
  ChromaOverHttp(
      Conversation conversation, ApiRoutes routes, String version, IndexNotation notation) {
    this.conversation = conversation;
    this.routes = routes;
    this.version = new ServerVersion(routes.api(), version);
    this.notation = notation;
    this.limits = readLimits();
    requirePlaces();
  }

  /** The same server, its calls watched by somebody else; it is not asked again what it is. */
  ChromaOverHttp(ChromaOverHttp same, CallWatch watch) {
    this.conversation = same.conversation.watchedBy(watch);
    this.routes = same.routes;
    this.version = same.version;
    this.notation = same.notation;
    this.limits = same.limits;
  }

  private ServerLimits readLimits() {
    try {
      Map<String, Object> advertised =
          conversation.ask(Call.get(routes.root().then("pre-flight-checks")), JsonStreams::object);
      int batch =
          advertised.get("max_batch_size") instanceof Number number
              ? number.intValue()
              : MODEST_LIMITS.maxBatchSize();
      return new ServerLimits(
          batch, Boolean.TRUE.equals(advertised.get("supports_base64_encoding")));
    } catch (ChromaException e) {
      if (e.kind() == NOT_FOUND || e.kind() == REFUSED) {
        return MODEST_LIMITS;
      }
      throw e;
    }
  }

  private void requirePlaces() {
    routes.places().forEach(this::requirePresent);
  }

  private void requirePresent(Route place) {
    try {
      conversation.tell(Call.get(place));
    } catch (ChromaException e) {
      // Credentials may be good for records and not for this question.
      if (e.kind() != FORBIDDEN) {
        throw e;
      }
    }
  }

  @Override
  public ServerVersion version() {
    return version;
  }

  @Override
  public ServerLimits limits() {
    return limits;
  }

  @Override
  public Optional<Instant> clock() {
    return conversation
        .header(Call.get(routes.root().then("heartbeat")), "Date")
        .flatMap(ChromaOverHttp::instant);
  }

  @Override
  public OtherDatabases otherDatabases() {
    return new DatabaseSurvey(conversation, this).look();
  }

  private static Optional<Instant> instant(String date) {
    try {
      return Optional.of(
          ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant());
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  @Override
  public List<CollectionInfo> collections() {
    return new CollectionList(conversation, routes, notation, pagesCollections())
        .all(this::completed);
  }

  @Override
  public Optional<CollectionInfo> collection(String name) {
    if (!POSSIBLE_NAME.matcher(name).matches()) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          completed(
              conversation.ask(
                  Call.get(routes.collections().then(name)),
                  parser -> CollectionAnswer.of(JsonStreams.value(parser)).read(notation))));
    } catch (ChromaException e) {
      if (e.kind() == NOT_FOUND) {
        return Optional.empty();
      }
      throw e;
    }
  }

  /**
   * Whether the list of collections keeps to limit and offset; else it is always the whole list.
   */
  boolean pagesCollections() {
    return true;
  }

  /** What a record consists of, besides its id. */
  List<String> columns() {
    return List.of("embeddings", "documents", "metadatas", "uris");
  }

  /** Adds what the server leaves out when it describes a collection. */
  CollectionInfo completed(CollectionInfo described) {
    return described;
  }

  /** The embedding of the first record; nothing where there is none. */
  final Optional<float[]> firstEmbedding(CollectionInfo collection) {
    List<float[]> found = new ArrayList<>();
    Call call = Call.readingPost(of(collection, "get"), RequestBodies.firstEmbedding());
    conversation
        .ask(call, parser -> RecordPage.read(parser, 1))
        .forEach(
            record -> {
              if (record.embedding() != null) {
                found.add(record.embedding());
              }
            });
    return found.stream().findFirst();
  }

  @Override
  public long count(CollectionInfo collection) {
    return conversation.ask(
        Call.get(of(collection, "count")),
        parser -> {
          if (JsonStreams.value(parser) instanceof Long count) {
            return count;
          }
          throw new JsonStreams.Unexpected("a count was expected");
        });
  }

  @Override
  public void ids(CollectionInfo collection, Consumer<String> each) {
    ids(collection, RecordFilter.ALL, each);
  }

  @Override
  public void ids(CollectionInfo collection, RecordFilter filter, Consumer<String> each) {
    idPages(collection, filter).upTo(Long.MAX_VALUE, each);
  }

  @Override
  public List<String> firstIds(CollectionInfo collection, int most) {
    List<String> first = new ArrayList<>();
    idPages(collection, RecordFilter.ALL).upTo(most, first::add);
    return first;
  }

  private IdPages idPages(CollectionInfo collection, RecordFilter filter) {
    return new IdPages(
        conversation, collection.name(), of(collection, "get"), filter, () -> count(collection));
  }

  @Override
  public UnreadRecords fetch(CollectionInfo collection, List<String> ids) {
    return new RecordReading(conversation, of(collection, "get"), columns()).read(ids);
  }

  @Override
  public List<List<Neighbour>> query(
      CollectionInfo collection, List<float[]> embeddings, int count) {
    if (embeddings.isEmpty()) {
      return List.of();
    }
    Call call = Call.readingPost(of(collection, "query"), RequestBodies.query(embeddings, count));
    try {
      return conversation.search(call, parser -> Neighbours.read(parser, embeddings.size()));
    } catch (ChromaException e) {
      // 1.0.0 has no index yet where there is no record, and breaks over that.
      if (e.kind() == BROKEN_ANSWER && isSeenEmpty(collection)) {
        return Collections.nCopies(embeddings.size(), List.of());
      }
      throw e;
    }
  }

  /** Where that cannot be asked either, it is not: what was wrong first is what is told. */
  private boolean isSeenEmpty(CollectionInfo collection) {
    try {
      return count(collection) == 0;
    } catch (ChromaException e) {
      return false;
    }
  }

  @Override
  public CollectionInfo create(NewCollection wanted) {
    return new CollectionCreation(conversation, routes, notation, this::present).of(wanted);
  }

  /** Whether there is a collection of this name, in a tenant and database that are there. */
  private boolean present(String name) {
    if (collection(name).isPresent()) {
      return true;
    }
    requirePlaces();
    return false;
  }

  /**
   * {@inheritDoc}
   *
   * <p>An empty map really leaves none: 1.x refuses {@code {}} and ignores null, so each key
   * present is given the value null.
   */
  @Override
  public void replaceMetadata(CollectionInfo collection, Map<String, Object> metadata) {
    Map<String, Object> wanted = new LinkedHashMap<>(metadata);
    if (metadata.isEmpty()) {
      current(collection).metadata().keySet().forEach(key -> wanted.put(key, null));
      if (wanted.isEmpty()) {
        return;
      }
    }
    conversation.tellUntilTaken(
        Call.put(routes.collections().then(collection.id()), RequestBodies.metadata(wanted)));
    Set<String> found = current(collection).metadata().keySet();
    if (!found.equals(metadata.keySet())) {
      throw new ChromaException(
          REFUSED,
          "%s did not replace the metadata of collection %s: it has the keys %s instead of %s."
              .formatted(
                  conversation.address().url(),
                  collection.name(),
                  conversation.shown(found.toString()),
                  metadata.keySet()),
          null);
    }
  }

  /** As it is now; NOT_FOUND where it is gone, even if another bears its name. */
  final CollectionInfo current(CollectionInfo collection) {
    return collection(collection.name())
        .filter(found -> found.id().equals(collection.id()))
        .orElseThrow(
            () ->
                new ChromaException(
                    NOT_FOUND,
                    "%s has no collection %s with the id %s any more."
                        .formatted(
                            conversation.address().url(), collection.name(), collection.id()),
                    null));
  }

  @Override
  public void upsert(CollectionInfo collection, List<ChromaRecord> records) {
    for (List<ChromaRecord> request : requests(records)) {
      conversation.tell(
          Call.post(
              of(collection, "upsert"),
              RequestBodies.upsert(request, EmbeddingEncoding.within(limits))));
    }
  }

  /**
   * A 0.x server stores each null of a column it is given, and a 1.x server that is started on such
   * files breaks at the first: so records without a document or a uri go by themselves.
   */
  private Collection<List<ChromaRecord>> requests(List<ChromaRecord> records) {
    if (!version.version().startsWith("0.")) {
      return records.isEmpty() ? List.of() : List.of(records);
    }
    return records.stream()
        .collect(
            Collectors.groupingBy(
                record -> List.of(record.document() == null, record.uri() == null),
                LinkedHashMap::new,
                Collectors.toList()))
        .values();
  }

  @Override
  public int mostWritten() {
    return Math.min(limits.maxBatchSize(), conversation.pageSizes().writes().most());
  }

  @Override
  public void takesNoMoreThan(int records) {
    conversation.pageSizes().writes().fallTo(records);
  }

  @Override
  public void update(CollectionInfo collection, String id, String document) {
    conversation.tell(Call.post(of(collection, "update"), RequestBodies.update(id, document)));
  }

  @Override
  public void delete(CollectionInfo collection, List<String> ids) {
    if (ids.isEmpty()) {
      return;
    }
    PageSize pages = conversation.pageSizes().writes();
    for (int from = 0; from < ids.size(); ) {
      int begin = from;
      from +=
          pages.falling(
              Math.min(pages.most(), ids.size() - begin),
              most -> {
                conversation.tellUntilTaken(
                    Call.post(
                        of(collection, "delete"),
                        RequestBodies.ids(ids.subList(begin, begin + most))));
                return most;
              });
    }
  }

  /** Removes every record of a collection, a page at a time; a repeat goes on. */
  final void empty(CollectionInfo collection) {
    idPages(collection, RecordFilter.ALL).untilNoneIsLeft(page -> delete(collection, page));
  }

  /** Servers drop by name; what now bears the name may be another collection. */
  @Override
  public void drop(CollectionInfo collection) {
    conversation.tellUntilTaken(Call.delete(routes.collections().then(current(collection).name())));
  }

  private Route of(CollectionInfo collection, String what) {
    return routes.collections().then(collection.id()).then(what);
  }

  @Override
  public void close() {
    // Connections are everybody's; those nobody uses end by themselves.
  }
}
