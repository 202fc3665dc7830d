package io.chromarunbook.activities.chroma;

import java.util.Optional;

/** The v1 API of servers 0.4 and 0.5. */
final class ChromaV1 extends ChromaOverHttp {
  static final Route ROOT = Route.of("/api/v1");

  ChromaV1(Conversation conversation, String version) {
    super(conversation, routes(conversation.address()), version, new MetadataNotation());
  }

  private ChromaV1(ChromaV1 same, CallWatch watch) {
    super(same, watch);
  }

  @Override
  public ChromaServer watchedBy(CallWatch watch) {
    return new ChromaV1(this, watch);
  }

  /** 0.4 says nothing of a collection's dimension; its embeddings do. */
  @Override
  CollectionInfo completed(CollectionInfo described) {
    if (!version().version().startsWith("0.4.")) {
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

  private static ApiRoutes routes(ServerAddress address) {
    return new ApiRoutes(
        "v1",
        ROOT,
        ROOT.then("tenants").then(address.tenant()),
        ROOT.then("databases").then(address.database()).with("tenant", address.tenant()),
        ROOT.then("collections")
            .with("tenant", address.tenant())
            .with("database", address.database()));
  }
}
