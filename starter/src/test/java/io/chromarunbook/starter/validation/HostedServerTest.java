package io.chromarunbook.starter.validation;

import static org.assertj.core.api.Assertions.assertThat;

import io.chromarunbook.chroma.ChromaRecord;
import io.chromarunbook.chroma.ChromaServers;
import io.chromarunbook.chroma.CollectionInfo;
import io.chromarunbook.chroma.DistanceFunction;
import io.chromarunbook.chroma.ServerAddress;
import io.chromarunbook.chroma.WritableServer;
import io.chromarunbook.chroma.releases.RealServer;
import io.chromarunbook.chroma.releases.RealServers;
import io.chromarunbook.workflows.steps.ValidationSummary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A real server behind the quotas of the hosted service, as source and as target. */
@Tag("servers")
@Timeout(120)
@ExtendWith(RealServers.Extension.class)
class HostedServerTest {

  private static final int COLLECTIONS = 5;
  private static final int RECORDS = 300;
  private static final int IN_THE_LARGEST = 1_000;

  private static final String PLAN =
      """
      migration: kb
      source: {url: "%s", database: %s}
      target: {url: "%s", database: %s}
      people: {operations-lead: [ann], dba: [bo], security: [cy]}
      quarantine: {maxRecords: 10}
      """;

  @TempDir private Path home;
  private final ServerAddress from;
  private final ServerAddress to;
  private final AlteringProxy source;
  private final AlteringProxy target;
  private final HostedQuotas reading = new HostedQuotas();
  private final HostedQuotas writing = new HostedQuotas();

  HostedServerTest(RealServers servers) {
    String name = "hosted-" + UUID.randomUUID().toString().substring(0, 8);
    from = servers.newDatabase(RealServer.CHROMA_1_5, name + "-from");
    to = servers.newDatabase(RealServer.CHROMA_1_5, name + "-to");
    source = new AlteringProxy(from.url().toString());
    target = new AlteringProxy(to.url().toString());
    source.behave(reading);
    target.behave(writing);
  }

  @AfterEach
  void close() {
    source.close();
    target.close();
  }

  private MigratedRun migrated() {
    return new MigratedRun(
            home, PLAN.formatted(source.url(), from.database(), target.url(), to.database()))
        .migrate();
  }

  private void fill(String collection, List<ChromaRecord> records) {
    try (WritableServer server = ChromaServers.toWrite(from)) {
      MigratedRun.fill(server, Samples.collection(collection, DistanceFunction.L2), records);
    }
  }

  @Test
  void records_in_several_collections_arrive_equal_in_pages_that_fit() {
    int records = 0;
    for (int number = 0; number < COLLECTIONS; number++) {
      int many = number == 0 ? IN_THE_LARGEST : RECORDS;
      fill("c-" + number, Samples.records("r" + number, many, 8));
      records += many;
    }

    try (MigratedRun run = migrated()) {
      assertThat(contents(to)).isEqualTo(contents(from)).hasSize(records);
      ValidationSummary summary = run.validate();
      assertThat(summary.findings().totals().equal()).isEqualTo(records);
    }
    // Where a page was too large it was so once: for ids, for records, and for writes.
    assertThat(reading.refused()).isBetween(1, 3);
    assertThat(writing.refused()).isBetween(1, 5);
  }

  @Test
  void what_is_beyond_a_quota_of_the_target_is_put_aside_in_its_words() throws IOException {
    List<ChromaRecord> records = new ArrayList<>(Samples.records("r", 400, 8));
    Map<String, String> misfits = new TreeMap<>();
    for (Map.Entry<String, ChromaRecord> odd : misfits(records.get(0)).entrySet()) {
      records.add(odd.getValue());
      misfits.put(odd.getValue().id(), odd.getKey());
    }
    fill("odd", records);

    try (MigratedRun run = migrated()) {
      List<String> lines = Files.readAllLines(run.folder().quarantine(0, 0));
      assertThat(lines).hasSize(misfits.size());
      misfits.forEach(
          (id, quota) ->
              assertThat(lines)
                  .anySatisfy(line -> assertThat(line).contains("\"" + id + "\"").contains(quota)));
      assertThat(contents(to)).hasSize(400);
    }
  }

  /** One record beyond each quota, by its name. */
  private static Map<String, ChromaRecord> misfits(ChromaRecord like) {
    Map<String, Object> many = new LinkedHashMap<>();
    for (int key = 0; key < 33; key++) {
      many.put("key" + key, (long) key);
    }
    Map<String, ChromaRecord> misfits = new TreeMap<>();
    misfits.put("Document size", of(like, "long-text", "x".repeat(16_385), Map.of()));
    misfits.put("ID size", of(like, "i".repeat(129), "text", Map.of()));
    misfits.put("Number of metadata keys", of(like, "many-keys", "text", many));
    misfits.put("Metadata key size", of(like, "long-key", "text", Map.of("k".repeat(37), 1L)));
    misfits.put(
        "Metadata value size", of(like, "long-value", "text", Map.of("k", "v".repeat(4_097))));
    return misfits;
  }

  private static ChromaRecord of(
      ChromaRecord like, String id, String document, Map<String, Object> metadata) {
    return new ChromaRecord(id, document, null, metadata, like.embedding());
  }

  /** Everything there is, straight from the server; for comparison only. */
  private static Map<String, List<Object>> contents(ServerAddress address) {
    Map<String, List<Object>> contents = new HashMap<>();
    try (WritableServer server = ChromaServers.toWrite(address)) {
      for (CollectionInfo collection : server.collections()) {
        List<String> ids = new ArrayList<>();
        server.ids(collection, ids::add);
        server.records(
            collection,
            ids,
            record ->
                contents.put(
                    collection.name() + "/" + record.id(),
                    Arrays.asList(
                        record.document(),
                        record.uri(),
                        record.metadata(),
                        Arrays.hashCode(record.embedding()))));
      }
    }
    return contents;
  }
}
