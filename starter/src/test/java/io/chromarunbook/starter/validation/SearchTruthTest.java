package io.chromarunbook.starter.validation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.chromarunbook.chroma.ChromaRecord;
import io.chromarunbook.chroma.DistanceFunction;
import io.chromarunbook.chroma.IndexSettings;
import io.chromarunbook.chroma.NewCollection;
import io.chromarunbook.chroma.WritableServer;
import io.chromarunbook.stack.ChromaRelease;
import io.chromarunbook.stack.PythonEnvironment;
import io.chromarunbook.stack.PythonEnvironments;
import io.chromarunbook.stack.StackListener;
import io.chromarunbook.starter.migration.MigrationStage;
import io.chromarunbook.workflows.plan.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The recall the suite reports is computed again by numpy, from the vectors as they were made. */
@Tag("servers")
@ExtendWith(MigrationStage.Extension.class)
@Timeout(180)
class SearchTruthTest {

  private static final List<Integer> DIMENSIONS = List.of(1, 7, 40, 384);
  private static final int RECORDS = 90;
  private static final String PLAN =
      """
      migration: {database}
      source: {url: "{source}", database: {database}}
      target: {url: "{target}", database: {database}}
      people: {operations-lead: [ann], dba: [bo], security: [cy]}
      validation: {queries: 12, topK: 7}
      """;

  /** Prints each query's recall at both servers, as float64 says it. */
  private static final String NUMPY =
      """
      import base64, json, sys
      import numpy
      tie, top = 1e-5, 7
      for case in map(json.loads, open(sys.argv[1], encoding="utf-8")):
          vectors = numpy.array(case["vectors"], dtype=numpy.float32).astype(numpy.float64)
          place = {name: at for at, name in enumerate(case["ids"])}
          answer = []
          for query in case["queries"]:
              q = numpy.frombuffer(base64.b64decode(query["vector"]), "<f4").astype(numpy.float64)
              if case["distance"] == "l2":
                  distances = ((vectors - q) ** 2).sum(axis=1)
              elif case["distance"] == "ip":
                  distances = 1 - vectors @ q
              else:
                  norms = numpy.linalg.norm(vectors, axis=1) * numpy.linalg.norm(q)
                  cosines = numpy.divide(vectors @ q, norms, out=numpy.zeros(len(vectors)), where=norms > 0)
                  distances = 1 - cosines
              bound = numpy.sort(distances)[top - 1]
              bound += tie * max(1, abs(bound))
              recall = lambda ids: min(1, sum(distances[place[i]] <= bound for i in set(ids)) / top)
              answer.append([recall(query["source"]), recall(query["target"])])
          print(json.dumps(answer))
      """;

  private final MigrationStage stage;
  @TempDir Path folder;

  SearchTruthTest(MigrationStage stage) {
    this.stage = stage;
  }

  @Test
  void numpy_finds_the_same_recall_for_every_distance_function() throws Exception {
    Map<String, List<ChromaRecord>> made = new java.util.TreeMap<>();
    String database = stage.newDatabase();
    try (WritableServer source = stage.source(database)) {
      for (DistanceFunction distance : DistanceFunction.values()) {
        for (int dimension : DIMENSIONS) {
          String name = distance.chromaName() + "-" + dimension;
          made.put(name, records(new Random(name.hashCode()), dimension));
          MigratedRun.fill(
              source,
              new NewCollection(name, Map.of(), distance, IndexSettings.DEFAULTS),
              made.get(name));
        }
      }
    }
    try (MigratedRun run =
        new MigratedRun(
                stage.home(),
                PLAN.replace("{database}", database)
                    .replace("{source}", stage.sourceUrl())
                    .replace("{target}", stage.targetUrl()))
            .migrate()) {
      loseEveryThird(database, made);
      run.validate();

      List<JsonNode> searches = searches(run, made.size());
      List<List<List<Double>>> ours = searches.stream().map(SearchTruthTest::recalls).toList();

      assertThat(numpy(List.copyOf(made.keySet()), made, searches)).isEqualTo(ours);
      // Else nothing but "all found" would have been compared.
      assertThat(ours.stream().flatMap(List::stream).map(both -> both.get(1)).distinct())
          .hasSizeGreaterThan(4);
    }
  }

  /** Some vectors are zero, and some are there several times. */
  private static List<ChromaRecord> records(Random random, int dimension) {
    List<ChromaRecord> records = new ArrayList<>();
    for (int number = 0; number < RECORDS; number++) {
      float[] vector = new float[dimension];
      if (number % 30 != 29) {
        for (int index = 0; index < dimension; index++) {
          vector[index] = (float) random.nextGaussian();
        }
      }
      if (number % 10 == 9 && number % 30 != 29) {
        vector = records.get(number - 1).embedding();
      }
      records.add(new ChromaRecord("r-" + number, "text", null, Map.of(), vector));
    }
    return records;
  }

  private void loseEveryThird(String database, Map<String, List<ChromaRecord>> made) {
    try (WritableServer target = stage.target(database)) {
      made.forEach(
          (name, records) ->
              target.delete(
                  target.collection(name).orElseThrow(),
                  records.stream()
                      .map(ChromaRecord::id)
                      .filter(id -> id.hashCode() % 3 == 0)
                      .toList()));
    }
  }

  private static List<JsonNode> searches(MigratedRun run, int collections) throws IOException {
    List<JsonNode> searches = new ArrayList<>();
    for (int index = 0; index < collections; index++) {
      searches.add(
          Json.MAPPER
              .readTree(run.folder().validation("search", index, 0).toFile())
              .path("search"));
    }
    return searches;
  }

  private static List<List<Double>> recalls(JsonNode search) {
    List<List<Double>> recalls = new ArrayList<>();
    search
        .get("queries")
        .forEach(
            query ->
                recalls.add(
                    List.of(
                        query.get("sourceRecall").asDouble(),
                        query.get("targetRecall").asDouble())));
    return recalls;
  }

  private List<List<List<Double>>> numpy(
      List<String> names, Map<String, List<ChromaRecord>> made, List<JsonNode> searches)
      throws Exception {
    List<String> cases = new ArrayList<>();
    for (JsonNode search : searches) {
      String name = search.path("result").path("collection").asText();
      assertThat(names).contains(name);
      ObjectNode one = Json.MAPPER.createObjectNode();
      one.put("distance", name.substring(0, name.indexOf('-')));
      ArrayNode ids = one.putArray("ids");
      made.get(name).forEach(record -> ids.add(record.id()));
      one.set(
          "vectors",
          Json.MAPPER.valueToTree(made.get(name).stream().map(ChromaRecord::embedding).toList()));
      one.set("queries", search.get("queries"));
      cases.add(one.toString());
    }
    Path input = Files.write(folder.resolve("cases.jsonl"), cases);
    Path program = Files.writeString(folder.resolve("truth.py"), NUMPY);
    Path printed = folder.resolve("printed");
    Path complaints = folder.resolve("complaints");
    PythonEnvironment python =
        new PythonEnvironments(System.getenv(), StackListener.silent())
            .get(ChromaRelease.V0_5.requirements());
    Process process =
        new ProcessBuilder(python.python().toString(), "-I", program.toString(), input.toString())
            .redirectOutput(printed.toFile())
            .redirectError(complaints.toFile())
            .start();
    assertThat(process.waitFor()).as(Files.readString(complaints)).isZero();
    List<List<List<Double>>> recalls = new ArrayList<>();
    for (String line : Files.readAllLines(printed)) {
      recalls.add(
          Json.MAPPER.readValue(
              line, new com.fasterxml.jackson.core.type.TypeReference<List<List<Double>>>() {}));
    }
    return recalls;
  }
}
