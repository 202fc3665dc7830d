package io.chromarunbook.chroma;

import java.util.List;
import java.util.Optional;

/** The v2 API of servers 0.6 and 1.x. */
final class ChromaV2 extends ChromaOverHttp {
  static final Route ROOT = Route.of("/api/v2");

  private final boolean keepsLists;

  ChromaV2(Conversation conversation, String version) {
    super(conversation, routes(conversation.address()), version, notation(version));
    this.keepsLists = !version.startsWith("0.");
  }

  private ChromaV2(ChromaV2 same, CallWatch watch) {
    super(same, watch);
    this.keepsLists = same.keepsLists;
  }

  @Override
  public WritableServer watchedBy(CallWatch watch) {
    return new ChromaV2(this, watch);
  }

  /**
   * {@inheritDoc}
   *
   * <p>1.5.9 keeps the lists in the metadata of records that go with their collection, and gives
   * them to the records that come next; so the records go first, one by one.
   */
  @Override
  public void drop(CollectionInfo collection) {
    if (keepsLists) {
      empty(current(collection));
    }
    super.drop(collection);
  }

  @Override
  public Optional<Route> databases(String tenant) {
    return Optional.of(ROOT.then("tenants").then(tenant).then("databases"));
  }

  @Override
  public Route collectionsCount(String tenant, String database) {
    return ROOT.then("tenants")
        .then(tenant)
        .then("databases")
        .then(database)
        .then("collections_count");
  }

  private static ApiRoutes routes(ServerAddress address) {
    Route tenant = ROOT.then("tenants").then(address.tenant());
    Route database = tenant.then("databases").then(address.database());
    return new ApiRoutes("v2", ROOT, List.of(tenant, database), database.then("collections"));
  }

  private static IndexNotation notation(String version) {
    return version.startsWith("0.") ? new MetadataNotation() : new ConfigurationNotation();
  }
}
