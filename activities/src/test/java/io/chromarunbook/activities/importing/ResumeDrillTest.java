package io.chromarunbook.activities.importing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.chromarunbook.activities.migrated.Migration;
import io.chromarunbook.activities.run.RunFolder;
import io.chromarunbook.chroma.ChromaRecord;
import io.chromarunbook.chroma.CollectionInfo;
import io.chromarunbook.chroma.DistanceFunction;
import io.chromarunbook.chroma.InMemoryChroma;
import io.chromarunbook.chroma.IndexSettings;
import io.chromarunbook.chroma.NewCollection;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResumeDrillTest {

  @TempDir private Path folder;

  private final InMemoryChroma target = InMemoryChroma.current();
  private final CollectionInfo scratch =
      target.create(
          new NewCollection("scratch", Map.of(), DistanceFunction.L2, IndexSettings.DEFAULTS));

  @Test
  void a_part_without_its_receipt_is_resumed_with_what_was_lost_and_no_more() {
    List<ChromaRecord> part = Migration.records("doc", 10);
    target.upsert(scratch, part);

    assertThat(drill().resume(part)).isEmpty();
    assertThat(target.contents("scratch")).containsExactlyInAnyOrderElementsOf(part);
    assertThat(new RunFolder(folder).receipt(0, 0)).doesNotExist();
  }

  @Test
  void a_receipt_that_cannot_be_lost_fails_the_drill_loudly() throws Exception {
    Files.createDirectories(new RunFolder(folder).receipt(0, 0).resolve("in-the-way"));
    List<ChromaRecord> part = Migration.records("doc", 10);
    target.upsert(scratch, part);

    assertThatThrownBy(() -> drill().resume(part)).isInstanceOf(UncheckedIOException.class);
  }

  private ResumeDrill drill() {
    return new ResumeDrill(target, scratch, new RunFolder(folder));
  }

  @Test
  void a_part_that_is_not_as_it_was_written_fails_the_drill() {
    List<ChromaRecord> part = Migration.records("doc", 10);
    target.upsert(scratch, part.subList(1, 10));

    assertThat(drill().resume(part)).contains("9 of 10 records were equal and 9 there");
  }

  @Test
  void somebody_elses_records_in_the_collection_fail_the_drill() {
    List<ChromaRecord> part = Migration.records("doc", 10);
    target.upsert(scratch, part);
    target.upsert(scratch, Migration.records("other", 1));

    assertThat(drill().resume(part)).contains("10 of 10 records were equal and 11 there");
  }
}
