package io.chromarunbook.starter.docker;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What can be said of the compose file without a container engine. */
class ComposeFileTest {

  private static final Path DOCKER = folder();
  private static final JsonNode COMPOSE = read(DOCKER.resolve("compose.yaml"));
  private static final Set<String> END_BY_THEMSELVES =
      Set.of("temporal-schema", "temporal-namespace");

  @Test
  void it_has_temporal_on_postgresql_both_chromas_and_a_worker() {
    assertThat(services())
        .containsOnlyKeys(
            "postgresql",
            "temporal-schema",
            "temporal",
            "temporal-namespace",
            "temporal-ui",
            "chroma-source",
            "chroma-target",
            "worker");
    assertThat(image("chroma-source")).isEqualTo("chromadb/chroma:0.5.23");
    assertThat(image("chroma-target")).isEqualTo("chromadb/chroma:1.5.9");
    assertThat(COMPOSE.path("x-temporal-database").path("DB").asText()).isEqualTo("postgres12");
  }

  @Test
  void every_image_is_pinned_to_a_release() {
    services()
        .forEach(
            (name, service) ->
                assertThat(service.path("image").asText())
                    .as(name)
                    .matches("[a-z./-]+:\\d+\\.\\d+[\\w.-]*")
                    .doesNotContain("auto-setup"));
  }

  @Test
  void everything_that_stays_has_a_health_check_and_starts_again() {
    services()
        .forEach(
            (name, service) -> {
              if (END_BY_THEMSELVES.contains(name) || name.equals("temporal-ui")) {
                return;
              }
              assertThat(service.path("healthcheck").path("test")).as(name).isNotEmpty();
              assertThat(service.path("restart").asText()).as(name).isEqualTo("unless-stopped");
            });
  }

  @Test
  void each_service_waits_for_what_it_needs() {
    assertThat(waitsFor("temporal-schema")).containsExactly("postgresql service_healthy");
    assertThat(waitsFor("temporal"))
        .containsExactly("temporal-schema service_completed_successfully");
    assertThat(waitsFor("temporal-namespace")).containsExactly("temporal service_healthy");
    assertThat(waitsFor("worker"))
        .containsExactlyInAnyOrder(
            "temporal-namespace service_completed_successfully",
            "chroma-source service_healthy",
            "chroma-target service_healthy");
  }

  @Test
  void ports_are_open_on_this_machine_only() {
    services()
        .forEach(
            (name, service) ->
                service
                    .path("ports")
                    .forEach(port -> assertThat(port.asText()).as(name).startsWith("127.0.0.1:")));
  }

  @Test
  void data_lies_in_volumes_that_are_declared_and_files_that_exist() {
    for (String name : List.of("postgresql", "chroma-source", "chroma-target", "worker")) {
      assertThat(service(name).path("volumes")).as(name).isNotEmpty();
    }
    services()
        .forEach(
            (name, service) ->
                service
                    .path("volumes")
                    .forEach(
                        volume -> {
                          String from = volume.asText().substring(0, volume.asText().indexOf(':'));
                          if (from.startsWith(".")) {
                            assertThat(DOCKER.resolve(from)).as(name).isDirectory();
                          } else {
                            assertThat(COMPOSE.path("volumes").has(from)).as(from).isTrue();
                          }
                        }));
    assertThat(DOCKER.resolve("temporal/schema.sh")).exists();
    assertThat(DOCKER.resolve("temporal/namespace.sh")).exists();
  }

  @Test
  void the_worker_is_built_from_this_repository_and_finds_temporal() throws IOException {
    JsonNode worker = service("worker");

    assertThat(DOCKER.resolve(worker.path("build").path("context").asText()).resolve("pom.xml"))
        .exists();
    assertThat(worker.path("build").path("dockerfile").asText()).isEqualTo("docker/Dockerfile");
    assertThat(worker.path("environment").path("TEMPORAL_ADDRESS").asText())
        .isEqualTo("temporal:7233");
    assertThat(Files.readString(DOCKER.resolve("Dockerfile")))
        .contains("io.chromarunbook.worker.RunbookWorker")
        .doesNotContain(":latest");
  }

  private static Map<String, JsonNode> services() {
    Map<String, JsonNode> services = new TreeMap<>();
    COMPOSE
        .path("services")
        .properties()
        .forEach(entry -> services.put(entry.getKey(), entry.getValue()));
    return services;
  }

  private static JsonNode service(String name) {
    return COMPOSE.path("services").path(name);
  }

  private static String image(String name) {
    return service(name).path("image").asText();
  }

  private static List<String> waitsFor(String name) {
    List<String> waits = new ArrayList<>();
    service(name)
        .path("depends_on")
        .properties()
        .forEach(
            entry -> waits.add(entry.getKey() + " " + entry.getValue().path("condition").asText()));
    return waits;
  }

  private static Path folder() {
    Path module = Path.of("").toAbsolutePath();
    Path beside = module.resolveSibling("docker");
    return Files.isDirectory(beside) ? beside : module.resolve("docker");
  }

  private static JsonNode read(Path file) {
    try {
      return new YAMLMapper().readTree(file.toFile());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
