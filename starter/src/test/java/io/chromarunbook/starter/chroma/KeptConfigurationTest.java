package io.chromarunbook.starter.chroma;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.chromarunbook.activities.importing.CollectionSettings;
import io.chromarunbook.activities.restore.Restored;
import io.chromarunbook.activities.restore.SnapshotRestore;
import io.chromarunbook.activities.snapshot.Manifest;
import io.chromarunbook.activities.snapshot.Snapshot;
import io.chromarunbook.chroma.ChromaServers;
import io.chromarunbook.chroma.CollectionConfiguration;
import io.chromarunbook.chroma.CollectionInfo;
import io.chromarunbook.chroma.NewCollection;
import io.chromarunbook.chroma.ServerAddress;
import io.chromarunbook.chroma.WritableServer;
import io.chromarunbook.chroma.releases.RealServer;
import io.chromarunbook.chroma.releases.RealServers;
import io.chromarunbook.starter.migration.CalledWitness;
import io.chromarunbook.starter.validation.MigratedRun;
import io.chromarunbook.workflows.evidence.CheckResult;
import io.chromarunbook.workflows.plan.Json;
import io.chromarunbook.workflows.plan.MetadataRule;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * An application of the official client opens a migrated or restored collection by its name alone,
 * finds by text what it found before, and is refused the filters it was refused before.
 */
@Timeout(600) // the client may have to be installed first
@Tag("servers")
@ExtendWith(RealServers.Extension.class)
class KeptConfigurationTest {

  private static final Path APPLICATION = Path.of("src/test/resources/client/application.py");
  private static final String CHECK = "collections.configuration";

  @TempDir private Path home;
  private final RealServers servers;

  KeptConfigurationTest(RealServers servers) {
    this.servers = servers;
  }

  @Test
  void an_embedding_function_and_index_settings_are_at_the_target_and_in_the_snapshot()
      throws Exception {
    ServerAddress source = servers.newDatabase(RealServer.CHROMA_1_5, "kept-source");
    ServerAddress target = servers.newDatabase(RealServer.CHROMA_1_5, "kept-target");
    ServerAddress restored = servers.newDatabase(RealServer.CHROMA_1_5, "kept-restored");
    JsonNode before = application("build", source).get("nearest");
    assertThat(before.at("/0/0").textValue()).isEqualTo("d7");

    try (MigratedRun run = new MigratedRun(home, plan(source, target, "kbase")).migrate()) {
      assertThat(application("open", target).get("nearest")).isEqualTo(before);
      assertThat(shown(target, "kbase")).isEqualTo(shown(source, "kbase"));
      assertThat(failing(run)).isEmpty();

      change(target, "{\"type\": \"known\", \"name\": \"other\", \"config\": {}}");
      assertThat(failing(run)).containsExactly(CHECK);
      CalledWitness damaged = witness(source, target);
      assertThat(damaged.exitCode()).as(damaged.said()).isEqualTo(1);
      assertThat(damaged.said())
          .contains("the source keeps the embedding function \"house\", the target \"other\"");
      change(target, "{\"type\": \"known\", \"name\": \"house\", \"config\": {\"dim\": 24}}");
      assertThat(failing(run)).isEmpty();
      assertThat(witness(source, target).text("verdict")).isEqualTo("EQUAL");

      restore(run, restored);
      assertThat(application("open", restored).get("nearest")).isEqualTo(before);
      assertThat(shown(restored, "kbase")).isEqualTo(shown(source, "kbase"));
    }
  }

  @Test
  void a_field_whose_index_is_switched_off_is_so_at_the_target_and_in_the_snapshot()
      throws Exception {
    ServerAddress source = servers.newDatabase(RealServer.CHROMA_1_5, "lean-source");
    ServerAddress target = servers.newDatabase(RealServer.CHROMA_1_5, "lean-target");
    ServerAddress restored = servers.newDatabase(RealServer.CHROMA_1_5, "lean-restored");
    ServerAddress old = servers.newDatabase(RealServer.CHROMA_0_5, "lean-old");
    JsonNode before = application("build", source);
    assertThat(before.get("blob").textValue()).contains("indexing is disabled");
    assertThat(before.get("topic").intValue()).isEqualTo(20);

    try (MigratedRun run = new MigratedRun(home, plan(source, target, "lean")).migrate()) {
      JsonNode after = application("open", target);
      assertThat(after.get("blob")).isEqualTo(before.get("blob"));
      assertThat(after.get("topic")).isEqualTo(before.get("topic"));
      assertThat(shown(target, "lean")).isEqualTo(shown(source, "lean"));

      assertThat(lostAt(run, target)).isEmpty();
      indexEverythingOf(target, "lean");
      assertThat(lostAt(run, target))
          .containsExactly(
              "schema keys.blob.string.string_inverted_index.enabled = false, which the target has"
                  + " not",
              "schema keys.n.int.int_inverted_index.enabled = false, which the target has not");

      assertThat(restore(run, restored).withoutConfiguration()).isEmpty();
      assertThat(shown(restored, "lean")).isEqualTo(shown(source, "lean"));
      assertThat(restore(run, old).withoutConfiguration()).containsExactly("lean");
    }
  }

  private static List<String> lostAt(MigratedRun run, ServerAddress target) {
    try (WritableServer server = ChromaServers.toWrite(target)) {
      return new CollectionSettings(
              Snapshot.open(run.folder().snapshot()).collection(0), MetadataRule.NONE)
          .lostAt(server.collection("lean").orElseThrow());
    }
  }

  private static String plan(ServerAddress source, ServerAddress target, String collection) {
    return """
    migration: kb
    source: {url: "%s", database: %s}
    target: {url: "%s", database: %s}
    people: {operations-lead: [ann], dba: [bo], security: [cy]}
    collections: {include: [%s]}
    """
        .formatted(source.url(), source.database(), target.url(), target.database(), collection);
  }

  /** Calls it with as much of a report as it asks for. */
  private CalledWitness witness(ServerAddress source, ServerAddress target) throws Exception {
    Path report = home.resolve("report.json");
    Files.writeString(
        report,
        """
        {"migration": "kb", "planDigest": "", "queries": [], "quarantine": {"count": 0},
         "gates": [{"id": "go-no-go", "evidenceDigest": ""}],
         "totals": {"equal": 60, "quarantined": 0, "different": 0, "missing": 0, "added": 0},
         "comparison": {
           "source": {"tenant": "%s", "database": "%s"},
           "target": {"tenant": "%s", "database": "%s"},
           "transform": {}, "topK": 1, "maxRecallDrop": 0.02,
           "collections": [
             {"name": "kbase", "target": "kbase", "records": 60, "quarantined": []}]}}
        """
            .formatted(source.tenant(), source.database(), target.tenant(), target.database()));
    return CalledWitness.with(
        source.url().toString(), target.url().toString(), report, home.resolve("witness.json"));
  }

  private static List<String> failing(MigratedRun run) {
    return run.validate().checks().stream()
        .filter(check -> check.result() == CheckResult.Result.FAIL)
        .map(CheckResult::id)
        .toList();
  }

  private static Restored restore(MigratedRun run, ServerAddress to) {
    Snapshot snapshot = Snapshot.open(run.folder().snapshot());
    assertThat(snapshot.manifest().format()).isEqualTo(Manifest.FORMAT);
    try (WritableServer server = ChromaServers.toWrite(to)) {
      return new SnapshotRestore(snapshot, server, pause -> {}, new Quiet()).restore();
    }
  }

  private record Quiet() implements SnapshotRestore.Listener {
    @Override
    public void written(long records, long total) {}

    @Override
    public void compared(long records, long total) {}
  }

  /** Somebody makes it anew and chooses nothing. */
  private static void indexEverythingOf(ServerAddress address, String name) {
    try (WritableServer server = ChromaServers.toWrite(address)) {
      CollectionInfo info = server.collection(name).orElseThrow();
      server.drop(info);
      server.create(
          new NewCollection(
              name,
              info.metadata(),
              info.distance(),
              info.index(),
              new CollectionConfiguration(
                  info.configuration().embeddingFunction(), Optional.empty())));
    }
  }

  /** Configuration and schema as the server shows them. */
  private static Map<String, JsonNode> shown(ServerAddress address, String name) throws Exception {
    JsonNode collection =
        Json.MAPPER.readTree(send(HttpRequest.newBuilder(at(address, name)).GET()));
    return Map.of(
        "configuration", collection.get("configuration_json"), "schema", collection.get("schema"));
  }

  /** Somebody gives the collection another embedding function. */
  private static void change(ServerAddress address, String function) throws Exception {
    JsonNode collection =
        Json.MAPPER.readTree(send(HttpRequest.newBuilder(at(address, "kbase")).GET()));
    send(
        HttpRequest.newBuilder(at(address, collection.get("id").textValue()))
            .header("Content-Type", "application/json")
            .PUT(
                BodyPublishers.ofString(
                    "{\"new_configuration\": {\"embedding_function\": " + function + "}}")));
  }

  private static URI at(ServerAddress address, String collection) {
    return URI.create(
        "%s/api/v2/tenants/%s/databases/%s/collections/%s"
            .formatted(address.url(), address.tenant(), address.database(), collection));
  }

  private static String send(HttpRequest.Builder request) throws IOException, InterruptedException {
    HttpResponse<String> answer =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .build()
            .send(request.build(), BodyHandlers.ofString());
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return answer.body();
  }

  private JsonNode application(String what, ServerAddress address)
      throws IOException, InterruptedException {
    Path printed = home.resolve("printed");
    Path complaints = home.resolve("complaints");
    Process process =
        new ProcessBuilder(
                servers.client().toString(),
                "-I",
                APPLICATION.toString(),
                what,
                address.url().getHost(),
                Integer.toString(address.url().getPort()),
                address.database())
            .redirectOutput(printed.toFile())
            .redirectError(complaints.toFile())
            .start();
    assertThat(process.waitFor()).as(Files.readString(complaints)).isZero();
    return Json.MAPPER.readTree(Files.readString(printed));
  }
}
