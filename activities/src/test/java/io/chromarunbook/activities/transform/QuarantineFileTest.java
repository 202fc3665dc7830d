package io.chromarunbook.activities.transform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.chromarunbook.chroma.ChromaRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class QuarantineFileTest {

  @TempDir Path directory;

  @Test
  void entries_come_back_whole_and_in_order() throws IOException {
    List<QuarantineEntry> entries = List.of(entry("a"), entry(""));
    try (QuarantineFile writing = new QuarantineFile(file())) {
      entries.forEach(writing::add);
      writing.publish();
    }

    List<QuarantineEntry> read = new ArrayList<>();
    QuarantineFile.forEach(file(), read::add);

    assertThat(read).isEqualTo(entries);
    assertThat(Files.readAllLines(file())).hasSize(2);
  }

  @Test
  void what_an_entry_is_about_is_read_past_a_document_of_any_length() {
    String document = "a line of it\n".repeat((21 << 20) / 13);
    ChromaRecord large = new ChromaRecord("large", document, null, Map.of(), new float[] {1f});
    try (QuarantineFile writing = new QuarantineFile(file())) {
      writing.add(new QuarantineEntry("kb", "large", "too large", large));
      writing.add(entry("a"));
      writing.publish();
    }

    List<QuarantineHeading> read = new ArrayList<>();
    QuarantineFile.forEachHeading(file(), read::add);

    assertThat(read)
        .containsExactly(
            new QuarantineHeading("kb", "large", "too large"),
            new QuarantineHeading("kb", "a", "because"));
  }

  @Test
  void an_attempt_given_up_leaves_the_older_file() throws IOException {
    try (QuarantineFile first = new QuarantineFile(file())) {
      first.add(entry("first"));
      first.publish();
    }
    try (QuarantineFile second = new QuarantineFile(file())) {
      second.add(entry("second"));
    }

    assertThat(Files.readString(file())).contains("first").doesNotContain("second");
    try (var files = Files.list(directory)) {
      assertThat(files).hasSize(1);
    }
  }

  @Test
  void no_file_holds_no_entries() {
    QuarantineFile.forEach(file(), entry -> assertThat(entry).isNull());
  }

  @Test
  void a_torn_file_is_named() throws IOException {
    Files.writeString(file(), "{\"collection\":\"c\",\"id\":\"a\",\"rea");

    assertThatThrownBy(() -> QuarantineFile.forEach(file(), entry -> {}))
        .hasMessageContaining(file().toString());
  }

  private Path file() {
    return directory.resolve("part-00001.jsonl");
  }

  private static QuarantineEntry entry(String id) {
    return new QuarantineEntry(
        "kb",
        id,
        "because",
        new ChromaRecord(id, "text", null, Map.of("n", 1L, "f", 1.0), new float[] {1f}));
  }
}
