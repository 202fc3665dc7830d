package io.chromarunbook.starter.command;

import io.chromarunbook.activities.run.RunFolder;
import io.chromarunbook.chroma.ChromaRecord;
import io.chromarunbook.chroma.ChromaServers;
import io.chromarunbook.chroma.CollectionInfo;
import io.chromarunbook.chroma.DistanceFunction;
import io.chromarunbook.chroma.IndexSettings;
import io.chromarunbook.chroma.NewCollection;
import io.chromarunbook.chroma.WritableServer;
import io.chromarunbook.chroma.releases.RealServer;
import io.chromarunbook.chroma.releases.RealServers;
import io.chromarunbook.starter.migration.MigrationStage;
import io.chromarunbook.starter.validation.MigratedRun;
import io.chromarunbook.workflows.steps.LeftBehind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;

/**
 * A run between a real server of any release and a 1.5 one, moved by the activities a worker calls:
 * 40 records of "notes" (l2) and 10 of "pictures" (cosine, "images" at the target). At the source
 * the number is text called "idx"; at the target an integer called "chunk".
 */
final class RolledBack implements AutoCloseable {

  static final String NOTES = "notes";
  static final String PICTURES = "pictures";
  static final String IMAGES = "images";
  private static final int DIMENSION = 3;

  private static final String PLAN =
      """
      migration: kb
      source: {url: "{source}", database: {database}}
      target: {url: "{target}", database: {database}-target}
      people: {operations-lead: [ann], dba: [bo], security: [cy]}
      collections: {rename: {pictures: images}}
      transform:
        fields:
          chunk: {type: integer, from: idx, required: true}
          lang: {type: string, default: en, required: true}
          secret: {drop: true}
      """;

  private final Path home;
  private final WritableServer source;
  private final WritableServer target;
  private final MigratedRun run;

  RolledBack(RealServers servers, RealServer release, Path home) {
    this(servers, release, servers.addressOf(release).url().toString(), home);
  }

  /** Whose plan reaches the source at another address. */
  RolledBack(RealServers servers, RealServer release, String address, Path home) {
    this.home = home;
    String database = "put-back-" + UUID.randomUUID().toString().substring(0, 8);
    this.source = database(servers, release, database);
    this.target = database(servers, RealServer.CHROMA_1_5, database + "-target");
    fill(NOTES, DistanceFunction.L2, 40);
    fill(PICTURES, DistanceFunction.COSINE, 10);
    this.run =
        new MigratedRun(
                home,
                PLAN.replace("{database}", database)
                    .replace("{source}", address)
                    .replace("{target}", servers.addressOf(RealServer.CHROMA_1_5).url().toString()))
            .migrate();
  }

  private static WritableServer database(RealServers servers, RealServer release, String name) {
    return ChromaServers.toWrite(servers.newDatabase(release, name));
  }

  private void fill(String collection, DistanceFunction distance, int records) {
    List<ChromaRecord> all = new ArrayList<>();
    for (int number = 0; number < records; number++) {
      Map<String, Object> metadata = new HashMap<>();
      metadata.put("idx", Integer.toString(number));
      metadata.put("secret", "kept at the source " + number);
      metadata.put("score", number / 7.0);
      if (number % 2 == 0) {
        metadata.put("lang", "fr");
      }
      all.add(
          new ChromaRecord(
              collection + "-" + number, "document " + number, null, metadata, vector(number)));
    }
    source.upsert(
        source.create(new NewCollection(collection, Map.of(), distance, IndexSettings.DEFAULTS)),
        all);
  }

  static float[] vector(int number) {
    float[] vector = new float[DIMENSION];
    for (int index = 0; index < DIMENSION; index++) {
      vector[index] = (float) Math.sin(number * 31 + index + 1);
    }
    return vector;
  }

  /** As applications write it at the target. */
  static ChromaRecord fresh(String id, int number) {
    return new ChromaRecord(
        id,
        "fresh " + number,
        null,
        Map.of("chunk", (long) number, "lang", "de", "more", true),
        vector(number));
  }

  void writeAtTarget(String collection, ChromaRecord... records) {
    target.upsert(atTarget(collection), List.of(records));
  }

  void deleteAtTarget(String collection, String id) {
    target.delete(atTarget(collection), List.of(id));
  }

  /** Puts another record in place of one, with metadata changed like this; null removes a key. */
  void editAtTarget(String collection, String id, String document, String key, Object value) {
    ChromaRecord old = record(target, collection, id).orElseThrow();
    Map<String, Object> metadata = new LinkedHashMap<>(old.metadata());
    metadata.put(key, value);
    writeAtTarget(collection, new ChromaRecord(id, document, old.uri(), metadata, old.embedding()));
  }

  void editAtSource(String collection, String id, String document) {
    source.update(source.collection(collection).orElseThrow(), id, document);
  }

  private CollectionInfo atTarget(String collection) {
    return target.collection(collection).orElseThrow();
  }

  Optional<ChromaRecord> source(String collection, String id) {
    return record(source, collection, id);
  }

  private static Optional<ChromaRecord> record(
      WritableServer server, String collection, String id) {
    List<ChromaRecord> found = new ArrayList<>();
    server.records(server.collection(collection).orElseThrow(), List.of(id), found::add);
    return found.stream().findFirst();
  }

  /** Everything the source holds in a collection, by id. */
  Map<String, ChromaRecord> atSource(String collection) {
    CollectionInfo info = source.collection(collection).orElseThrow();
    List<String> ids = new ArrayList<>();
    source.ids(info, ids::add);
    Map<String, ChromaRecord> all = new TreeMap<>();
    source.records(info, ids, record -> all.put(record.id(), record));
    return all;
  }

  /** Reads what is left behind, and ends the run as its workflow would. */
  LeftBehind rollBack() {
    LeftBehind left = run.leftBehind();
    write(folder().traffic("switch"), "{}");
    end("ROLLED_BACK");
    return left;
  }

  /** Has the run's report say that it ended so. */
  void end(String state) {
    write(folder().reportJson(), "{\"state\": \"" + state + "\"}");
  }

  private static void write(Path file, String text) {
    try {
      Files.createDirectories(file.getParent());
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  RunFolder folder() {
    return run.folder();
  }

  Typed type(String... arguments) {
    Map<String, String> environment = new HashMap<>(MigrationStage.environment());
    environment.put("RUNBOOK_HOME", home.toString());
    return Typed.in(environment, arguments);
  }

  @Override
  public void close() {
    run.close();
    source.close();
    target.close();
  }
}
