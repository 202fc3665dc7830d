package io.chromarunbook.activities.run;

import io.chromarunbook.chroma.ChromaRecord;
import io.chromarunbook.chroma.CollectionInfo;
import io.chromarunbook.chroma.DistanceFunction;
import io.chromarunbook.chroma.InMemoryChroma;
import io.chromarunbook.chroma.IndexSettings;
import io.chromarunbook.chroma.NewCollection;
import io.chromarunbook.workflows.RunbookDataConverter;
import io.chromarunbook.workflows.plan.Json;
import io.chromarunbook.workflows.plan.Plan;
import io.chromarunbook.workflows.plan.PlanReader;
import io.chromarunbook.workflows.steps.RunReference;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.testing.TestActivityEnvironment;
import io.temporal.testing.TestEnvironmentOptions;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * A run in a temporary home between two servers in memory, whose activities are called the way a
 * worker calls them.
 */
public final class LocalRun implements AutoCloseable {

  private static final String SOURCE = "http://source:8000";

  private final InMemoryChroma source = InMemoryChroma.legacy();
  private final InMemoryChroma target = InMemoryChroma.current();
  private final Runs runs;
  private final RunFolder folder;
  private final RunReference reference;
  private final List<TestActivityEnvironment> environments = new ArrayList<>();

  private LocalRun(Path home, String id, Plan plan) {
    runs =
        new Runs(
            new RunbookHome(home),
            new Secrets(name -> null),
            (address, watch) -> address.url().toString().equals(SOURCE) ? source : target);
    reference = new RunReference(id, "first-run", Json.digest(plan));
    folder = runs.create(reference, plan);
  }

  /**
   * A run of a plan with these lines added, in YAML.
   *
   * @param lines beside migration, source, target and people
   */
  public static LocalRun planned(Path home, String lines) {
    return called(home, "kb", lines);
  }

  /** The same of another id than the plan's, as a dry-run has. */
  public static LocalRun called(Path home, String id, String lines) {
    return of(home, id, "source: {url: \"" + SOURCE + "\"}\n" + lines);
  }

  /** A run of a plan whose source has these further properties, in YAML, like "maxRate: 5". */
  public static LocalRun withSource(Path home, String properties) {
    return of(home, "kb", "source: {url: \"" + SOURCE + "\", " + properties + "}\n");
  }

  private static LocalRun of(Path home, String id, String lines) {
    return new LocalRun(
        home,
        id,
        PlanReader.read(
            "migration: kb\n"
                + "target: {url: \"http://target:8000\"}\n"
                + "people: {operations-lead: [ann], dba: [bo], security: [cy]}\n"
                + lines));
  }

  /** Calls an activity as a worker would. */
  public <T> T activity(Object implementation, Class<T> contract) {
    // One environment takes one implementation of a contract.
    TestActivityEnvironment environment =
        TestActivityEnvironment.newInstance(
            TestEnvironmentOptions.newBuilder()
                .setWorkflowClientOptions(
                    WorkflowClientOptions.newBuilder()
                        .setDataConverter(RunbookDataConverter.create())
                        .build())
                .build());
    environments.add(environment);
    environment.registerActivitiesImplementations(implementation);
    return environment.newActivityStub(contract);
  }

  /** The legacy server. */
  public InMemoryChroma source() {
    return source;
  }

  /** The new server. */
  public InMemoryChroma target() {
    return target;
  }

  /** What activity implementations are made with. */
  public Runs runs() {
    return runs;
  }

  /** Where the run's files lie. */
  public RunFolder folder() {
    return folder;
  }

  /** What activities are called with. */
  public RunReference reference() {
    return reference;
  }

  /** Makes a collection at the source with so many plain records of two dimensions. */
  public List<ChromaRecord> seed(String collection, int count) {
    return seed(collection, count, LocalRun::plain);
  }

  /** Makes a collection at the source with records made from their numbers. */
  public List<ChromaRecord> seed(
      String collection, int count, Function<Integer, ChromaRecord> record) {
    List<ChromaRecord> records = new ArrayList<>();
    for (int number = 0; number < count; number++) {
      records.add(record.apply(number));
    }
    source.upsert(
        source.create(
            new NewCollection(collection, Map.of(), DistanceFunction.L2, IndexSettings.DEFAULTS)),
        records);
    return records;
  }

  /** Makes a collection at the source with metadata of its own and so many plain records. */
  public CollectionInfo seed(String collection, Map<String, Object> metadata, int count) {
    CollectionInfo info =
        source.create(
            new NewCollection(collection, metadata, DistanceFunction.L2, IndexSettings.DEFAULTS));
    List<ChromaRecord> records = new ArrayList<>();
    for (int number = 0; number < count; number++) {
      records.add(plain(number));
    }
    source.upsert(info, records);
    return info;
  }

  /** A record that can be migrated as it is. */
  public static ChromaRecord plain(int number) {
    return new ChromaRecord(
        "id-" + number,
        "document " + number,
        null,
        Map.of("number", (long) number, "lang", "en"),
        new float[] {number, 0.5f});
  }

  @Override
  public void close() {
    environments.forEach(TestActivityEnvironment::close);
  }
}
