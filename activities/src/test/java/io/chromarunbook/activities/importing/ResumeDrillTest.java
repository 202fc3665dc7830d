package io.chromarunbook.activities.importing;

import static org.assertj.core.api.Assertions.assertThat;

import io.chromarunbook.activities.chroma.ChromaRecord;
import io.chromarunbook.activities.chroma.CollectionInfo;
import io.chromarunbook.activities.chroma.DistanceFunction;
import io.chromarunbook.activities.chroma.InMemoryChroma;
import io.chromarunbook.activities.chroma.IndexSettings;
import io.chromarunbook.activities.chroma.NewCollection;
import io.chromarunbook.activities.migrated.Migration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ResumeDrillTest {

  private final InMemoryChroma target = InMemoryChroma.current();
  private final CollectionInfo scratch =
      target.create(
          new NewCollection("scratch", Map.of(), DistanceFunction.L2, IndexSettings.DEFAULTS));

  @Test
  void a_part_without_its_receipt_is_resumed_with_what_was_lost_and_no_more() {
    List<ChromaRecord> part = Migration.records("doc", 10);
    target.upsert(scratch, part);

    assertThat(new ResumeDrill(target, scratch).resume(part)).isEmpty();
    assertThat(target.contents("scratch")).containsExactlyInAnyOrderElementsOf(part);
  }

  @Test
  void a_part_that_is_not_as_it_was_written_fails_the_drill() {
    List<ChromaRecord> part = Migration.records("doc", 10);
    target.upsert(scratch, part.subList(1, 10));

    assertThat(new ResumeDrill(target, scratch).resume(part))
        .contains("4 of 10 records would be written again, where 3 were lost");
  }

  @Test
  void somebody_elses_records_in_the_collection_fail_the_drill() {
    List<ChromaRecord> part = Migration.records("doc", 10);
    target.upsert(scratch, part);
    target.upsert(scratch, Migration.records("other", 1));

    assertThat(new ResumeDrill(target, scratch).resume(part))
        .contains("10 of 10 records were equal and 11 there afterwards");
  }
}
