package io.chromarunbook.activities.migrated;

import io.chromarunbook.activities.importing.ImportActivitiesImpl;
import io.chromarunbook.activities.run.DurableFile;
import io.chromarunbook.activities.run.RunFolder;
import io.chromarunbook.activities.run.RunbookHome;
import io.chromarunbook.activities.run.Runs;
import io.chromarunbook.activities.run.Secrets;
import io.chromarunbook.activities.snapshot.Inventory;
import io.chromarunbook.activities.snapshot.InventoryCollection;
import io.chromarunbook.activities.snapshot.WrittenSnapshot;
import io.chromarunbook.chroma.ChromaRecord;
import io.chromarunbook.chroma.CollectionInfo;
import io.chromarunbook.chroma.DistanceFunction;
import io.chromarunbook.chroma.InMemoryChroma;
import io.chromarunbook.chroma.IndexSettings;
import io.chromarunbook.chroma.NewCollection;
import io.chromarunbook.chroma.WritableServer;
import io.chromarunbook.workflows.plan.CommandPlan;
import io.chromarunbook.workflows.plan.Json;
import io.chromarunbook.workflows.plan.Plan;
import io.chromarunbook.workflows.plan.PlanReader;
import io.chromarunbook.workflows.steps.CollectionWork;
import io.chromarunbook.workflows.steps.ImportActivities;
import io.chromarunbook.workflows.steps.PlanAmendment;
import io.chromarunbook.workflows.steps.RunReference;
import io.temporal.testing.TestActivityEnvironment;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;

/**
 * A run whose snapshot is written: two collections at a legacy server, "docs" (l2, parts of 30 and
 * 20 records) and "pictures" (cosine, 20 records, called "images" at the target).
 */
public final class Migration implements AutoCloseable {

  /** Asks for two fields and keeps the others. */
  public static final String USUAL_PLAN =
      """
      collections: {rename: {pictures: images}}
      transform:
        fields:
          lang: {type: string, required: true}
          number: {type: integer, required: true}
      import: {batchSize: 8}
      """;

  private static final String SOURCE = "http://source:8000";
  private static final int DIMENSION = 9;

  private final InMemoryChroma source = InMemoryChroma.legacy();
  private final InMemoryChroma target = InMemoryChroma.current();
  private final Path home;
  private final TestActivityEnvironment environment = TestActivityEnvironment.newInstance();
  private final Set<Class<?>> registered = new HashSet<>();
  private String targetProperties = "";
  private Consumer<List<ChromaRecord>> beforeUpsert = records -> {};
  private Runs runs;
  private RunFolder folder;
  private RunReference reference;
  private int amendments;

  /** Opens the run in a home. */
  public Migration(Path home) {
    this.home = home;
    plan(USUAL_PLAN);
  }

  /** Amends the run's plan, as people do while it is under way. */
  public void amend(String lines) {
    Plan plan = planned(lines);
    RunReference amended = new RunReference(plan.migration(), reference.runId(), Json.digest(plan));
    runs.amend(
        amended,
        new PlanAmendment(++amendments, Instant.EPOCH, "bo", "a test", List.of("transform"), plan));
    reference = amended;
  }

  private Plan planned(String lines) {
    return PlanReader.read(
        "migration: kb\nsource: {url: \""
            + SOURCE
            + "\"}\ntarget: {url: \"http://target:8000\""
            + targetProperties
            + "}\n"
            + "people: {operations-lead: [ann], dba: [bo], security: [cy]}\n"
            + lines);
  }

  /** Takes another plan for the run from here on, by which the target is restarted like this. */
  public void restartingTarget(CommandPlan restart, String lines) {
    targetProperties = ", restart: " + Json.canonical(restart);
    plan(lines);
  }

  /** Takes another plan for the run from here on; the same run goes on. */
  public void plan(String lines) {
    Plan plan = planned(lines);
    runs =
        new Runs(
            new RunbookHome(home),
            new Secrets(name -> null),
            (address, watch) -> address.url().toString().equals(SOURCE) ? source : watchedTarget());
    reference = new RunReference(plan.migration(), "first-run", Json.digest(plan));
    folder = runs.create(reference, plan);
  }

  private WritableServer watchedTarget() {
    return (WritableServer)
        Proxy.newProxyInstance(
            Migration.class.getClassLoader(),
            new Class<?>[] {WritableServer.class},
            (proxy, method, arguments) -> {
              if (method.getName().equals("watchedBy")) {
                return proxy;
              }
              if (method.getName().equals("upsert")) {
                List<ChromaRecord> records = new ArrayList<>();
                ((List<?>) arguments[1]).forEach(each -> records.add((ChromaRecord) each));
                beforeUpsert.accept(records);
              }
              try {
                return method.invoke(target, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }

  /** Seeds the source with the usual records and writes the snapshot of them. */
  public Migration exported() {
    return exported(records("doc", 30), records("more", 20), records("pic", 20));
  }

  /** Seeds the source with these records and writes the snapshot of them. */
  public Migration exported(
      List<ChromaRecord> firstPart, List<ChromaRecord> secondPart, List<ChromaRecord> pictures) {
    seed("docs", DistanceFunction.L2, List.of(firstPart, secondPart));
    seed("pictures", DistanceFunction.COSINE, List.of(pictures));
    DurableFile.writeJson(
        folder.frozenInventory(),
        new Inventory(
            Instant.EPOCH,
            source.version(),
            source.collections().stream().map(this::inventoried).toList()));
    WrittenSnapshot.at(
        folder.snapshot(),
        List.of(
            new WrittenSnapshot.Content(
                "docs",
                "docs",
                DistanceFunction.L2,
                Map.of("about", "text"),
                withRecords(List.of(firstPart, secondPart)),
                Optional.of(DIMENSION)),
            new WrittenSnapshot.Content(
                "pictures",
                "images",
                DistanceFunction.COSINE,
                Map.of(),
                withRecords(List.of(pictures)),
                Optional.of(DIMENSION))));
    return this;
  }

  /** A collection without records has no parts. */
  private static List<List<ChromaRecord>> withRecords(List<List<ChromaRecord>> parts) {
    return parts.stream().filter(part -> !part.isEmpty()).toList();
  }

  private InventoryCollection inventoried(CollectionInfo info) {
    String target = info.name().equals("pictures") ? "images" : info.name();
    return new InventoryCollection(info, target, source.count(info), Map.of(), 10);
  }

  private void seed(String name, DistanceFunction distance, List<List<ChromaRecord>> parts) {
    CollectionInfo info =
        source.create(new NewCollection(name, Map.of(), distance, IndexSettings.DEFAULTS));
    parts.forEach(part -> source.upsert(info, part));
  }

  /** Records with four metadata fields, made by a seed from their prefix. */
  public static List<ChromaRecord> records(String prefix, int count) {
    Random random = new Random(prefix.hashCode());
    List<ChromaRecord> records = new ArrayList<>();
    for (int number = 0; number < count; number++) {
      float[] embedding = new float[DIMENSION];
      for (int index = 0; index < DIMENSION; index++) {
        embedding[index] = (float) random.nextGaussian();
      }
      records.add(
          new ChromaRecord(
              prefix + "-" + number,
              "document " + number,
              "file:" + number,
              Map.of(
                  "lang",
                  "en",
                  "number",
                  (long) number,
                  "score",
                  number / 7.0,
                  "new",
                  true,
                  "tags",
                  List.of("a", "b")),
              embedding));
    }
    return records;
  }

  /** Imports everything. */
  public Migration imported() {
    ImportActivities imports = imports();
    for (CollectionWork work : imports.collections(reference, 0).collections()) {
      imports.prepareCollection(reference, work);
      for (int part = 0; part < work.parts(); part++) {
        imports.importPart(reference, work.index(), part);
      }
    }
    return this;
  }

  /** The import as a worker would call it. */
  public ImportActivities imports() {
    return activity(new ImportActivitiesImpl(runs), ImportActivities.class);
  }

  /** Any activity as a worker would call it. */
  public <T> T activity(Object implementation, Class<T> contract) {
    if (registered.add(contract)) {
      environment.registerActivitiesImplementations(implementation);
    }
    return environment.newActivityStub(contract);
  }

  /** The work on one collection. */
  public CollectionWork work(int index) {
    return imports().collections(reference, 0).collections().get(index);
  }

  /** Runs before each upsert at the target; what it throws is the server's answer. */
  public void beforeUpsert(Consumer<List<ChromaRecord>> hook) {
    beforeUpsert = hook;
  }

  /** Replaces one record at the target as a whole. */
  public void replaceAtTarget(String collection, ChromaRecord record) {
    CollectionInfo info = target.collection(collection).orElseThrow();
    target.delete(info, List.of(record.id()));
    target.upsert(info, List.of(record));
  }

  /** A record of the target. */
  public ChromaRecord atTarget(String collection, String id) {
    return target.contents(collection).stream()
        .filter(record -> record.id().equals(id))
        .findFirst()
        .orElseThrow();
  }

  /** The record with one metadata value changed. */
  public static ChromaRecord with(ChromaRecord record, String key, Object value) {
    Map<String, Object> metadata = new LinkedHashMap<>(record.metadata());
    metadata.put(key, value);
    return new ChromaRecord(
        record.id(), record.document(), record.uri(), metadata, record.embedding());
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

  @Override
  public void close() {
    environment.close();
  }
}
