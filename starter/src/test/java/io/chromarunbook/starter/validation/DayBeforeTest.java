package io.chromarunbook.starter.validation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.chromarunbook.chroma.ChromaRecord;
import io.chromarunbook.chroma.ChromaServers;
import io.chromarunbook.chroma.CollectionInfo;
import io.chromarunbook.chroma.DistanceFunction;
import io.chromarunbook.chroma.IndexSettings;
import io.chromarunbook.chroma.NewCollection;
import io.chromarunbook.chroma.ServerAddress;
import io.chromarunbook.chroma.WritableServer;
import io.chromarunbook.chroma.releases.RealServer;
import io.chromarunbook.chroma.releases.RealServers;
import io.chromarunbook.workflows.evidence.CheckResult;
import io.chromarunbook.workflows.plan.Json;
import io.chromarunbook.workflows.steps.Finding;
import io.chromarunbook.workflows.steps.ValidationSummary;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What stopped a frozen migration on real servers is found the day before, or no matter. */
@Tag("servers")
@Timeout(240)
@ExtendWith(RealServers.Extension.class)
class DayBeforeTest {

  private static final int MOST_BYTES = 1 << 20;

  /** What nginx answers, word for word. */
  private static final String PAGE =
      """
      <html>
      <head><title>413 Request Entity Too Large</title></head>
      <body>
      <center><h1>413 Request Entity Too Large</h1></center>
      <hr><center>nginx/1.22.1</center>
      </body>
      </html>
      """
          .replace("\n", "\r\n");

  private final RealServers servers;
  private final String name = "day-" + UUID.randomUUID().toString().substring(0, 8);
  @TempDir private Path home;

  DayBeforeTest(RealServers servers) {
    this.servers = servers;
  }

  @ParameterizedTest
  @EnumSource(
      value = RealServer.class,
      names = {"CHROMA_0_5", "CHROMA_0_6", "CHROMA_1_5"})
  void an_emptied_collection_arrives_with_its_dimension_and_without_a_record(RealServer release) {
    ServerAddress from = servers.newDatabase(release, name + "-source");
    ServerAddress to = servers.newDatabase(RealServer.CHROMA_1_5, name + "-target");
    try (WritableServer source = ChromaServers.toWrite(from);
        WritableServer target = ChromaServers.toWrite(to);
        MigratedRun run = new MigratedRun(home, plan(from, to.url().toString(), to, ""))) {
      fill(source, "full", Map.of(), records(20, 8));
      fill(source, "emptied", Map.of(), records(20, 8));
      CollectionInfo emptied = source.collection("emptied").orElseThrow();
      source.delete(emptied, records(20, 8).stream().map(ChromaRecord::id).toList());
      assertThat(source.collection("emptied").orElseThrow().dimension()).contains(8);

      assertThat(run.inventory().findings()).noneMatch(Finding::blocks);
      assertThat(run.dryRun().findings()).allMatch(DayBeforeTest::isOfTheRelease);
      ValidationSummary validated = run.migrate().validate();

      assertThat(failing(validated)).isEmpty();
      CollectionInfo arrived = target.collection("emptied").orElseThrow();
      assertThat(arrived.dimension()).contains(8);
      assertThat(target.count(arrived)).isZero();
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = RealServer.class,
      names = {"CHROMA_0_5", "CHROMA_0_6"})
  void own_metadata_that_the_target_refuses_are_named_and_mended_by_the_plan(RealServer release) {
    ServerAddress from = servers.newDatabase(release, name + "-source");
    ServerAddress to = servers.newDatabase(RealServer.CHROMA_1_5, name + "-target");
    Map<String, Object> odd =
        Map.of("#env", "prod", "", "x", "hnsw:ef", 64L, "hnsw:search_ef", "75", "owner", "ann");
    try (WritableServer source = ChromaServers.toWrite(from);
        WritableServer target = ChromaServers.toWrite(to)) {
      fill(source, "odd", Map.of(), records(20, 8));
      source.replaceMetadata(source.collection("odd").orElseThrow(), odd);
      try (MigratedRun run =
          new MigratedRun(home.resolve("1"), plan(from, to.url().toString(), to, ""))) {
        assertThat(run.inventory().findings())
            .filteredOn(Finding::blocks)
            .hasSize(4)
            .allMatch(finding -> finding.message().contains("'odd'"))
            .allMatch(finding -> finding.message().contains("collections: {metadata: "));
      }
      String rule =
          """
          collections:
            metadata:
              rename: {"#env": env}
              drop: ["", "hnsw:ef"]
              set: {"hnsw:search_ef": 75}
          """;
      try (MigratedRun run =
          new MigratedRun(home.resolve("2"), plan(from, to.url().toString(), to, rule))) {
        assertThat(run.inventory().findings()).noneMatch(Finding::blocks);
        assertThat(run.dryRun().findings()).allMatch(DayBeforeTest::isOfTheRelease);
        ValidationSummary validated = run.migrate().validate();

        assertThat(run.rehearseRestore().records()).isEqualTo(20);
        assertThat(failing(validated)).isEmpty();
        CollectionInfo arrived = target.collection("odd").orElseThrow();
        assertThat(arrived.metadata())
            .containsEntry("env", "prod")
            .containsEntry("hnsw:search_ef", 75L)
            .containsEntry("owner", "ann")
            .doesNotContainKeys("#env", "", "hnsw:ef");
        assertThat(arrived.index().searchEf()).contains(75);
        assertThat(source.collection("odd").orElseThrow().metadata()).isEqualTo(odd);
      }
    }
  }

  @Test
  void a_filter_on_a_field_without_index_is_not_applicable_and_ends_nothing() {
    ServerAddress from = servers.newDatabase(RealServer.CHROMA_1_5, name + "-source");
    ServerAddress to = servers.newDatabase(RealServer.CHROMA_1_5, name + "-target");
    try (WritableServer source = ChromaServers.toWrite(from);
        MigratedRun run = new MigratedRun(home, plan(from, to.url().toString(), to, ""))) {
      lean(from);
      source.upsert(source.collection("lean").orElseThrow(), records(60, 8));

      ValidationSummary validated = run.migrate().validate();

      assertThat(failing(validated)).isEmpty();
      assertThat(validated.checks())
          .filteredOn(check -> check.id().equals("filters.range"))
          .singleElement()
          .satisfies(
              check -> {
                assertThat(check.result()).isEqualTo(CheckResult.Result.NOT_APPLICABLE);
                assertThat(check.observed()).contains("the source refuses", "indexing is disabled");
              });
    }
  }

  @Test
  void a_gateways_limit_halves_requests_and_names_what_never_fits() {
    ServerAddress from = servers.newDatabase(RealServer.CHROMA_0_5, name + "-source");
    ServerAddress to = servers.newDatabase(RealServer.CHROMA_1_5, name + "-target");
    List<ChromaRecord> records = new ArrayList<>(records(400, 768));
    records.set(
        399,
        new ChromaRecord(
            "whale", "x".repeat(1_500_000), null, Map.of(), records.get(0).embedding()));
    try (WritableServer source = ChromaServers.toWrite(from);
        AlteringProxy gateway = new AlteringProxy(to.url().toString());
        MigratedRun run =
            new MigratedRun(home, plan(from, gateway.url(), to, "quarantine: {maxRecords: 1}\n"))) {
      gateway.behave(
          (request, server) ->
              request.body().length() > MOST_BYTES
                  ? new AlteringProxy.Said(413, PAGE)
                  : server.answer(request));
      fill(source, "docs", Map.of(), records);
      run.inventory();

      List<Finding> findings = run.dryRun().findings();

      assertThat(findings)
          .extracting(Finding::id)
          .containsExactlyInAnyOrder(
              "dry-run.refused", "dry-run.request-size", "dry-run.embedding-function");
      assertThat(findings)
          .filteredOn(finding -> !isOfTheRelease(finding))
          .extracting(Finding::message)
          .allMatch(message -> message.contains("client_max_body_size"))
          .noneMatch(message -> message.contains("<"));
      assertThat(findings.get(0).message()).contains("'whale'", "'docs'", "bytes");
      assertThat(failing(run.migrate().validate())).isEmpty();
      assertThat(run.rehearseRestore().leftOut()).isEqualTo(1);
    }
  }

  private static String plan(ServerAddress from, String url, ServerAddress to, String more) {
    return """
        migration: kb
        source: {url: "%s", database: %s}
        target: {url: "%s", database: %s}
        people: {operations-lead: [ann], dba: [bo], security: [cy]}
        snapshot: {rehearsal: full}
        """
            .formatted(from.url(), from.database(), url, to.database())
        + more;
  }

  private static List<String> failing(ValidationSummary validated) {
    return validated.checks().stream()
        .filter(check -> check.severity() == CheckResult.Severity.BLOCKING)
        .filter(check -> check.result() == CheckResult.Result.FAIL)
        .map(check -> check.id() + ": " + check.observed() + " " + check.failures())
        .toList();
  }

  private static void fill(
      WritableServer server,
      String name,
      Map<String, Object> metadata,
      List<ChromaRecord> records) {
    MigratedRun.fill(
        server,
        new NewCollection(name, metadata, DistanceFunction.L2, IndexSettings.DEFAULTS),
        records);
  }

  private static List<ChromaRecord> records(int count, int dimension) {
    Random random = new Random(3);
    List<ChromaRecord> records = new ArrayList<>();
    for (long number = 0; number < count; number++) {
      float[] vector = new float[dimension];
      for (int index = 0; index < dimension; index++) {
        vector[index] = (float) random.nextGaussian();
      }
      records.add(
          new ChromaRecord("n" + number, "note " + number, null, Map.of("n", number), vector));
    }
    return records;
  }

  /** A collection whose field "n" has no index: only its schema says so. */
  private static void lean(ServerAddress where) {
    String collections =
        where.url()
            + "/api/v2/tenants/default_tenant/databases/"
            + where.database()
            + "/collections";
    try {
      HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
      ObjectNode usual =
          (ObjectNode) Json.MAPPER.readTree(post(client, collections, "{\"name\": \"usual\"}"));
      ObjectNode schema = (ObjectNode) usual.get("schema");
      schema.withObject("/keys/n/int/int_inverted_index").put("enabled", false).putObject("config");
      ObjectNode wanted = Json.MAPPER.createObjectNode().put("name", "lean");
      wanted.set("schema", schema);
      post(client, collections, wanted.toString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static String post(HttpClient client, String url, String body)
      throws IOException, InterruptedException {
    HttpResponse<String> answer =
        client.send(
            HttpRequest.newBuilder(URI.create(url))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body))
                .build(),
            BodyHandlers.ofString());
    assertThat(answer.statusCode()).as(answer.body()).isLessThan(300);
    return answer.body();
  }

  /** What is said of every 0.x source, whatever it holds. */
  private static boolean isOfTheRelease(Finding finding) {
    return finding.id().equals("dry-run.embedding-function");
  }
}
