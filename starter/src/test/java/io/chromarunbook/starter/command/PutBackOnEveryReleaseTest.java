package io.chromarunbook.starter.command;

import static io.chromarunbook.starter.command.RolledBack.IMAGES;
import static io.chromarunbook.starter.command.RolledBack.NOTES;
import static io.chromarunbook.starter.command.RolledBack.PICTURES;
import static io.chromarunbook.starter.command.RolledBack.fresh;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.chromarunbook.chroma.ChromaRecord;
import io.chromarunbook.chroma.releases.RealServer;
import io.chromarunbook.chroma.releases.RealServers;
import io.chromarunbook.chroma.releases.ReleasesUnderTest;
import io.chromarunbook.starter.outcome.ExitCode;
import io.chromarunbook.workflows.plan.Json;
import io.chromarunbook.workflows.steps.LeftBehind;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ArgumentsSource;

/** What applications wrote at the target comes to a source of any release. */
@Tag("servers")
@Timeout(180)
@ExtendWith(RealServers.Extension.class)
@ParameterizedClass
@ArgumentsSource(ReleasesUnderTest.class)
class PutBackOnEveryReleaseTest {

  private static final List<String> HOSTILE =
      List.of(
          "line\nbreak",
          "../../etc/passwd",
          "\"quoted\", 'twice'",
          "\u001b[2J\u202e$(reboot)",
          "{\"kind\": \"gone\"}");

  @Parameter RealServer release;
  @TempDir private Path home;
  private RolledBack run;

  @BeforeEach
  void migrate(RealServers servers) {
    run = new RolledBack(servers, release, home);
  }

  @AfterEach
  void close() {
    run.close();
  }

  @Test
  void new_edited_reduced_and_deleted_records_come_back_and_a_conflict_is_left_alone()
      throws Exception {
    for (int number = 0; number < HOSTILE.size(); number++) {
      run.writeAtTarget(NOTES, fresh(HOSTILE.get(number), 100 + number));
    }
    run.editAtTarget(NOTES, "notes-7", "edited by an application", "chunk", 700L);
    run.editAtTarget(IMAGES, "pictures-3", "document 3", "score", null);
    run.deleteAtTarget(NOTES, "notes-9");
    run.editAtTarget(NOTES, "notes-11", "edited at the target", "more", 1L);
    run.editAtSource(NOTES, "notes-11", "edited at the source");
    LeftBehind left = run.rollBack();
    Map<String, ChromaRecord> notes = run.atSource(NOTES);
    Map<String, ChromaRecord> pictures = run.atSource(PICTURES);

    assertThat(List.of(left.added(), left.changed(), left.gone())).containsExactly(5L, 3L, 1L);
    Typed looked = run.type("put-back", "kb");

    assertThat(looked.exitCode()).as("%s", looked).isZero();
    assertThat(looked.out())
        .contains(
            "left 9 records at",
            "→ 5 new: would be written to the source",
            "→ 2 changed: would be written to the source",
            "→ 1 gone: would be deleted at the source",
            "! 1 changed: in conflict",
            "notes-11 in notes",
            "at the source it differs from the snapshot in document",
            "Nothing was changed at the source.",
            "Next: ./runbook put-back kb --apply --by ann --deletions 1");
    assertThat(run.atSource(NOTES)).isEqualTo(notes);
    assertThat(run.atSource(PICTURES)).isEqualTo(pictures);
    assertThat(run.folder().putBack()).doesNotExist();

    Typed applied = run.type("put-back", "kb", "--apply", "--by", "ann", "--deletions", "1");

    assertThat(applied.exitCode()).as("%s", applied).isEqualTo(ExitCode.DATA);
    assertThat(applied.err()).contains("1 of the records left behind are not at the source");
    Map<String, ChromaRecord> expected = new TreeMap<>(notes);
    for (int number = 0; number < HOSTILE.size(); number++) {
      expected.put(
          HOSTILE.get(number),
          new ChromaRecord(
              HOSTILE.get(number),
              "fresh " + (100 + number),
              null,
              Map.of("idx", Integer.toString(100 + number), "lang", "de", "more", true),
              RolledBack.vector(100 + number)));
    }
    Map<String, Object> edited = new HashMap<>(notes.get("notes-7").metadata());
    edited.put("idx", "700");
    expected.put(
        "notes-7",
        new ChromaRecord(
            "notes-7", "edited by an application", null, edited, notes.get("notes-7").embedding()));
    expected.remove("notes-9");
    assertThat(run.atSource(NOTES)).isEqualTo(expected);
    assertThat(run.source(PICTURES, "pictures-3").orElseThrow().metadata())
        .doesNotContainKey("score")
        .containsEntry("idx", "3")
        .containsEntry("secret", "kept at the source 3");
    JsonNode written = Json.MAPPER.readTree(run.folder().putBack().toFile());
    assertThat(written.path("by").asText()).isEqualTo("ann");
    assertThat(written.path("outcomes").path("written").asInt()).isEqualTo(7);
    assertThat(written.path("outcomes").path("deleted").asInt()).isEqualTo(1);
    assertThat(written.path("outcomes").path("conflict").asInt()).isEqualTo(1);
    assertThat(written.path("records"))
        .anySatisfy(
            record -> {
              assertThat(record.path("id").asText()).isEqualTo(HOSTILE.get(0));
              assertThat(record.path("outcome").asText()).isEqualTo("written");
            });

    Map<String, ChromaRecord> afterwards = run.atSource(NOTES);
    Typed again = run.type("put-back", "kb", "--apply", "--by", "bo", "--deletions", "1", "--json");
    assertThat(again.exitCode()).as("%s", again).isEqualTo(ExitCode.DATA);
    assertThat(again.json().path("by").asText()).isEqualTo("bo");
    assertThat(again.json().path("outcomes").path("already").asInt()).isEqualTo(8);
    assertThat(again.json().path("outcomes").path("written").asInt()).isZero();
    assertThat(run.atSource(NOTES)).isEqualTo(afterwards);
    assertThat(Json.MAPPER.readTree(run.folder().putBack(1).toFile()).path("by").asText())
        .isEqualTo("ann");
    assertThat(Files.exists(run.folder().putBackReplacing())).isFalse();
  }
}
