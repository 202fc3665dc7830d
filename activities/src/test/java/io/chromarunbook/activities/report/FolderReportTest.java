package io.chromarunbook.activities.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.chromarunbook.activities.run.DurableFile;
import io.chromarunbook.activities.run.RunFolder;
import io.chromarunbook.document.Harmless;
import io.chromarunbook.workflows.plan.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderReportTest {

  private static final Instant NOW = Instant.parse("2026-11-22T21:23:30Z");

  @TempDir private Path directory;
  private RunFolder folder;

  @BeforeEach
  void open() {
    folder = new RunFolder(directory);
    DurableFile.writeJson(
        folder.plan(), Map.of("source", Map.of("url", "http://a"), "target", Map.of("url", "b")));
  }

  @Test
  void says_what_the_files_say_and_that_the_rest_is_not_known() throws IOException {
    DurableFile.writeJson(
        folder.frozenInventory(),
        Map.of("collections", List.of(Map.of("count", 7), Map.of("count", 5))));
    DurableFile.writeJson(
        folder.traffic("freeze"),
        Map.of(
            "action",
            "freeze",
            "attemptedAt",
            "2026-11-22T20:00:00Z",
            "result",
            Map.of("state", "DONE", "message", "frozen | `x`\u001b[2J")));

    Report report = report();

    assertThat(report.markdown())
        .contains("# Migration kb: what its files say", "> - It was terminated.")
        .contains("- **Inventory after the freeze:** 12 records in 2 collections")
        .contains("- **Inventory before the freeze:** not taken")
        .contains("- **Snapshot:** not complete")
        .contains("- **Validation:** not reached")
        .contains("| freeze | 2026-11-22 20:00:00 UTC | – | DONE: frozen \\| \\`x\\` |")
        .contains("what is not said here is not known")
        .doesNotContain("\u001b");
    Harmless.html(report.html());
    Harmless.markdown(report.markdown());
    JsonNode json = Json.MAPPER.readTree(report.json());
    assertThat(json.path("complete").asBoolean(true)).isFalse();
    assertThat(json.path("standing").path("how").asText()).isEqualTo("TERMINATED");
    assertThat(json.path("frozenInventory").path("records").asInt()).isEqualTo(12);
    assertThat(json.path("digests").path("plan.json").asText()).hasSize(64);
  }

  @Test
  void a_damaged_file_is_named_and_hides_nothing_else() throws IOException {
    Files.writeString(folder.validation(), "{torn");
    DurableFile.writeJson(folder.traffic("freeze"), Map.of("action", "freeze"));

    Report report = report();

    assertThat(report.markdown())
        .contains("These files cannot be read: validation.json.")
        .contains("| freeze | – | – | not written down |");
    assertThat(Json.MAPPER.readTree(report.json()).path("unreadable"))
        .singleElement()
        .extracting(JsonNode::asText)
        .isEqualTo("validation.json");
  }

  private Report report() {
    return new FolderReport("kb", folder)
        .compose(
            Json.MAPPER.valueToTree(Map.of("how", "TERMINATED")),
            List.of("It was terminated."),
            NOW);
  }
}
