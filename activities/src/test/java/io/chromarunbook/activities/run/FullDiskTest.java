package io.chromarunbook.activities.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.chromarunbook.activities.inventory.InventoryActivitiesImpl;
import io.chromarunbook.activities.snapshot.SnapshotActivitiesImpl;
import io.chromarunbook.chroma.ChromaRecord;
import io.chromarunbook.chroma.DistanceFunction;
import io.chromarunbook.chroma.InMemoryChroma;
import io.chromarunbook.chroma.IndexSettings;
import io.chromarunbook.chroma.NewCollection;
import io.chromarunbook.workflows.plan.Json;
import io.chromarunbook.workflows.plan.Plan;
import io.chromarunbook.workflows.plan.PlanReader;
import io.chromarunbook.workflows.steps.FailureKind;
import io.chromarunbook.workflows.steps.Outage;
import io.chromarunbook.workflows.steps.Position;
import io.chromarunbook.workflows.steps.Progress;
import io.chromarunbook.workflows.steps.RunReference;
import io.temporal.failure.ApplicationFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A snapshot on a disk that is too small for it, and on one that takes nothing. */
@Timeout(60)
final class FullDiskTest {

  private static final int RECORDS = 6_000;
  private static final int DIMENSION = 256;

  @TempDir Path home;
  private SmallDisk disk;
  private final InMemoryChroma source = InMemoryChroma.legacy();
  private final NotedPulse pulse = new NotedPulse(Instant.now());
  private Runs runs;
  private RunReference run;

  @BeforeEach
  void freeze() throws Exception {
    disk = SmallDisk.at(home, 4);
    RunbookHome there = new RunbookHome(home);
    runs =
        new Runs(
            there,
            there::run,
            new Secrets(name -> null),
            (address, watch) -> source,
            () -> pulse,
            Instant::now);
    Plan plan =
        PlanReader.read(
            """
            migration: kb
            source: {url: "http://old:8000"}
            target: {url: "http://new:8000"}
            people: {operations-lead: [ann], dba: [bo], security: [cy]}
            """);
    run = new RunReference("kb", "first-run", Json.digest(plan));
    runs.create(run, plan);
    seed();
    InventoryActivitiesImpl inventory = new InventoryActivitiesImpl(runs);
    inventory.takeInventory(run);
    inventory.takeFrozenInventory(run);
  }

  private void seed() {
    Random random = new Random(7);
    List<ChromaRecord> records =
        IntStream.range(0, RECORDS)
            .mapToObj(
                number -> new ChromaRecord("id-" + number, null, null, Map.of(), embedding(random)))
            .toList();
    source.upsert(
        source.create(
            new NewCollection("docs", Map.of(), DistanceFunction.L2, IndexSettings.DEFAULTS)),
        records);
  }

  private static float[] embedding(Random random) {
    float[] embedding = new float[DIMENSION];
    for (int at = 0; at < DIMENSION; at++) {
      embedding[at] = random.nextFloat();
    }
    return embedding;
  }

  @AfterEach
  void unmount() throws Exception {
    disk.close();
  }

  private Progress export() {
    return new SnapshotActivitiesImpl(runs).exportRecords(run, Position.START);
  }

  private Outage passedOn() {
    return pulse.lastBeat().orElseThrow().outages().get(0);
  }

  @Test
  void it_is_said_what_it_needs_and_has_and_all_goes_on_when_there_is_room() throws Exception {
    ApplicationFailure failure = catchThrowableOfType(ApplicationFailure.class, this::export);

    assertThat(FailureKind.of(failure.getType())).isEqualTo(FailureKind.DISK);
    assertThat(failure.isNonRetryable()).isFalse();
    assertThat(failure.getNextRetryDelay()).isEqualTo(Duration.ofSeconds(1));
    Path folder = home.resolve("runs/kb");
    assertThat(failure.getOriginalMessage()).contains(folder.toString());
    assertThat(passedOn().kind()).isEqualTo(Outage.Kind.DISK);
    assertThat(passedOn().what()).isEqualTo("disk of " + folder);
    assertThat(passedOn().error())
        .matches(folder + "/snapshot/.*: no space is left: needs 6\\.[0-9] MB, has .* [kM]B");

    disk.grow(64);

    Progress progress = export();

    assertThat(progress.recordsDone()).isEqualTo(RECORDS);
    assertThat(progress.next()).isEmpty();
    try (Stream<Path> files = Files.walk(folder)) {
      assertThat(files.map(Path::toString)).noneMatch(file -> file.endsWith(".writing"));
    }
  }

  @Test
  void one_that_takes_no_writes_is_named_too() throws Exception {
    disk.refuseWrites();

    ApplicationFailure failure = catchThrowableOfType(ApplicationFailure.class, this::export);

    assertThat(FailureKind.of(failure.getType())).isEqualTo(FailureKind.DISK);
    assertThat(passedOn().error())
        .startsWith(home.resolve("runs/kb/snapshot").toString())
        .endsWith(": Read-only file system");
  }

  @Test
  void the_first_file_of_a_run_is_no_exception() throws Exception {
    disk.refuseWrites();
    RunReference other = new RunReference("other", "first-run", run.planDigest());
    Plan plan =
        Json.MAPPER.readValue(Files.readString(home.resolve("runs/kb/plan.json")), Plan.class);

    ApplicationFailure failure =
        catchThrowableOfType(
            ApplicationFailure.class, () -> new RunActivitiesImpl(runs).open(other, plan));

    assertThat(FailureKind.of(failure.getType())).isEqualTo(FailureKind.DISK);
    assertThat(passedOn().what()).isEqualTo("disk of " + home.resolve("runs/other"));
  }

  @Test
  void what_is_no_matter_of_room_is_not_called_so() {
    DiskTrouble trouble = DiskTrouble.of(new IOException("Input/output error"), home, 100);

    assertThat(trouble.error()).isEqualTo(home + ": Input/output error");
  }
}
