package io.chromarunbook.starter.validation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.chromarunbook.activities.snapshot.PartWriter;
import io.chromarunbook.activities.snapshot.StoredFile;
import io.chromarunbook.chroma.ChromaRecord;
import io.chromarunbook.stack.PythonEnvironments;
import io.chromarunbook.stack.Requirements;
import io.chromarunbook.stack.StackListener;
import io.chromarunbook.workflows.plan.Json;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The document of the format is all a stranger needs: its reader is run as it stands there. */
@Tag("servers")
@Timeout(180)
class RecoveryFormatTest {

  private static final Requirements READER =
      new Requirements(
          "Snapshot reader",
          "zstandard",
          "0.23.0",
          "requirements-snapshot-reader.txt",
          Requirements.ANY_MINOR);

  private static final Pattern BLOCK = Pattern.compile("```python\n(.*?)```", Pattern.DOTALL);

  /** Prints what the reader gives, embeddings as the bits of their components. */
  private static final String PRINTER =
      """
      import sys
      for name, record in records(pathlib.Path(sys.argv[1])):
          if record["embedding"] is not None:
              packed = struct.pack("<%df" % len(record["embedding"]), *record["embedding"])
              record["embedding"] = list(struct.unpack("<%di" % len(record["embedding"]), packed))
          print(json.dumps({"collection": name, "record": record}))
      """;

  @TempDir Path folder;

  @Test
  void the_documented_reader_gives_every_record_to_the_bit() throws Exception {
    List<ChromaRecord> plain = new ArrayList<>();
    for (int number = 0; number < 300; number++) {
      plain.add(
          new ChromaRecord(
              "id-" + number,
              "paragraph " + number,
              null,
              Map.of("number", (long) number),
              new float[] {number, -0.0f, Float.MIN_VALUE, Float.MAX_VALUE}));
    }
    Path snapshot = folder.resolve("snapshot");
    write(snapshot, Map.of("odd", odd(), "plain", plain));
    Path program = folder.resolve("reader.py");
    Files.writeString(program, block() + "\n" + PRINTER);
    PythonEnvironments environments =
        new PythonEnvironments(System.getenv(), StackListener.silent());
    Path printed = folder.resolve("printed");

    Process reader =
        new ProcessBuilder(
                environments.get(READER).python().toString(),
                "-I",
                program.toString(),
                snapshot.toString())
            .redirectOutput(printed.toFile())
            .redirectError(folder.resolve("complaints").toFile())
            .start();

    assertThat(reader.waitFor()).as(Files.readString(folder.resolve("complaints"))).isZero();
    assertThat(read(printed)).isEqualTo(expected(Map.of("odd", odd(), "plain", plain)));
  }

  @Test
  void the_reader_fits_into_ten_lines_or_so() throws Exception {
    assertThat(block().lines().filter(line -> !line.isBlank())).hasSizeLessThanOrEqualTo(10);
  }

  private static List<ChromaRecord> odd() {
    return List.of(
        new ChromaRecord("", "", "http://x/\u00e9", Map.of("", "empty key"), new float[] {1}),
        new ChromaRecord(
            "line\nbreak \"quoted\" \\ \u2028 \u0000",
            "e\u0301 \ud83d\ude00",
            null,
            Map.of(),
            null),
        new ChromaRecord(
            "values",
            null,
            null,
            Map.of(
                "one",
                1L,
                "one-point",
                1.0,
                "long",
                Long.MAX_VALUE,
                "beyond",
                BigInteger.TWO.pow(64),
                "small",
                Double.MIN_VALUE,
                "third",
                1.0 / 3,
                "true",
                true,
                "list",
                List.of("a", "b")),
            new float[] {Float.intBitsToFloat(0x7f7fffff), 0.1f}));
  }

  private static void write(Path snapshot, Map<String, List<ChromaRecord>> collections)
      throws Exception {
    List<Map<String, Object>> described = new ArrayList<>();
    for (Map.Entry<String, List<ChromaRecord>> collection : collections.entrySet()) {
      int middle = collection.getValue().size() / 2;
      List<StoredFile> parts = new ArrayList<>();
      for (List<ChromaRecord> records :
          List.of(
              collection.getValue().subList(0, middle),
              collection.getValue().subList(middle, collection.getValue().size()))) {
        String name =
            "collections/%05d/part-%05d.jsonl.zst"
                .formatted(described.size() + 1, parts.size() + 1);
        try (PartWriter writer = new PartWriter(snapshot.resolve(name))) {
          records.forEach(writer::write);
          parts.add(writer.publish(name));
        }
      }
      described.add(Map.of("name", collection.getKey(), "parts", parts));
    }
    Files.writeString(
        snapshot.resolve("manifest.json"),
        Json.MAPPER.writeValueAsString(Map.of("format", 1, "collections", described)));
  }

  private static String block() throws Exception {
    // Tests run in their module's folder, the documents lie beside it.
    String document = Files.readString(Path.of("..", "docs", "recovery-format.md"));
    Matcher matcher = BLOCK.matcher(document);
    assertThat(matcher.find()).isTrue();
    return matcher.group(1);
  }

  private static Map<String, JsonNode> read(Path printed) throws Exception {
    Map<String, JsonNode> records = new HashMap<>();
    for (String line : Files.readAllLines(printed)) {
      JsonNode read = Json.MAPPER.readTree(line);
      records.put(
          read.path("collection").asText() + "/" + read.path("record").path("id").asText(),
          read.path("record"));
    }
    return records;
  }

  private static Map<String, JsonNode> expected(Map<String, List<ChromaRecord>> collections)
      throws Exception {
    Map<String, JsonNode> records = new HashMap<>();
    for (Map.Entry<String, List<ChromaRecord>> collection : collections.entrySet()) {
      for (ChromaRecord record : collection.getValue()) {
        Map<String, Object> fields = new HashMap<>();
        fields.put("id", record.id());
        fields.put("document", record.document());
        fields.put("uri", record.uri());
        fields.put("metadata", record.metadata().isEmpty() ? null : record.metadata());
        fields.put("embedding", record.embedding() == null ? null : bits(record.embedding()));
        // Through text, because that is what the reader's answer comes through as well.
        records.put(
            collection.getKey() + "/" + record.id(),
            Json.MAPPER.readTree(Json.MAPPER.writeValueAsString(fields)));
      }
    }
    return records;
  }

  private static int[] bits(float[] embedding) {
    int[] bits = new int[embedding.length];
    for (int index = 0; index < bits.length; index++) {
      bits[index] = Float.floatToRawIntBits(embedding[index]);
    }
    return bits;
  }
}
