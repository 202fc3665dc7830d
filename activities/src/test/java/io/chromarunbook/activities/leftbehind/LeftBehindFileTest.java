package io.chromarunbook.activities.leftbehind;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.chromarunbook.activities.migrated.Migration;
import io.chromarunbook.chroma.ChromaRecord;
import io.chromarunbook.workflows.steps.FailureKind;
import io.chromarunbook.workflows.steps.LeftBehindActivities;
import io.chromarunbook.workflows.steps.Position;
import io.temporal.failure.ApplicationFailure;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** No byte of the file changes unseen. */
class LeftBehindFileTest {

  private static final int DAMAGES = 300;

  @TempDir Path home;
  private Path file;
  private byte[] written;

  @BeforeEach
  void write() throws IOException {
    try (Migration migration = new Migration(home)) {
      migration.exported().imported();
      var docs = migration.target().collection("docs").orElseThrow();
      migration.target().upsert(docs, Migration.records("fresh", 3));
      migration.target().delete(docs, List.of("doc-1"));
      migration.target().update(docs, "doc-2", "edited");
      LeftBehindActivities activities =
          migration.activity(
              new LeftBehindActivitiesImpl(
                  migration.runs(), Duration.ofSeconds(30), Duration.ofSeconds(15)),
              LeftBehindActivities.class);
      assertThat(activities.read(migration.reference(), Position.START).next()).isEmpty();
      file = Path.of(activities.sumUp(migration.reference()).file());
    }
    written = Files.readAllBytes(file);
  }

  @Test
  void the_first_line_says_what_follows_a_record_a_line() {
    List<String> lines = new String(written, StandardCharsets.UTF_8).lines().toList();

    assertThat(lines).hasSize(6);
    assertThat(lines.get(0)).contains("\"kind\":\"header\"", "\"added\":3", "\"gone\":1");
    assertThat(lines.get(1)).startsWith("{\"kind\":\"gone\",\"collection\":\"docs\"");
    assertThat(lines.get(2))
        .startsWith("{\"kind\":\"changed\",\"collection\":\"docs\",\"source\":\"docs\"")
        .contains("\"expected\":[\"document\"]");
    assertThat(lines.get(3)).startsWith("{\"kind\":\"new\"").contains("\"embedding\":\"");
  }

  @Test
  void every_flipped_bit_is_noticed() throws IOException {
    Random random = new Random(16);
    for (int damage = 0; damage < DAMAGES; damage++) {
      byte[] damaged = written.clone();
      int at = random.nextInt(damaged.length);
      damaged[at] ^= (byte) (1 << random.nextInt(8));
      refused(damaged, "byte " + at);
    }
  }

  @Test
  void every_cut_is_noticed() throws IOException {
    Random random = new Random(17);
    for (int damage = 0; damage < DAMAGES; damage++) {
      refused(Arrays.copyOf(written, random.nextInt(written.length)), "cut");
    }
    refused(Arrays.copyOf(written, written.length + 1), "longer");
  }

  @Test
  void a_line_that_was_doubled_or_left_out_is_noticed() throws IOException {
    String text = new String(written, StandardCharsets.UTF_8);
    String last = text.lines().toList().get(5) + "\n";
    refused((text + last).getBytes(StandardCharsets.UTF_8), "doubled");
    refused(text.replace(last, "").getBytes(StandardCharsets.UTF_8), "left out");
  }

  private void refused(byte[] content, String what) throws IOException {
    Files.write(file, content);
    assertThatThrownBy(() -> LeftBehindFile.open(file))
        .as(what)
        .isInstanceOfSatisfying(
            ApplicationFailure.class,
            failure -> {
              assertThat(FailureKind.of(failure.getType())).isEqualTo(FailureKind.CORRUPT_DATA);
              assertThat(failure.getOriginalMessage()).contains(file.toString());
            });
  }

  @Test
  void a_missing_file_is_named() throws IOException {
    Files.delete(file);

    assertThatThrownBy(() -> LeftBehindFile.open(file))
        .isInstanceOfSatisfying(
            ApplicationFailure.class,
            failure -> assertThat(failure.getOriginalMessage()).contains("is missing"));
  }

  @Test
  void a_record_comes_back_as_it_was() {
    ChromaRecord fresh = Migration.records("fresh", 3).get(2);

    try (LeftBehindRecords records = LeftBehindFile.open(file).records()) {
      for (int line = 0; line < 4; line++) {
        assertThat(records.peek()).isEqualTo(records.next());
      }
      assertThat(records.next()).contains(new LeftBehindRecord.Added("docs", "docs", fresh));
      assertThat(records.next()).isEmpty();
      assertThat(records.next()).isEmpty();
    }
  }
}
