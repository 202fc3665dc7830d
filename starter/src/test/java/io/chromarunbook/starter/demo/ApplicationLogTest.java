package io.chromarunbook.starter.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ApplicationLogTest {

  @TempDir private Path folder;

  @Test
  void refusals_are_told_from_failures_and_their_time_is_summed() throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("log"),
            line(0, "open", false, "ConnectError")
                + line(1, "count", true, "17")
                + line(2, "write", true, "note-1")
                + line(4, "write", false, "{\"error\": \"ReadOnly\", this one is read-only}")
                + line(6, "write", false, "this one is read-only")
                + line(9, "write", true, "note-2")
                + line(10, "query", false, "404")
                + line(20, "write", false, "this one is read-only")
                + line(21, "write", true, "note-3")
                + "{\"at\": \"2026-11-30T20:00:22Z\", \"what\": \"cou");

    ApplicationLog log = ApplicationLog.read(file);

    assertThat(log.reads()).isEqualTo(1);
    assertThat(log.writes()).isEqualTo(3);
    assertThat(log.refused()).hasSize(3);
    assertThat(log.refusedFor()).isEqualTo(Duration.ofSeconds(6));
    assertThat(log.failed()).extracting(ApplicationLog.Entry::said).containsExactly("404");
  }

  @Test
  void one_that_is_not_there_yet_is_empty() {
    assertThat(ApplicationLog.read(folder.resolve("nowhere")).entries()).isEmpty();
  }

  private static String line(int second, String what, boolean well, String said) {
    return "{\"at\": \"2026-11-30T20:00:%02dZ\", \"what\": \"%s\", \"well\": %s, \"said\": \"%s\"}\n"
        .formatted(second, what, well, said.replace("\"", "\\\""));
  }
}
