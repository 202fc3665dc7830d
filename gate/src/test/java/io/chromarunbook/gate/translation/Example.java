package io.chromarunbook.gate.translation;

import java.nio.charset.StandardCharsets;
import java.util.List;

/** One translation for the fast tests: a collection moved, and one that was renamed on the way. */
final class Example {
  static final String KEPT = "11111111-1111-4111-8111-111111111111";
  static final String KEPT_THERE = "22222222-2222-4222-8222-222222222222";
  static final String RENAMED = "33333333-3333-4333-8333-333333333333";
  static final String RENAMED_THERE = "44444444-4444-4444-8444-444444444444";
  static final String HERE = "/api/v2/tenants/default_tenant/databases/default_database";
  static final String THERE = "/api/v2/tenants/acme/databases/knowledge%20base";
  static final String PYTHON = "python-httpx/0.27.0";
  static final String CURRENT =
      "Chroma Python Client v1.5.9 (https://github.com/chroma-core/chroma)";

  private static final DatabaseAddress TARGET = new DatabaseAddress("acme", "knowledge base");

  private Example() {}

  static Translation of(String sourceVersion) {
    return new Translation(
        List.of(
            new CollectionMapping(
                new CollectionIdentity(KEPT, "kept"), new CollectionIdentity(KEPT_THERE, "kept")),
            new CollectionMapping(
                new CollectionIdentity(RENAMED, "old name"),
                new CollectionIdentity(RENAMED_THERE, "new_name"))),
        new SourceServer(sourceVersion, 41_666, DatabaseAddress.DEFAULT),
        TARGET);
  }

  static ClientCall call(String agent, String method, String pathAndQuery, String body) {
    String[] parts = pathAndQuery.split("\\?", 2);
    return new ClientCall(
        method,
        parts[0],
        parts.length == 2 ? parts[1] : "",
        agent,
        body.getBytes(StandardCharsets.UTF_8));
  }

  static String text(byte[] body) {
    return new String(body, StandardCharsets.UTF_8);
  }
}
