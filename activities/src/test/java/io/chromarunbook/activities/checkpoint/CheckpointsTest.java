package io.chromarunbook.activities.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.chromarunbook.activities.migrated.Migration;
import io.chromarunbook.activities.run.DurableFile;
import io.chromarunbook.activities.run.RunFolder;
import io.chromarunbook.chroma.ChromaRecord;
import io.chromarunbook.chroma.CollectionInfo;
import io.chromarunbook.chroma.DistanceFunction;
import io.chromarunbook.chroma.IndexSettings;
import io.chromarunbook.chroma.NewCollection;
import io.chromarunbook.workflows.plan.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class CheckpointsTest {

  private static final String ROOM = Migration.USUAL_PLAN + "quarantine: {maxRecords: 3}\n";

  @TempDir Path home;
  private Migration migration;

  /** The first part of "docs" has 30 records, one of them in quarantine. */
  @BeforeEach
  void imports_everything() {
    migration = new Migration(home);
    migration.plan(ROOM);
    List<ChromaRecord> docs = new ArrayList<>(Migration.records("doc", 30));
    ChromaRecord incomplete = docs.get(13);
    Map<String, Object> metadata = new LinkedHashMap<>(incomplete.metadata());
    metadata.remove("lang");
    docs.set(
        13,
        new ChromaRecord(
            incomplete.id(),
            incomplete.document(),
            incomplete.uri(),
            metadata,
            incomplete.embedding()));
    migration
        .exported(docs, Migration.records("more", 20), Migration.records("pic", 20))
        .imported();
  }

  @AfterEach
  void close() {
    migration.close();
  }

  private List<Checkpoint> verify() {
    return new Checkpoints("kb", migration.folder()).verify(migration.target(), done -> {});
  }

  /** What somebody or something did to a run's files or target. */
  private interface Damage extends Consumer<Migration> {}

  private static Arguments damage(String name, String sentence, Damage damage) {
    return Arguments.of(name, sentence, damage);
  }

  private static Arguments edited(String name, String sentence, Consumer<ObjectNode> edit) {
    return damage(name, sentence, migration -> edit(migration.folder().receipt(0, 0), edit));
  }

  private static Arguments figure(String name, long value, String sentence) {
    return edited(
        name + " is " + value,
        sentence,
        receipt -> ((ObjectNode) receipt.path("receipt")).put(name, value));
  }

  private static void edit(Path file, Consumer<ObjectNode> edit) {
    try {
      ObjectNode tree = (ObjectNode) Json.MAPPER.readTree(file.toFile());
      edit.accept(tree);
      DurableFile.writeJson(file, tree);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void write(Path file, String content) {
    DurableFile.writeText(file, content);
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void delete(Path file) {
    try {
      Files.delete(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void copy(Path from, Path to) {
    try {
      Files.copy(from, to, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static CollectionInfo docs(Migration migration) {
    return migration.target().collection("docs").orElseThrow();
  }

  private static void flipOneByte(Path file) {
    try {
      byte[] content = Files.readAllBytes(file);
      content[content.length / 2] ^= 1;
      Files.write(file, content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void makeAnew(Migration migration, Map<String, Object> metadata) {
    migration.target().drop(docs(migration));
    var ignored =
        migration
            .target()
            .create(
                new NewCollection("docs", metadata, DistanceFunction.L2, IndexSettings.DEFAULTS));
  }

  static Stream<Arguments> damages() {
    return Stream.of(
        damage(
            "missing",
            "it has no receipt: it was never imported, or",
            migration -> delete(migration.folder().receipt(0, 0))),
        damage(
            "empty",
            "is damaged: it holds no receipt",
            migration -> write(migration.folder().receipt(0, 0), "")),
        damage(
            "truncated",
            "is damaged: it is not JSON",
            migration -> {
              Path receipt = migration.folder().receipt(0, 0);
              write(receipt, text(receipt).substring(0, 120));
            }),
        damage(
            "not JSON",
            "is damaged: it is not JSON",
            migration -> write(migration.folder().receipt(0, 0), "all is well\n")),
        damage(
            "another JSON",
            "is damaged: it holds no receipt",
            migration -> write(migration.folder().receipt(0, 0), "[1, 2]\n")),
        edited("without a field", "it lacks partSha256", receipt -> receipt.remove("partSha256")),
        edited("without its figures", "was edited: receipt is 1", r -> r.put("receipt", 1)),
        edited(
            "without a figure",
            "it lacks receipt.equal",
            receipt -> ((ObjectNode) receipt.path("receipt")).remove("equal")),
        edited(
            "of another build",
            "of another version of this program: it has schema",
            receipt -> receipt.put("schema", 2)),
        edited("a digest that is none", "was edited: uuid is null", r -> r.putNull("uuid")),
        edited(
            "a figure as text",
            "was edited: receipt.written is \"29\"",
            receipt -> ((ObjectNode) receipt.path("receipt")).put("written", "29")),
        edited(
            "half a record",
            "was edited: receipt.equal is 28.5",
            receipt -> ((ObjectNode) receipt.path("receipt")).put("equal", 28.5)),
        edited("negative batches", "batches is negative", r -> r.put("batches", -1)),
        figure("quarantined", -1, "receipt.quarantined is negative"),
        figure("written", 30, "30 written and 1 quarantined are not 30 records"),
        figure("equal", 28, "28 equal, 0 different and 0 missing are not 29 written"),
        figure("byTolerance", 40, "40 of 29 equal ones by tolerance"),
        figure("records", 10_000, "it is of a part of 10,000 records, but the part has 30"),
        figure("part", 1, "it is the receipt of part 2 of collection 1"),
        figure("collection", 1, "it is the receipt of part 1 of collection 2"),
        edited(
            "a difference",
            "it proves no equality: 1 records were different and 0 missing",
            receipt -> ((ObjectNode) receipt.path("receipt")).put("equal", 28).put("different", 1)),
        edited(
            "a plan the run never had",
            "it is of another plan (ffffffffffff…)",
            receipt -> receipt.put("planDigest", "f".repeat(64))),
        edited(
            "another part file",
            "it is of another part file (SHA-256 eeeeeeeeeeee…)",
            receipt -> receipt.put("partSha256", "e".repeat(64))),
        edited(
            "another collection",
            "it is of another collection (UUID 1234)",
            receipt -> receipt.put("uuid", "1234")),
        damage(
            "the receipt of the next part",
            "it is the receipt of part 2 of collection 1",
            migration -> copy(migration.folder().receipt(0, 1), migration.folder().receipt(0, 0))),
        damage(
            "a quarantine that was lost",
            "it says 1 records lie in quarantine, but 0 do",
            migration -> delete(migration.folder().quarantine(0, 0))),
        damage(
            "a quarantine that is torn",
            "cannot be read",
            migration -> write(migration.folder().quarantine(0, 0), "{\"id\": \"doc-13\", ")),
        damage(
            "a part file with one flipped byte",
            "part-00001.jsonl.zst",
            migration ->
                flipOneByte(
                    migration
                        .folder()
                        .snapshot()
                        .resolve("collections/00001/part-00001.jsonl.zst"))),
        damage(
            "records gone from the target",
            "2 of its records are not at the target, first 'doc-4', 'doc-9'",
            migration -> migration.target().delete(docs(migration), List.of("doc-4", "doc-9"))),
        damage(
            "the collection gone",
            "the target has no collection 'docs' any more",
            migration -> migration.target().drop(docs(migration))),
        damage(
            "the collection made anew",
            "is not the one this run created",
            migration -> makeAnew(migration, docs(migration).metadata())),
        damage(
            "the mark of another migration",
            "bears the mark of the migration other",
            migration ->
                migration
                    .target()
                    .replaceMetadata(
                        docs(migration), Map.of("runbook:migration", "other", "runbook:run", "r"))),
        damage(
            "the creation record lost",
            "is not the one this run created",
            migration -> delete(migration.folder().created(0))),
        damage(
            "another inventory",
            "is not the one the snapshot was taken by",
            migration -> write(migration.folder().frozenInventory(), "{}")));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("damages")
  void every_way_not_to_hold_is_one_sentence_and_nothing_is_changed(
      String name, String sentence, Damage damage) {
    damage.accept(migration);
    Map<String, String> before = files(migration.folder());
    int records = migration.target().collections().size();

    Checkpoint first = verify().get(0);

    assertThat(first.holds()).isFalse();
    assertThat(first.objections())
        .as("%s", first.objections())
        .anySatisfy(objection -> assertThat(objection).contains(sentence))
        .allSatisfy(objection -> assertThat(objection).doesNotContain("\n", "Exception"));
    assertThat(files(migration.folder())).isEqualTo(before);
    assertThat(migration.target().collections()).hasSize(records);
  }

  private static Map<String, String> files(RunFolder folder) {
    Map<String, String> files = new TreeMap<>();
    try (Stream<Path> all = Files.walk(folder.path())) {
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        files.put(file.toString(), java.util.Arrays.toString(Files.readAllBytes(file)));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return files;
  }

  @Test
  void good_receipts_hold() {
    assertThat(verify()).hasSize(3).allMatch(Checkpoint::holds);
  }

  @Test
  void damage_to_one_part_leaves_the_receipts_of_the_others_good() {
    migration.target().delete(docs(migration), List.of("doc-4"));

    assertThat(verify()).extracting(Checkpoint::holds).containsExactly(false, true, true);
  }

  @Test
  void receipts_hold_by_every_plan_the_run_has_gone_by() {
    migration.amend(ROOM.replace("maxRecords: 3", "maxRecords: 5"));

    assertThat(verify()).allMatch(Checkpoint::holds);
  }

  @Test
  void receipts_hold_after_cutover_took_the_marks_off() {
    migration.imports().releaseCollections(migration.reference());

    assertThat(verify()).allMatch(Checkpoint::holds);
  }

  @Test
  void another_runs_snapshot_holds_for_no_part() {
    assertThat(
            new Checkpoints("another", migration.folder()).verify(migration.target(), done -> {}))
        .allSatisfy(
            checkpoint ->
                assertThat(checkpoint.objections())
                    .contains("the snapshot beside it is of the migration kb"));
  }

  @Test
  void a_list_needs_no_server_and_says_what_each_receipt_says() {
    List<Checkpoint> list = new Checkpoints("kb", migration.folder()).list();

    assertThat(list).extracting(Checkpoint::collection).containsExactly("docs", "docs", "pictures");
    assertThat(list).extracting(Checkpoint::part).containsExactly(1, 2, 1);
    assertThat(list.get(0).receipt().orElseThrow().quarantined()).isEqualTo(1);
  }

  @Test
  void a_part_without_a_receipt_is_told_from_one_whose_receipt_is_damaged() throws IOException {
    Files.delete(migration.folder().receipt(0, 0));
    Files.writeString(migration.folder().receipt(0, 1), "{");

    List<Checkpoint> list = new Checkpoints("kb", migration.folder()).list();

    assertThat(list).extracting(Checkpoint::recorded).containsExactly(false, true, true);
    assertThat(list).extracting(Checkpoint::holds).containsExactly(false, false, true);
  }
}
