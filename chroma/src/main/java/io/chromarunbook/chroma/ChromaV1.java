package io.chromarunbook.chroma;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The v1 API of servers 0.4 and 0.5. */
final class ChromaV1 extends ChromaOverHttp {
  static final Route ROOT = Route.of("/api/v1");

  private static final List<String> COLUMNS_BEFORE_URIS =
      List.of("embeddings", "documents", "metadatas");

  private final Set<V1Ability> abilities;

  ChromaV1(Conversation conversation, String version) {
    super(conversation, routes(conversation.address(), version), version, new MetadataNotation());
    this.abilities = V1Ability.of(version);
  }

  private ChromaV1(ChromaV1 same, CallWatch watch) {
    super(same, watch);
    this.abilities = same.abilities;
  }

  @Override
  public WritableServer watchedBy(CallWatch watch) {
    return new ChromaV1(this, watch);
  }

  @Override
  CollectionInfo completed(CollectionInfo described) {
    if (abilities.contains(V1Ability.DIMENSIONS)) {
      return described;
    }
    return new CollectionInfo(
        described.id(),
        described.name(),
        described.metadata(),
        described.distance(),
        described.index(),
        firstEmbedding(described).map(embedding -> embedding.length));
  }

  /** Only the second API of 0.6 lists them. */
  @Override
  public Optional<Route> databases(String tenant) {
    return Optional.empty();
  }

  @Override
  public Route collectionsCount(String tenant, String database) {
    return ROOT.then("count_collections").with("tenant", tenant).with("database", database);
  }

  @Override
  boolean pagesCollections() {
    return abilities.contains(V1Ability.PAGED_COLLECTIONS);
  }

  @Override
  List<String> columns() {
    return abilities.contains(V1Ability.URIS) ? super.columns() : COLUMNS_BEFORE_URIS;
  }

  /** {@inheritDoc} One by one where a page would give each record the embedding of another. */
  @Override
  public UnreadRecords fetch(CollectionInfo collection, List<String> ids) {
    if (abilities.contains(V1Ability.ORDERED_EMBEDDINGS)) {
      return super.fetch(collection, ids);
    }
    List<UnreadRecords> fetched =
        ids.stream().map(id -> super.fetch(collection, List.of(id))).toList();
    return each -> fetched.forEach(record -> record.forEach(each));
  }

  private static ApiRoutes routes(ServerAddress address, String version) {
    Route collections = ROOT.then("collections");
    if (!V1Ability.of(version).contains(V1Ability.DATABASES)) {
      requireTheOnlyDatabase(address, version);
      return new ApiRoutes("v1", ROOT, List.of(), collections);
    }
    return new ApiRoutes(
        "v1",
        ROOT,
        List.of(
            ROOT.then("tenants").then(address.tenant()),
            ROOT.then("databases").then(address.database()).with("tenant", address.tenant())),
        collections.with("tenant", address.tenant()).with("database", address.database()));
  }

  private static void requireTheOnlyDatabase(ServerAddress address, String version) {
    if (!address.tenant().equals(ServerAddress.DEFAULT_TENANT)
        || !address.database().equals(ServerAddress.DEFAULT_DATABASE)) {
      throw new UnsupportedReleaseException(
          "%s is Chroma %s, which keeps all collections in one place (tenants and databases came with %s): leave tenant and database out."
              .formatted(address.url(), version, V1Ability.DATABASES.since()));
    }
  }
}
