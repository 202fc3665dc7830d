package io.chromarunbook.starter.chroma;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.chromarunbook.chroma.releases.RealServer;
import io.chromarunbook.chroma.releases.RealServers;
import io.chromarunbook.chroma.releases.ReleasesUnderTest;
import io.chromarunbook.starter.migration.CalledWitness;
import io.chromarunbook.workflows.plan.Json;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ArgumentsSource;

/** The witness of the documents reads every release there is, odd records included. */
@Tag("servers")
@Timeout(120)
@ExtendWith(RealServers.Extension.class)
final class WitnessOfEveryReleaseTest {

  private static final int RECORDS = 16;

  @TempDir private Path folder;
  private RawChroma source;
  private RawChroma target;

  @ParameterizedTest
  @ArgumentsSource(ReleasesUnderTest.class)
  void the_witness_finds_what_was_moved_equal_and_one_letter_different(
      RealServer release, RealServers servers) throws Exception {
    String sourceUrl = servers.addressOf(release).url().toString();
    String targetUrl = servers.addressOf(RealServer.CHROMA_1_5).url().toString();
    String database = "witness_" + release.name().toLowerCase(Locale.ROOT);
    source = new RawChroma(release, sourceUrl, database);
    target = new RawChroma(RealServer.CHROMA_1_5, targetUrl, "to_" + database);
    List<String> vectorless = release == RealServer.CHROMA_1_5 ? List.of() : List.of("r0", "r7");
    for (String space : List.of("cosine", "ip", "l2")) {
      fill(space, vectorless);
    }
    Map<String, Map<String, String>> quarantined =
        new Engine(folder.resolve("home"), sourceUrl, targetUrl, database).move();
    Path report = folder.resolve("report.json");
    Json.MAPPER.writeValue(report.toFile(), report(database, quarantined));
    int equal = 3 * (RECORDS - vectorless.size());

    CalledWitness witness =
        CalledWitness.with(sourceUrl, targetUrl, report, folder.resolve("witness.json"));
    assertThat(witness.text("verdict")).as(witness.said()).isEqualTo("EQUAL");
    assertThat(witness.result().at("/totals/equal").asInt()).isEqualTo(equal);
    assertThat(witness.result().at("/totals/quarantined").asInt()).isEqualTo(3 * vectorless.size());
    assertThat(witness.result().at("/source/version").asText()).isEqualTo(release.saidVersion());
    assertThat(witness.result().at("/source/api").asText()).isEqualTo(release.api());
    assertThat(witness.result().at("/collections/0/recall/target").asDouble()).isEqualTo(1);

    String id = target.collections().get(named("ip")).get("id").asText();
    assertThat(
            target.upsert(
                id,
                "{\"ids\":[\"r5\"],\"embeddings\":[[5,1,1]],\"documents\":[\"e\u0301 6\"],\"uris\":[\"file:///5\"]}"))
        .matches(RawChroma.Answer::successful);
    CalledWitness damaged =
        CalledWitness.with(sourceUrl, targetUrl, report, folder.resolve("witness.json"));
    assertThat(damaged.exitCode()).isEqualTo(1);
    assertThat(damaged.result().at("/totals/different").asInt()).isEqualTo(1);
    assertThat(damaged.said()).contains("\"r5\" differs in [\"document\"]");
  }

  private void fill(String space, List<String> vectorless) {
    String id =
        source
            .create(
                "{\"name\":\"%s\",\"metadata\":{\"hnsw:space\":\"%s\"}}"
                    .formatted(named(space), space))
            .json()
            .get("id")
            .asText();
    for (int number = 0; number < RECORDS; number++) {
      String name = "r" + number;
      String embedding =
          vectorless.contains(name) ? "" : "\"embeddings\":[[%d,1,1]],".formatted(number);
      String body =
          "{\"ids\":[\"%s\"],%s\"documents\":[\"e\u0301 %d\"],\"uris\":[%s],\"metadatas\":[%s]}"
              .formatted(
                  name,
                  embedding,
                  number,
                  number % 2 == 0 ? "null" : "\"file:///%d\"".formatted(number),
                  number % 3 == 0
                      ? "null"
                      : "{\"n\":%d,\"f\":%d.0,\"x\":0.12345678901234567,\"s\":\"\",\"big\":9007199254740993}"
                          .formatted(number, number));
      assertThat(source.upsert(id, body)).matches(RawChroma.Answer::successful);
    }
  }

  private static String named(String space) {
    return "by_" + space;
  }

  /** As much of a report as the witness asks for. */
  private static ObjectNode report(String database, Map<String, Map<String, String>> quarantined) {
    ObjectNode report = Json.MAPPER.createObjectNode();
    report.put("migration", "odd").put("planDigest", "");
    report.putArray("gates").addObject().put("id", "go-no-go").put("evidenceDigest", "");
    ObjectNode terms = report.putObject("comparison");
    terms.putObject("source").put("tenant", "default_tenant").put("database", database);
    terms.putObject("target").put("tenant", "default_tenant").put("database", "to_" + database);
    terms.putObject("transform");
    terms.put("topK", 1).put("maxRecallDrop", 0.02);
    ArrayNode collections = terms.putArray("collections");
    ArrayNode queries = report.putArray("queries");
    int absent = 0;
    for (String space : List.of("cosine", "ip", "l2")) {
      ObjectNode collection =
          collections.addObject().put("name", named(space)).put("target", named(space));
      collection.put("records", RECORDS);
      ArrayNode ids = collection.putArray("quarantined");
      quarantined.getOrDefault(named(space), Map.of()).keySet().forEach(ids::add);
      absent += ids.size();
      queries.add(query(space));
    }
    report.putObject("quarantine").put("count", absent);
    report
        .putObject("totals")
        .put("equal", 3 * RECORDS - absent)
        .put("quarantined", absent)
        .put("different", 0)
        .put("missing", 0)
        .put("added", 0);
    return report;
  }

  /** Asks for the record that is nearest by each of the distance functions. */
  private static ObjectNode query(String space) {
    ByteBuffer vector = ByteBuffer.allocate(12).order(ByteOrder.LITTLE_ENDIAN);
    vector.putFloat(15).putFloat(1).putFloat(1);
    ObjectNode query = Json.MAPPER.createObjectNode();
    query.put("collection", named(space)).put("of", "r15").put("kind", "sampled");
    query.put("vector", Base64.getEncoder().encodeToString(vector.array()));
    query.put("sourceRecall", 1.0).put("targetRecall", 1.0);
    query.putArray("source").add("r15");
    query.putArray("target").add("r15");
    return query;
  }
}
