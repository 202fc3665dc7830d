package io.chromarunbook.chroma;

import static io.chromarunbook.chroma.ScriptedChroma.json;
import static io.chromarunbook.chroma.ScriptedChroma.status;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
final class DatabaseSurveyTest {
  private static final String LIST = "/api/v2/tenants/default_tenant/databases";

  @Test
  void a_list_that_repeats_itself_for_ever_ends() {
    try (ScriptedChroma chroma = ScriptedChroma.ofVersion("1.0.0");
        WritableServer server = ChromaServers.toWrite(chroma.address())) {
      chroma.on("GET", LIST, json("[{\"name\":\"default_database\"},{\"name\":\"team_b\"}]"));
      chroma.on("GET", LIST + "/team_b/collections_count", json("4"));

      assertThat(server.otherDatabases())
          .isEqualTo(
              new OtherDatabases(
                  true,
                  List.of(new OtherDatabase("default_tenant", "team_b", OptionalLong.of(4)))));
    }
  }

  @Test
  void credentials_that_may_not_list_or_count_are_told_nothing() {
    try (ScriptedChroma chroma = ScriptedChroma.ofVersion("1.0.0");
        WritableServer server = ChromaServers.toWrite(chroma.address())) {
      chroma.on("GET", LIST, status(403, "{\"error\":\"AuthError\"}"));
      assertThat(server.otherDatabases()).isEqualTo(new OtherDatabases(false, List.of()));

      chroma.on("GET", LIST, json("[{\"name\":\"secret\"}]"));
      chroma.on("GET", LIST + "/secret/collections_count", status(401, ""));
      assertThat(server.otherDatabases().databases())
          .containsExactly(new OtherDatabase("default_tenant", "secret", OptionalLong.empty()));
    }
  }

  @Test
  void a_name_that_would_lead_elsewhere_is_not_followed() {
    try (ScriptedChroma chroma = ScriptedChroma.ofVersion("1.0.0");
        WritableServer server = ChromaServers.toWrite(chroma.address())) {
      chroma.on("GET", LIST, json("[{\"name\":\"..\"},{\"name\":\"a/../b?c\"}]"));

      assertThat(server.otherDatabases().databases())
          .extracting(OtherDatabase::collections)
          .containsOnly(OptionalLong.empty());
      assertThat(chroma.requests())
          .noneMatch(request -> request.contains("/tenants/default_tenant/collections_count"))
          .noneMatch(
              request -> request.startsWith("GET /api/v2/tenants/default_tenant/databases/b"));
    }
  }

  @Test
  void of_thousands_a_hundred_are_counted() {
    try (ScriptedChroma chroma = ScriptedChroma.ofVersion("1.0.0");
        WritableServer server = ChromaServers.toWrite(chroma.address())) {
      chroma.on(
          "GET",
          LIST,
          json(
              IntStream.range(0, 900)
                  .mapToObj(number -> "{\"name\":\"d" + number + "\"}")
                  .collect(Collectors.joining(",", "[", "]"))));

      assertThat(server.otherDatabases().databases()).hasSize(900);
      assertThat(chroma.requests())
          .filteredOn(request -> request.contains("collections_count"))
          .hasSize(100);
    }
  }

  @Test
  void an_old_release_is_only_asked_for_the_default_database() {
    try (ScriptedChroma chroma = ScriptedChroma.ofVersion("0.5.23")) {
      chroma.on("GET", "/api/v1/tenants/acme", json("{}"));
      chroma.on("GET", "/api/v1/databases/kb", json("{}"));
      chroma.on("GET", "/api/v1/count_collections", json("2"));
      try (WritableServer server = ChromaServers.toWrite(chroma.address().in("acme", "kb"))) {
        assertThat(server.otherDatabases())
            .isEqualTo(
                new OtherDatabases(
                    false,
                    List.of(
                        new OtherDatabase(
                            "default_tenant", "default_database", OptionalLong.of(2)))));
      }
    }
  }

  @Test
  void credentials_say_what_they_are_for() {
    try (ScriptedChroma chroma = ScriptedChroma.ofVersion("1.0.0")) {
      chroma.on(
          "GET",
          "/api/v2/auth/identity",
          json("{\"user_id\":\"u\",\"tenant\":\"acme\",\"databases\":[\"kb\"]}"),
          json("{\"user_id\":\"u\",\"tenant\":\"*\",\"databases\":[\"kb\",\"hr\"]}"),
          json("{\"user_id\":\"u\",\"tenant\":null,\"databases\":null}"),
          status(404, "{\"detail\":\"Not Found\"}"));

      ServerIdentity one = identity(chroma).orElseThrow();
      assertThat(one.tenant()).contains("acme");
      assertThat(one.database()).contains("kb");
      ServerIdentity several = identity(chroma).orElseThrow();
      assertThat(several.tenant()).isEmpty();
      assertThat(several.database()).isEmpty();
      assertThat(several.databases()).containsExactly("kb", "hr");
      assertThat(identity(chroma)).contains(new ServerIdentity(Optional.empty(), List.of()));
      assertThat(identity(chroma)).isEmpty();
    }
  }

  private static Optional<ServerIdentity> identity(ScriptedChroma chroma) {
    return ChromaServers.identity(chroma.address(), CallWatch.NOBODY);
  }
}
