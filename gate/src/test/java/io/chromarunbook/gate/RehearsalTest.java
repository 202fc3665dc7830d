package io.chromarunbook.gate;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.chromarunbook.gate.mode.GateJson;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The way there and back is tried beside the traffic, and changes nothing of it. */
class RehearsalTest {

  private static final String HELLO = "11111111-1111-1111-1111-111111111111";
  private static final String THERE = "22222222-2222-2222-2222-222222222222";

  @TempDir private Path directory;

  private static String order(String target, String version) {
    return """
        {"order": {"mode": "switched", "migration": "kb", "by": "chroma-runbook",
          "target": {"url": "%s", "tenant": "t", "database": "d",
            "inPlaceOf": {"version": "%s", "maxBatchSize": 100, "tenant": "default_tenant",
              "database": "default_database"}},
          "collections": [{"source": {"id": "%s", "name": "docs"},
            "target": {"id": "%s", "name": "docs2"}}]},
         "headers": {"X-Chroma-Token": "as-applications-send-it"}}
        """
        .formatted(target, version, HELLO, THERE);
  }

  private static HttpResponse<String> rehearse(OpenGate gate, String order) throws Exception {
    return gate.send(
        HttpRequest.newBuilder(URI.create(gate.adminUrl() + "/rehearsal"))
            .header("Authorization", "Bearer " + OpenGate.TOKEN),
        "POST",
        order);
  }

  @Test
  void both_servers_are_asked_by_the_ids_that_applications_know_and_the_mode_stays()
      throws Exception {
    try (Recorded source = Recorded.answering(200, "7");
        Recorded target = Recorded.answering(200, "7");
        OpenGate gate = OpenGate.before(source.url(), directory)) {
      gate.become("read-only");

      JsonNode result = read(rehearse(gate, order(target.url(), "0.5.23")));

      assertThat(result.path("well").asBoolean()).as("%s", result).isTrue();
      assertThat(result.path("collections").asInt()).isEqualTo(1);
      String asked = "GET /api/v1/collections/" + HELLO + "/count as-applications-send-it";
      assertThat(source.seen()).containsExactly(asked, asked);
      assertThat(target.seen())
          .containsExactly(
              "GET /api/v2/tenants/t/databases/d/collections/"
                  + THERE
                  + "/count as-applications-send-it");
      assertThat(gate.status().path("mode").asText()).isEqualTo("read-only");
      assertThat(gate.status().path("answered").path("requests").asLong()).isZero();
    }
  }

  @Test
  void a_target_that_does_not_know_the_collection_is_no_way() throws Exception {
    try (Recorded source = Recorded.answering(200, "7");
        Recorded target = Recorded.answering(404, "{\"error\":\"NotFoundError\"}");
        OpenGate gate = OpenGate.before(source.url(), directory)) {
      gate.become("read-only");

      JsonNode result = read(rehearse(gate, order(target.url(), "0.5.23")));

      assertThat(result.path("well").asBoolean()).isFalse();
      assertThat(result.path("message").asText())
          .startsWith("the target answered")
          .contains("for the collection docs");
    }
  }

  @Test
  void a_server_that_is_not_there_is_named() throws Exception {
    try (Recorded source = Recorded.answering(200, "7");
        OpenGate gate = OpenGate.before(source.url(), directory)) {
      gate.become("read-only");

      JsonNode result = read(rehearse(gate, order("http://127.0.0.1:9", "0.5.23")));

      assertThat(result.path("well").asBoolean()).isFalse();
      assertThat(result.path("message").asText()).startsWith("the target answered 502");
    }
  }

  @Test
  void what_would_be_refused_is_refused_now() throws Exception {
    try (Recorded source = Recorded.answering(200, "7");
        OpenGate gate = OpenGate.before(source.url(), directory)) {
      assertThat(rehearse(gate, order(source.url(), "0.5.23")).statusCode()).isEqualTo(409);
      assertThat(rehearse(gate, "{}").statusCode()).isEqualTo(400);
      assertThat(rehearse(gate, "no json").statusCode()).isEqualTo(400);
      assertThat(source.seen()).isEmpty();
    }
  }

  private static JsonNode read(HttpResponse<String> answer) throws Exception {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return GateJson.MAPPER.readTree(answer.body());
  }
}
