package io.chromarunbook.starter.validation;

import io.chromarunbook.chroma.ChromaRecord;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * Something that goes wrong at a target, and who must notice.
 *
 * @param checks the ids of the checks that must fail; no other may
 */
record Damage(
    String name, Consumer<DamagedRun> make, Consumer<DamagedRun> undo, List<String> checks) {

  static Damage of(
      String name, Consumer<DamagedRun> make, Consumer<DamagedRun> undo, String... checks) {
    return new Damage(name, make, undo, List.of(checks));
  }

  /** One record of a collection becomes another one under the same id. */
  static Damage record(
      String name,
      String collection,
      String id,
      UnaryOperator<ChromaRecord> change,
      String... checks) {
    return records(
        name, collection, List.of(id), found -> found.stream().map(change).toList(), checks);
  }

  /** Some records of a collection become others. */
  static Damage records(
      String name,
      String collection,
      List<String> ids,
      UnaryOperator<List<ChromaRecord>> change,
      String... checks) {
    return of(
        name,
        run ->
            run.migrated()
                .replaceAtTarget(collection, change.apply(run.originals(collection, ids))),
        run -> run.migrated().replaceAtTarget(collection, run.originals(collection, ids)),
        checks);
  }

  /** The target is asked by way of a proxy that answers otherwise. */
  static Damage answers(String name, AlteringProxy.Behaviour behaviour, String... checks) {
    return of(
        name, run -> run.proxy().behave(behaviour), run -> run.proxy().tellTheTruth(), checks);
  }

  static UnaryOperator<ChromaRecord> document(UnaryOperator<String> change) {
    return record ->
        new ChromaRecord(
            record.id(),
            change.apply(record.document()),
            record.uri(),
            record.metadata(),
            record.embedding());
  }

  static UnaryOperator<ChromaRecord> field(String key, Object value) {
    return metadata(fields -> fields.put(key, value));
  }

  static UnaryOperator<ChromaRecord> without(String key) {
    return metadata(fields -> fields.remove(key));
  }

  private static UnaryOperator<ChromaRecord> metadata(Consumer<Map<String, Object>> change) {
    return record -> {
      Map<String, Object> fields = new LinkedHashMap<>(record.metadata());
      change.accept(fields);
      return new ChromaRecord(
          record.id(), record.document(), record.uri(), fields, record.embedding());
    };
  }

  static UnaryOperator<ChromaRecord> vector(Consumer<float[]> change) {
    return record -> {
      float[] embedding = record.embedding().clone();
      change.accept(embedding);
      return new ChromaRecord(
          record.id(), record.document(), record.uri(), record.metadata(), embedding);
    };
  }

  /** What the two records have changes places, all but their ids. */
  static List<ChromaRecord> idsSwapped(List<ChromaRecord> two) {
    return List.of(withId(two.get(0), two.get(1).id()), withId(two.get(1), two.get(0).id()));
  }

  static ChromaRecord withId(ChromaRecord record, String id) {
    return new ChromaRecord(
        id, record.document(), record.uri(), record.metadata(), record.embedding());
  }

  /** The two records' vectors change places. */
  static List<ChromaRecord> vectorsSwapped(List<ChromaRecord> two) {
    return List.of(withVectorOf(two.get(0), two.get(1)), withVectorOf(two.get(1), two.get(0)));
  }

  private static ChromaRecord withVectorOf(ChromaRecord record, ChromaRecord other) {
    return new ChromaRecord(
        record.id(), record.document(), record.uri(), record.metadata(), other.embedding());
  }

  @Override
  public String toString() {
    return name;
  }
}
