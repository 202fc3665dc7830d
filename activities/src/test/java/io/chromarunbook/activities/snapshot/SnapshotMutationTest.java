package io.chromarunbook.activities.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.chromarunbook.activities.run.FileDigest;
import io.chromarunbook.chroma.ChromaRecord;
import io.chromarunbook.chroma.CollectionConfiguration;
import io.chromarunbook.chroma.DistanceFunction;
import io.chromarunbook.chroma.IndexSettings;
import io.chromarunbook.workflows.plan.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever happens to the files of a snapshot is found, and said to concern which records. */
class SnapshotMutationTest {

  private static final int MUTATIONS = 1_000;

  @TempDir Path home;
  private Path directory;
  private Path earlier;
  private String digest;
  private Map<String, byte[]> written;

  @BeforeEach
  void write() throws IOException {
    directory = home.resolve("snapshot");
    earlier = home.resolve("earlier");
    WrittenSnapshot.at(directory, contents("now"));
    WrittenSnapshot.at(earlier, contents("then"));
    digest = Snapshot.open(directory).digest();
    written = files();
    assertThat(inspected().sound()).isTrue();
  }

  private static List<WrittenSnapshot.Content> contents(String word) {
    return List.of(
        content("alpha", word, List.of(20, 15, 5)),
        content("beta", word, List.of(12, 12)),
        content("gamma", word, List.of()));
  }

  private static WrittenSnapshot.Content content(String name, String word, List<Integer> parts) {
    List<List<ChromaRecord>> records = new ArrayList<>();
    int number = 0;
    for (int size : parts) {
      int first = number;
      records.add(
          IntStream.range(first, first + size)
              .mapToObj(
                  id ->
                      new ChromaRecord(
                          name + "-" + id,
                          "document " + id + " of " + word,
                          null,
                          Map.of("number", (long) id),
                          new float[] {id, 0.25f, -1}))
              .toList());
      number += size;
    }
    return new WrittenSnapshot.Content(
        name, name, DistanceFunction.COSINE, Map.of("topic", word), records);
  }

  /** One thing done to a file of the snapshot. */
  private enum Kind {
    BYTE_FLIPPED,
    TRUNCATED,
    REMOVED,
    SWAPPED,
    EXCHANGED_FOR_AN_EARLIER_ONE,
    MANIFEST_FORGED
  }

  @Test
  void a_thousand_of_a_thousand_mutations_are_found_and_named() throws IOException {
    Random random = new Random(20260101);
    Map<Kind, Integer> found = new TreeMap<>();
    for (int number = 0; number < MUTATIONS; number++) {
      Kind kind = Kind.values()[number % Kind.values().length];
      List<String> changed = mutate(kind, random);
      SnapshotInspection.Result result =
          SnapshotInspection.of(directory, Optional.of(digest), (done, total) -> {});

      assertThat(result.damages()).as("%s of %s", kind, changed).isNotEmpty();
      changed.forEach(file -> assertNamed(result, file));
      if (changed.stream().noneMatch(file -> file.endsWith("ids.jsonl"))) {
        changed.forEach(file -> assertRecordsNamed(result, file));
      }
      found.merge(kind, 1, Integer::sum);
      putBack(changed);
    }
    assertThat(found.values().stream().mapToInt(Integer::intValue).sum()).isEqualTo(MUTATIONS);
    assertThat(inspected().sound()).isTrue();
  }

  private List<String> mutate(Kind kind, Random random) throws IOException {
    List<String> files = new ArrayList<>(written.keySet());
    String file = any(files, random);
    byte[] content = written.get(file).clone();
    switch (kind) {
      case BYTE_FLIPPED -> {
        content[random.nextInt(content.length)] ^= (byte) (1 << random.nextInt(8));
        Files.write(directory.resolve(file), content);
      }
      case TRUNCATED ->
          Files.write(
              directory.resolve(file), Arrays.copyOf(content, random.nextInt(content.length)));
      case REMOVED -> Files.delete(directory.resolve(file));
      case SWAPPED -> {
        files.removeIf(name -> !name.startsWith("collections"));
        file = any(files, random);
        String mine = file;
        files.removeIf(name -> Arrays.equals(written.get(name), written.get(mine)));
        String other = any(files, random);
        Files.write(directory.resolve(file), written.get(other));
        Files.write(directory.resolve(other), written.get(file));
        return List.of(file, other);
      }
      case EXCHANGED_FOR_AN_EARLIER_ONE -> {
        // Ids did not change in between, so their list is the same file.
        files.removeIf(name -> name.endsWith("ids.jsonl"));
        file = any(files, random);
        Files.copy(
            earlier.resolve(file),
            directory.resolve(file),
            java.nio.file.StandardCopyOption.REPLACE_EXISTING);
      }
      case MANIFEST_FORGED -> {
        forge(manifest -> change(manifest, random));
        return List.of("manifest.json", "manifest.json.sha256");
      }
    }
    return List.of(file);
  }

  private static String any(List<String> names, Random random) {
    return names.get(random.nextInt(names.size()));
  }

  /** Changes one value somewhere, whatever it means. */
  private static void change(JsonNode node, Random random) {
    if (node instanceof ArrayNode array && !array.isEmpty()) {
      int index = random.nextInt(array.size());
      if (random.nextInt(4) == 0) {
        array.remove(index);
      } else {
        change(array.get(index), random);
      }
    } else if (node instanceof ObjectNode object && !object.isEmpty()) {
      List<String> names = new ArrayList<>();
      object.fieldNames().forEachRemaining(names::add);
      String name = any(names, random);
      JsonNode value = object.get(name);
      if (value.isContainerNode() && !value.isEmpty()) {
        change(value, random);
      } else if (value.isNumber()) {
        object.put(name, value.asLong() + 1 + random.nextInt(9));
      } else if (value.isTextual()) {
        object.put(name, value.asText() + "x");
      } else {
        object.put(name, "changed");
      }
    }
  }

  private void forge(Consumer<ObjectNode> change) throws IOException {
    ObjectNode manifest = (ObjectNode) Json.MAPPER.readTree(written.get("manifest.json"));
    change.accept(manifest);
    Path file = directory.resolve("manifest.json");
    Files.write(file, Json.MAPPER.writerWithDefaultPrettyPrinter().writeValueAsBytes(manifest));
    Files.writeString(
        directory.resolve("manifest.json.sha256"), FileDigest.of(file) + "  manifest.json\n");
  }

  private static void assertNamed(SnapshotInspection.Result result, String file) {
    String named = file.equals("manifest.json.sha256") ? "manifest.json" : file;
    assertThat(result.damages())
        .as("%s", result.damages())
        .anyMatch(one -> one.file().equals(named));
  }

  private static void assertRecordsNamed(SnapshotInspection.Result result, String file) {
    result.damages().stream()
        .filter(damage -> damage.file().equals(file) && file.endsWith(".zst"))
        .forEach(
            damage -> {
              String name = damage.collection() + "-";
              assertThat(damage.firstId()).isEqualTo(name + (damage.firstRecord() - 1));
              assertThat(damage.lastId()).isEqualTo(name + (damage.lastRecord() - 1));
            });
  }

  @Test
  void damage_says_which_records_it_concerns() throws IOException {
    Files.delete(directory.resolve("collections/00001/part-00002.jsonl.zst"));

    assertThat(inspected().damages())
        .singleElement()
        .satisfies(
            damage -> {
              assertThat(damage.collection()).isEqualTo("alpha");
              assertThat(damage.firstRecord()).isEqualTo(21);
              assertThat(damage.lastRecord()).isEqualTo(35);
              assertThat(damage.firstId()).isEqualTo("alpha-20");
              assertThat(damage.lastId()).isEqualTo("alpha-34");
              assertThat(damage.what()).contains("is missing");
            });
  }

  @Test
  void everything_that_is_wrong_is_found_at_once() throws IOException {
    Files.delete(directory.resolve("collections/00001/part-00002.jsonl.zst"));
    Files.delete(directory.resolve("collections/00002/ids.jsonl"));
    Files.writeString(directory.resolve("collections/00002/part-00009.jsonl.zst"), "stray");

    assertThat(inspected().damages())
        .extracting(Damage::file)
        .containsExactly(
            "collections/00001/part-00002.jsonl.zst",
            "collections/00002/ids.jsonl",
            "collections/00002/part-00009.jsonl.zst");
  }

  static Stream<Arguments> contradictions() {
    return Stream.of(
        forged("a record fewer", manifest -> addTo(collection(manifest), "records", -1)),
        forged("a record more", manifest -> addTo(part(manifest), "records", 1)),
        forged("another size", manifest -> addTo(part(manifest), "bytes", 1)),
        forged("a shorter text", manifest -> addTo(part(manifest), "textBytes", -1)),
        forged("a longer text", manifest -> addTo(part(manifest), "textBytes", 1)),
        forged("another digest", manifest -> part(manifest).put("sha256", "0".repeat(64))),
        forged("no digest", manifest -> part(manifest).remove("sha256")),
        forged("another dimension", manifest -> addTo(collection(manifest), "dimension", 1)),
        forged("an unknown distance", manifest -> collection(manifest).put("distance", "l1")),
        forged(
            "an unknown distance said before",
            manifest -> collection(manifest).put("declaredDistance", "l1")),
        forged("a format of before the first", manifest -> manifest.put("format", 0)),
        forged("a collection taken out", manifest -> collections(manifest).remove(1)),
        forged(
            "a part taken out",
            manifest -> {
              ((ArrayNode) collection(manifest).get("parts")).remove(2);
              addTo(collection(manifest), "records", -5);
              addTo((ObjectNode) collection(manifest).get("ids"), "records", -5);
            }),
        forged("a name twice", manifest -> collection(manifest).put("name", "beta")),
        forged(
            "a name that steers a terminal",
            manifest -> collection(manifest).put("name", "a\u001b[2J")),
        forged("no name", manifest -> collection(manifest).remove("name")),
        forged("no ids", manifest -> collection(manifest).remove("ids")),
        forged("no parts", manifest -> collection(manifest).remove("parts")),
        forged("no collections", manifest -> manifest.remove("collections")),
        forged("a part elsewhere", manifest -> part(manifest).put("file", "../../earlier/x")),
        forged("an absolute part", manifest -> part(manifest).put("file", "/etc/passwd")),
        forged("another format", manifest -> manifest.put("format", 3)),
        forged("negative records", manifest -> part(manifest).put("records", -20)),
        forged(
            "records beyond counting", manifest -> part(manifest).put("records", Long.MAX_VALUE)),
        forged(
            "kept until before it was made",
            manifest -> manifest.put("retainUntil", "1969-01-01T00:00:00Z")),
        forged(
            "a text no file of its size holds",
            manifest -> part(manifest).put("textBytes", 1L << 40)));
  }

  private static Arguments forged(String what, Consumer<ObjectNode> change) {
    return Arguments.of(what, change);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("contradictions")
  void a_forged_manifest_that_contradicts_the_files_is_found_without_its_digest(
      String what, Consumer<ObjectNode> change) throws IOException {
    forge(change);

    assertThat(inspected().sound()).as(what).isFalse();
  }

  @Test
  void a_snapshot_of_the_first_format_is_still_read() throws IOException {
    forge(
        manifest -> {
          manifest.put("format", 1);
          for (JsonNode collection : collections(manifest)) {
            ((ObjectNode) collection).remove("configuration");
            ((ObjectNode) collection.get("index"))
                .remove(List.of("batchSize", "syncThreshold", "resizeFactor", "threads"));
          }
        });

    assertThat(inspected().damages()).isEmpty();
    assertThat(Snapshot.open(directory).manifest().collections())
        .hasSize(3)
        .allSatisfy(
            collection -> {
              assertThat(collection.configuration()).isEqualTo(CollectionConfiguration.NONE);
              assertThat(collection.index()).isEqualTo(IndexSettings.DEFAULTS);
              assertThat(collection.declaredDistance()).isNull();
            });
  }

  @Test
  void a_forgery_without_contradiction_is_found_by_the_digest_in_the_report() throws IOException {
    forge(manifest -> collection(manifest).put("target", "elsewhere"));

    assertThat(inspected().sound()).isTrue();
    assertThat(
            SnapshotInspection.of(
                    directory, Optional.of(digest.substring(0, 12)), (done, total) -> {})
                .damages())
        .singleElement()
        .satisfies(damage -> assertThat(damage.what()).contains("is another one"));
  }

  @Test
  void a_file_behind_a_link_is_refused() throws IOException {
    Path part = directory.resolve("collections/00001/part-00001.jsonl.zst");
    Path moved = Files.move(part, home.resolve("moved"));
    Files.createSymbolicLink(part, moved);

    assertThat(inspected().damages())
        .singleElement()
        .satisfies(damage -> assertThat(damage.what()).contains("is not a plain file"));

    Files.delete(part);
    Files.move(moved, part);
    Path folder = directory.resolve("collections/00001");
    Files.move(folder, home.resolve("folder"));
    Files.createSymbolicLink(folder, home.resolve("folder"));

    assertThat(inspected().damages())
        .isNotEmpty()
        .allSatisfy(damage -> assertThat(damage.what()).contains("lies behind a link"));
  }

  private SnapshotInspection.Result inspected() {
    return SnapshotInspection.of(directory, Optional.empty(), (done, total) -> {});
  }

  private Map<String, byte[]> files() throws IOException {
    Map<String, byte[]> files = new TreeMap<>();
    try (Stream<Path> tree = Files.walk(directory)) {
      for (Path file : tree.filter(Files::isRegularFile).toList()) {
        byte[] content = Files.readAllBytes(file);
        if (content.length > 0) {
          files.put(directory.relativize(file).toString(), content);
        }
      }
    }
    return files;
  }

  private void putBack(List<String> names) throws IOException {
    for (String name : names) {
      Files.write(directory.resolve(name), written.get(name));
    }
  }

  private static ArrayNode collections(ObjectNode manifest) {
    return (ArrayNode) manifest.get("collections");
  }

  private static ObjectNode collection(ObjectNode manifest) {
    return (ObjectNode) collections(manifest).get(0);
  }

  private static ObjectNode part(ObjectNode manifest) {
    return (ObjectNode) collection(manifest).get("parts").get(0);
  }

  private static void addTo(ObjectNode node, String field, long more) {
    node.put(field, node.get(field).asLong() + more);
  }
}
