package io.chromarunbook.chroma;

import static io.chromarunbook.chroma.ChromaException.Kind.BROKEN_ANSWER;
import static io.chromarunbook.chroma.ChromaException.Kind.CONFLICT;
import static io.chromarunbook.chroma.ChromaException.Kind.FORBIDDEN;
import static io.chromarunbook.chroma.ChromaException.Kind.NOT_FOUND;
import static io.chromarunbook.chroma.ChromaException.Kind.READ_ONLY;
import static io.chromarunbook.chroma.ChromaException.Kind.REFUSED;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What the two API generations have in common: all but the routes and the notation of an index. */
abstract class ChromaOverHttp implements ChromaServer, DatabaseSurvey.Routes {
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
    routes.places().forEach(this::requirePresent);
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
    Map<String, CollectionInfo> all = new LinkedHashMap<>();
    long weight = 0;
    List<CollectionInfo> page;
    do {
      int offset = all.size();
      page = conversation.pageSizes().collections().falling(most -> collectionsPage(most, offset));
      Call call = collectionsCall(page.size(), offset);
      for (CollectionInfo collection : page) {
        if (all.put(collection.id(), collection) != null) {
          throw nonsense(call, "lists collection " + collection.name() + " twice");
        }
        weight += AnswerLimits.weight(collection.metadata());
        weight +=
            AnswerLimits.weight(collection.configuration().embeddingFunction().orElse(Map.of()));
        weight += AnswerLimits.weight(collection.configuration().schema().orElse(Map.of()));
      }
      if (all.size() > AnswerLimits.COLLECTIONS) {
        throw nonsense(
            call,
            "lists more than %,d collections and no more are read"
                .formatted(AnswerLimits.COLLECTIONS));
      }
      if (weight > AnswerLimits.BYTES) {
        throw nonsense(
            call,
            "lists collections with more than %d MB of metadata and no more is read"
                .formatted(AnswerLimits.BYTES >> 20));
      }
    } while (!page.isEmpty() && pagesCollections());
    return List.copyOf(all.values());
  }

  private Call collectionsCall(int most, int offset) {
    return Call.get(routes.collections().with("limit", most).with("offset", offset));
  }

  private List<CollectionInfo> collectionsPage(int most, int offset) {
    return conversation
        .ask(collectionsCall(most, offset), parser -> collectionList(parser, most))
        .stream()
        .map(this::completed)
        .toList();
  }

  private List<CollectionInfo> collectionList(JsonParser parser, int most) throws IOException {
    if (JsonStreams.token(parser) != JsonToken.START_ARRAY) {
      throw new JsonStreams.Unexpected("a list of collections was expected");
    }
    int asked = pagesCollections() ? most : AnswerLimits.COLLECTIONS;
    List<CollectionInfo> page = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      AnswerLimits.requireAsked(page.size(), asked, "collections");
      page.add(CollectionAnswer.of(JsonStreams.value(parser)).read(notation));
    }
    return page;
  }

  private ChromaException nonsense(Call call, String what) {
    return conversation.useless(
        call,
        new ChromaException(BROKEN_ANSWER, conversation.address().url() + " " + what + ".", null));
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
    ListingBound listed = new ListingBound(() -> count(collection));
    List<String> before = List.of();
    long offset = 0;
    while (true) {
      List<String> page = ids(collection, filter, offset);
      Call call = idsPage(collection, filter, page.size(), offset);
      if (page.isEmpty()) {
        return;
      }
      if (page.equals(before)) {
        throw nonsense(
            call,
            "gives the same page of ids of collection " + collection.name() + " again and again");
      }
      if (!listed.add(page.size())) {
        throw nonsense(
            call,
            "lists the ids of collection " + collection.name() + " without end: " + listed.told());
      }
      page.forEach(each);
      before = page;
      offset += page.size();
    }
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
    return conversation.search(call, parser -> Neighbours.read(parser, embeddings.size()));
  }

  @Override
  public CollectionInfo create(NewCollection wanted) {
    refuseContradiction(wanted);
    CollectionAnswer created;
    try {
      created =
          conversation.askUntilTaken(
              Call.post(routes.collections(), RequestBodies.create(wanted, notation)),
              parser -> CollectionAnswer.of(JsonStreams.value(parser)));
      if (!notation.metadataAtFirst(wanted).equals(wanted.metadata())) {
        conversation.tell(
            Call.put(
                routes.collections().then(created.id()),
                RequestBodies.metadata(wanted.metadata())));
      }
    } catch (ChromaException e) {
      throw e.kind() == CONFLICT ? conflict(wanted, e) : e;
    }
    nameUntoldIndex(wanted, created);
    return verified(wanted, created);
  }

  /** What a server does not tell of an index is kept in the metadata, as it was in 0.x. */
  private void nameUntoldIndex(NewCollection wanted, CollectionAnswer created) {
    notation
        .metadataNaming(wanted, created.configuration())
        .filter(named -> !named.equals(wanted.metadata()))
        .ifPresent(
            named ->
                conversation.tell(
                    Call.put(
                        routes.collections().then(created.id()), RequestBodies.metadata(named))));
  }

  private static void refuseContradiction(NewCollection wanted) {
    MetadataNotation.namedDistance(wanted.metadata())
        .filter(named -> named != wanted.distance())
        .ifPresent(
            named -> {
              throw new ChromaException(
                  REFUSED,
                  "Collection %s is wanted with distance %s, but its metadata says hnsw:space=%s."
                      .formatted(wanted.name(), wanted.distance().chromaName(), named.chromaName()),
                  null);
            });
  }

  /** 0.x says "already exists" of a missing tenant or database, and under the freeze's triggers. */
  private ChromaException conflict(NewCollection wanted, ChromaException conflict) {
    if (collection(wanted.name()).isPresent()) {
      return conflict;
    }
    routes.places().forEach(this::requirePresent);
    return new ChromaException(
        READ_ONLY,
        conversation.address().url()
            + " says that collection "
            + wanted.name()
            + " already exists, yet it does not: a server that refuses writes answers so.",
        conflict);
  }

  private CollectionInfo verified(NewCollection wanted, CollectionAnswer created) {
    CollectionAnswer found =
        conversation.ask(
            Call.get(routes.collections().then(wanted.name())),
            parser -> CollectionAnswer.of(JsonStreams.value(parser)));
    List<String> lost = new ArrayList<>();
    if (!found.id().equals(created.id())) {
      throw new ChromaException(
          CONFLICT, "Collection " + wanted.name() + " was replaced by somebody else.", null);
    }
    for (String key : wanted.metadata().keySet()) {
      if (!found.metadata().containsKey(key)) {
        lost.add("metadata key " + key + " is missing");
      }
    }
    try {
      lost.addAll(notation.built(found.metadata(), found.configuration()).differencesFrom(wanted));
      if (lost.isEmpty()) {
        return found.read(notation);
      }
    } catch (IOException | IllegalArgumentException e) {
      lost.add(conversation.shown(e.getMessage()));
    }
    // Empty, ours and of no use: left there, it would be in the way of the next attempt.
    conversation.tellUntilTaken(Call.delete(routes.collections().then(wanted.name())));
    throw new ChromaException(
        REFUSED,
        "%s did not create collection %s as wanted: %s. It was removed again."
            .formatted(conversation.address().url(), wanted.name(), String.join(", ", lost)),
        null);
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

  private Call idsPage(CollectionInfo collection, RecordFilter filter, int most, long offset) {
    return Call.readingPost(of(collection, "get"), RequestBodies.idsPage(filter, most, offset));
  }

  private List<String> ids(CollectionInfo collection, RecordFilter filter, long offset) {
    return conversation
        .pageSizes()
        .ids()
        .falling(
            most ->
                conversation
                    .ask(
                        idsPage(collection, filter, most, offset),
                        parser -> RecordPage.read(parser, most))
                    .ids());
  }

  /** Removes every record of a collection, a page at a time; a repeat goes on. */
  final void empty(CollectionInfo collection) {
    ListingBound listed = new ListingBound(() -> count(collection));
    List<String> before = List.of();
    while (true) {
      List<String> page = ids(collection, RecordFilter.ALL, 0);
      Call call = idsPage(collection, RecordFilter.ALL, page.size(), 0);
      if (page.isEmpty()) {
        return;
      }
      if (page.equals(before)) {
        throw nonsense(
            call,
            "still has the records of collection "
                + collection.name()
                + " that it said it deleted");
      }
      if (!listed.add(page.size())) {
        throw nonsense(
            call,
            "has ever more records to delete in collection "
                + collection.name()
                + ": "
                + listed.told());
      }
      delete(collection, page);
      before = page;
    }
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
