package io.chromarunbook.activities.transform;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import io.chromarunbook.activities.snapshot.JsonLinesFile;
import io.chromarunbook.activities.snapshot.RecordJson;
import io.chromarunbook.workflows.steps.FailureKind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * Records put aside, one JSON object a line: collection, id, reason and the record in the form of
 * the snapshot. Under its name there is only ever a complete file: it is written in one go and
 * published, never appended to.
 */
public final class QuarantineFile implements AutoCloseable {

  private final JsonLinesFile lines;

  /** Starts the file that will lie at this path; its directory is made where missing. */
  public QuarantineFile(Path file) {
    this.lines = new JsonLinesFile(file);
  }

  /** Appends an entry. */
  public void add(QuarantineEntry entry) {
    lines.add(
        line -> {
          line.writeStartObject();
          line.writeStringField("collection", entry.collection());
          line.writeStringField("id", entry.id());
          line.writeStringField("reason", entry.reason());
          line.writeFieldName("record");
          RecordJson.write(line, entry.record());
          line.writeEndObject();
        });
  }

  /** Entries so far. */
  public long entries() {
    return lines.lines();
  }

  /** Syncs the file and gives it its name, in place of an older one. */
  public void publish() {
    lines.publish();
  }

  /** Leaves nothing behind of a file that was not published. */
  @Override
  public void close() {
    lines.close();
  }

  /**
   * Passes on every entry of a file in order; none where there is no file.
   *
   * @throws io.temporal.failure.ApplicationFailure of kind CORRUPT_DATA where the file is not one
   */
  public static void forEach(Path file, Consumer<QuarantineEntry> each) {
    forEach(
        file,
        RecordJson::read,
        (heading, record) ->
            each.accept(
                new QuarantineEntry(heading.collection(), heading.id(), heading.reason(), record)));
  }

  /**
   * Passes on of every entry which record it puts aside and why, in order. The record itself is
   * passed over, because it may be larger than there is memory for.
   *
   * @throws io.temporal.failure.ApplicationFailure of kind CORRUPT_DATA where the file is not one
   */
  public static void forEachHeading(Path file, Consumer<QuarantineHeading> each) {
    forEach(
        file,
        lines -> {
          lines.skipChildren();
          return null;
        },
        (heading, record) -> each.accept(heading));
  }

  /** The ids in a file; none where there is no file. */
  public static Set<String> ids(Path file) {
    Set<String> ids = new HashSet<>();
    forEachHeading(file, entry -> ids.add(entry.id()));
    return ids;
  }

  private static <T> void forEach(
      Path file, RecordReader<T> records, BiConsumer<QuarantineHeading, T> each) {
    if (!Files.exists(file)) {
      return;
    }
    try (JsonParser lines = RecordJson.LINES.createParser(file.toFile())) {
      while (lines.nextToken() != null) {
        entry(lines, records, each);
      }
    } catch (JsonProcessingException e) {
      throw corrupt(file, e.getOriginalMessage(), e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static RuntimeException corrupt(Path file, String why, Exception cause) {
    return FailureKind.CORRUPT_DATA.failure(
        "The quarantine file " + file + " cannot be read: " + why + ".", cause);
  }

  private static <T> void entry(
      JsonParser lines, RecordReader<T> records, BiConsumer<QuarantineHeading, T> each)
      throws IOException {
    String collection = null;
    String id = null;
    String reason = null;
    T record = null;
    while (lines.nextToken() == JsonToken.FIELD_NAME) {
      String field = lines.currentName();
      lines.nextToken();
      switch (field) {
        case "collection" -> collection = lines.getText();
        case "id" -> id = lines.getText();
        case "reason" -> reason = lines.getText();
        case "record" -> record = records.read(lines);
        default -> lines.skipChildren();
      }
    }
    each.accept(new QuarantineHeading(collection, id, reason), record);
  }

  /** What is made of a record, whose first token is at hand; it ends at its last one. */
  private interface RecordReader<T> {
    T read(JsonParser lines) throws IOException;
  }
}
