package io.chromarunbook.starter.validation;

import io.chromarunbook.chroma.ChromaRecord;
import io.chromarunbook.chroma.DistanceFunction;
import io.chromarunbook.chroma.NewCollection;
import io.chromarunbook.chroma.WritableServer;
import io.chromarunbook.starter.migration.MigrationStage;
import io.chromarunbook.workflows.evidence.CheckResult;
import io.chromarunbook.workflows.evidence.CheckResult.Result;
import io.chromarunbook.workflows.plan.Json;
import io.chromarunbook.workflows.steps.ValidationSummary;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Three collections, one of each distance function, brought from one database of a real 1.x server
 * to another by way of a proxy: notes (l2), pictures (cosine, called images at the target), sounds
 * (ip).
 */
final class DamagedRun implements AutoCloseable {

  private static final String PERFORMANCE = "performance";
  private static final String PLAN =
      """
      migration: {database}
      source: {url: "{source}", database: {from}}
      target: {url: "{target}", database: {database}}
      people: {operations-lead: [ann], dba: [bo], security: [cy]}
      collections: {rename: {pictures: images}}
      transform:
        fields:
          lang: {type: string, required: true, oneOf: [en, fr, de]}
          number: {type: integer, required: true}
      validation: {queries: 6, maxRecallDrop: 0.1, minRecall: 0.8, queryVectors: "{queries}"}
      """;

  private final Map<String, List<ChromaRecord>> originals = new LinkedHashMap<>();
  private final AlteringProxy proxy;
  private final MigratedRun migrated;
  private final TargetDatabase database;
  private final String collections;

  DamagedRun(MigrationStage stage) {
    String from = stage.newDatabase();
    String to = stage.newDatabase();
    proxy = new AlteringProxy(stage.targetUrl());
    database = new TargetDatabase(stage.targetFile());
    collections =
        stage.targetUrl() + "/api/v2/tenants/default_tenant/databases/" + to + "/collections/";
    // A 1.5.9 server gives the lists of a collection that was dropped to the next one's records, so
    // nothing that is dropped here has any.
    originals.put("notes", Samples.withLists(Samples.records("note", 140, 12)));
    originals.put("images", Samples.records("picture", 100, 8));
    originals.put("sounds", Samples.ofLengthOne(Samples.records("sound", 100, 6)));
    try (WritableServer source = stage.target(from)) {
      fill(source, "notes", DistanceFunction.L2, "notes");
      fill(source, "pictures", DistanceFunction.COSINE, "images");
      fill(source, "sounds", DistanceFunction.IP, "sounds");
    }
    migrated =
        new MigratedRun(
                stage.home(),
                PLAN.replace("{source}", stage.targetUrl())
                    .replace("{target}", proxy.url())
                    .replace("{from}", from)
                    .replace("{queries}", queries(stage.home().resolve(to + ".queries")).toString())
                    .replace("{database}", to))
            .migrate();
  }

  private void fill(
      WritableServer source, String name, DistanceFunction distance, String atTarget) {
    MigratedRun.fill(source, Samples.collection(name, distance), originals.get(atTarget));
  }

  // Searches that must come across what is damaged, whichever records would be sampled.
  private Path queries(Path file) {
    List<String> lines = new ArrayList<>();
    originals("notes", List.of("note-7", "note-8", "note-9"))
        .forEach(record -> lines.add(query("notes", record.embedding())));
    originals("images", List.of("picture-8", "picture-9"))
        .forEach(record -> lines.add(query("pictures", record.embedding())));
    float[] nearZero = new float[12];
    nearZero[0] = 0.01f;
    lines.add(query("notes", nearZero));
    try {
      return Files.write(file, lines);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String query(String collection, float[] vector) {
    return Json.canonical(Map.of("collection", collection, "vector", vector));
  }

  MigratedRun migrated() {
    return migrated;
  }

  AlteringProxy proxy() {
    return proxy;
  }

  /** What the target keeps on its disk. */
  TargetDatabase database() {
    return database;
  }

  /** Records as they were before anything happened to them. */
  List<ChromaRecord> originals(String collection, List<String> ids) {
    return ids.stream()
        .map(
            id ->
                originals.get(collection).stream()
                    .filter(record -> record.id().equals(id))
                    .findFirst()
                    .orElseThrow())
        .toList();
  }

  /** All records of a collection as they were. */
  List<ChromaRecord> originals(String collection) {
    return originals.get(collection);
  }

  /** Drops a collection and makes one with other settings of the same records. */
  void rebuild(String collection, NewCollection otherwise) {
    try (WritableServer target = migrated.target()) {
      target.drop(target.collection(collection).orElseThrow());
      MigratedRun.fill(target, otherwise, originals.get(collection));
    }
  }

  /** Drops a collection. */
  void drop(String collection) {
    try (WritableServer target = migrated.target()) {
      target.drop(target.collection(collection).orElseThrow());
    }
  }

  /** A collection's own id at the target. */
  String idOf(String collection) {
    try (WritableServer target = migrated.target()) {
      return target.collection(collection).orElseThrow().id();
    }
  }

  /** Changes a collection as such: its name, its settings. */
  void change(String collection, String body) {
    try {
      HttpResponse<String> answer =
          HttpClient.newBuilder()
              .version(HttpClient.Version.HTTP_1_1)
              .build()
              .send(
                  HttpRequest.newBuilder(URI.create(collections + idOf(collection)))
                      .header("Content-Type", "application/json")
                      .PUT(BodyPublishers.ofString(body))
                      .build(),
                  BodyHandlers.ofString());
      if (answer.statusCode() >= 300) {
        throw new IllegalStateException(answer.body());
      }
    } catch (IOException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** The checks that fail now, each with what it fails on. */
  Map<String, List<String>> failing() {
    return failing(migrated.validate());
  }

  /** The same of a suite that was run, but for speed: it depends on what else a machine does. */
  static Map<String, List<String>> failing(ValidationSummary summary) {
    return summary.checks().stream()
        .filter(check -> check.result() == Result.FAIL)
        .filter(check -> !check.family().equals(PERFORMANCE))
        .collect(Collectors.toMap(CheckResult::id, CheckResult::failures));
  }

  @Override
  public void close() {
    migrated.close();
    proxy.close();
  }
}
