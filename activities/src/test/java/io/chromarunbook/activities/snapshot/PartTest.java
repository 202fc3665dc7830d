package io.chromarunbook.activities.snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.luben.zstd.ZstdInputStream;
import com.github.luben.zstd.ZstdOutputStream;
import com.sun.management.ThreadMXBean;
import io.chromarunbook.activities.run.FileDigest;
import io.chromarunbook.chroma.ChromaRecord;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PartTest {

  @TempDir Path directory;

  @Test
  void what_is_written_is_read_in_order() {
    List<ChromaRecord> records = records(250);
    StoredFile stored = write(records);

    List<ChromaRecord> read = new ArrayList<>();
    new PartReader(part(), stored).forEach(read::add);

    assertThat(read).isEqualTo(records);
    assertThat(stored.records()).isEqualTo(250);
  }

  @Test
  void each_record_is_one_line() throws IOException {
    StoredFile stored = write(records(3));

    byte[] text;
    try (InputStream in = new ZstdInputStream(Files.newInputStream(part()))) {
      text = in.readAllBytes();
    }

    assertThat(new String(text, StandardCharsets.UTF_8).lines()).hasSize(3);
    assertThat(text).endsWith((byte) '\n').hasSize((int) stored.textBytes());
  }

  @Test
  void size_and_digest_are_those_of_the_file() throws IOException {
    StoredFile stored = write(records(100));

    assertThat(stored.bytes()).isEqualTo(Files.size(part()));
    assertThat(stored.sha256()).isEqualTo(FileDigest.of(part()));
  }

  @Test
  void a_part_given_up_leaves_nothing() throws IOException {
    try (PartWriter writer = new PartWriter(part())) {
      records(10).forEach(writer::write);
    }

    try (var files = Files.list(directory)) {
      assertThat(files).isEmpty();
    }
  }

  @Test
  void a_flipped_byte_is_found_before_any_record_is_passed_on() throws IOException {
    StoredFile stored = write(records(100));
    byte[] content = Files.readAllBytes(part());
    content[content.length / 2] ^= 1;
    Files.write(part(), content);

    List<ChromaRecord> read = new ArrayList<>();
    assertThatThrownBy(() -> new PartReader(part(), stored).forEach(read::add))
        .hasMessageContaining(part().toString())
        .hasMessageContaining("CORRUPT_DATA");
    assertThat(read).isEmpty();
  }

  @Test
  void a_missing_file_is_named() {
    StoredFile stored = new StoredFile("p", 1, 1, 1, "00");

    assertThatThrownBy(() -> new PartReader(part(), stored).verifyBytes())
        .hasMessageContaining(part() + " is missing");
  }

  @Test
  void a_wrong_number_of_records_is_found() {
    StoredFile stored = write(records(10));
    StoredFile lie = new StoredFile("p", 11, stored.bytes(), stored.textBytes(), stored.sha256());

    assertThatThrownBy(() -> new PartReader(part(), lie).forEach(record -> {}))
        .hasMessageContaining("has 10 records instead of 11");
  }

  @Test
  void nothing_is_unpacked_beyond_the_declared_size() {
    StoredFile stored = write(records(5_000));
    StoredFile lie = new StoredFile("p", stored.records(), stored.bytes(), 100, stored.sha256());

    List<ChromaRecord> read = new ArrayList<>();
    assertThatThrownBy(() -> new PartReader(part(), lie).forEach(read::add))
        .hasMessageContaining("more than the declared 100 bytes");
    assertThat(read).hasSizeLessThan(5_000);
  }

  @Test
  void a_gigabyte_of_zeros_stops_at_the_declared_size_in_little_memory() throws IOException {
    byte[] zeros = new byte[1 << 20];
    try (ZstdOutputStream bomb = new ZstdOutputStream(Files.newOutputStream(part()))) {
      bomb.write("{\"id\":\"".getBytes(StandardCharsets.UTF_8));
      Arrays.fill(zeros, (byte) '0');
      for (int megabyte = 0; megabyte < 1 << 10; megabyte++) {
        bomb.write(zeros);
      }
    }
    StoredFile lie = new StoredFile("p", 1, Files.size(part()), 10_000, FileDigest.of(part()));
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long thread = Thread.currentThread().getId();
    long before = threads.getThreadAllocatedBytes(thread);

    assertThatThrownBy(() -> new PartReader(part(), lie).forEach(record -> {}))
        .hasMessageContaining("more than the declared 10000 bytes");

    assertThat(threads.getThreadAllocatedBytes(thread) - before).isLessThan(64L << 20);
  }

  private Path part() {
    return directory.resolve("part.jsonl.zst");
  }

  private StoredFile write(List<ChromaRecord> records) {
    try (PartWriter writer = new PartWriter(part())) {
      records.forEach(writer::write);
      return writer.publish("p");
    }
  }

  private static List<ChromaRecord> records(int count) {
    List<ChromaRecord> records = new ArrayList<>();
    for (int index = 0; index < count; index++) {
      records.add(
          new ChromaRecord(
              "id-" + index,
              "text\n" + index,
              null,
              Map.of("number", (long) index),
              new float[] {index, 0.5f}));
    }
    return records;
  }
}
