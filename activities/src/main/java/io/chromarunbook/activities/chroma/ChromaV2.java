package io.chromarunbook.activities.chroma;

/** The v2 API of servers 0.6 and 1.x. */
final class ChromaV2 extends ChromaOverHttp {
  static final Route ROOT = Route.of("/api/v2");

  ChromaV2(Conversation conversation, String version) {
    super(conversation, routes(conversation.address()), version, notation(version));
  }

  private static ApiRoutes routes(ServerAddress address) {
    Route tenant = ROOT.then("tenants").then(address.tenant());
    Route database = tenant.then("databases").then(address.database());
    return new ApiRoutes("v2", ROOT, tenant, database, database.then("collections"));
  }

  private static IndexNotation notation(String version) {
    return version.startsWith("0.") ? new MetadataNotation() : new ConfigurationNotation();
  }
}
