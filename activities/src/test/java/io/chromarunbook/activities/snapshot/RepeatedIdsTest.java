package io.chromarunbook.activities.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RepeatedIdsTest {

  @TempDir Path directory;

  @Test
  void different_ids_are_not_repeats() {
    assertThat(
            repeats(IntStream.range(0, 5_000).mapToObj(Integer::toString).toArray(String[]::new)))
        .isZero();
  }

  @Test
  void each_line_that_repeats_an_earlier_one_counts() {
    assertThat(repeats("a", "b", "a", "a", "c\nd", "c\nd", "")).isEqualTo(3);
  }

  private long repeats(String... ids) {
    Path file = directory.resolve("ids.jsonl");
    RepeatedIds repeated = new RepeatedIds();
    try (IdsWriter writer = new IdsWriter(file)) {
      for (String id : ids) {
        writer.write(id);
        repeated.add(id);
      }
      writer.publish("ids.jsonl");
    }
    return repeated.in(file);
  }
}
