package io.chromarunbook.starter.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.chromarunbook.activities.snapshot.PartWriter;
import io.chromarunbook.activities.snapshot.RecordBytes;
import io.chromarunbook.chroma.ChromaRecord;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SnapshotSizeTest {

  @TempDir Path folder;

  @Test
  void a_snapshot_of_real_text_is_at_most_1_6_times_its_float32_and_text() {
    long raw = 0;
    long stored = 0;
    for (CorpusCollection collection : Corpus.load().sized(2_000).collections()) {
      Path part = folder.resolve(collection.name() + ".jsonl.zst");
      try (PartWriter writer = new PartWriter(part);
          Stream<CorpusRecord> records = collection.records()) {
        for (CorpusRecord each : (Iterable<CorpusRecord>) records::iterator) {
          ChromaRecord record =
              new ChromaRecord(each.id(), each.document(), null, each.metadata(), each.embedding());
          writer.write(record);
          raw += RecordBytes.of(record);
          // Its line in the list of ids, which is not compressed.
          stored += each.id().length() + 3;
        }
        stored += writer.publish(part.getFileName().toString()).bytes();
      }
    }
    assertThat((double) stored / raw).isLessThanOrEqualTo(1.6);
  }
}
