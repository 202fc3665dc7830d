package io.chromarunbook.starter.offline;

import io.chromarunbook.activities.checkpoint.Checkpoints;
import io.chromarunbook.activities.report.FolderReport;
import io.chromarunbook.activities.report.Report;
import io.chromarunbook.activities.report.ReportComposer;
import io.chromarunbook.activities.run.PatientConnector;
import io.chromarunbook.activities.run.RunEnd;
import io.chromarunbook.activities.run.RunFolder;
import io.chromarunbook.activities.run.RunbookHome;
import io.chromarunbook.activities.run.Runs;
import io.chromarunbook.activities.run.Secrets;
import io.chromarunbook.activities.run.ServerAddresses;
import io.chromarunbook.activities.snapshot.Snapshot;
import io.chromarunbook.activities.snapshot.StoredCollection;
import io.chromarunbook.activities.traffic.TrafficStanding;
import io.chromarunbook.activities.transform.Outcome;
import io.chromarunbook.activities.transform.QuarantineEntry;
import io.chromarunbook.activities.transform.QuarantineFile;
import io.chromarunbook.activities.transform.RecordRoute;
import io.chromarunbook.chroma.ChromaServer;
import io.chromarunbook.chroma.ChromaServers;
import io.chromarunbook.starter.outcome.Failure;
import io.chromarunbook.workflows.plan.Json;
import io.chromarunbook.workflows.plan.Plan;
import io.chromarunbook.workflows.plan.Role;
import io.chromarunbook.workflows.plan.TrafficAction;
import io.chromarunbook.workflows.status.EvidenceView;
import io.chromarunbook.workflows.status.HoldLine;
import io.chromarunbook.workflows.status.MigrationStatus;
import io.chromarunbook.workflows.status.RunbookCommand;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** What a run has on disk, read without Temporal and without a worker. */
public final class RecordedRun {

  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final KeptRun kept;
  private final String id;
  private final RunFolder folder;

  private RecordedRun(KeptRun kept) {
    this.kept = kept;
    this.id = kept.id();
    this.folder = kept.folder();
  }

  /**
   * The run of this id.
   *
   * @throws Failure where this home has none
   */
  public static RecordedRun of(RunbookHome home, String id) {
    return new RecordedRun(KeptRun.of(home, id));
  }

  /**
   * What the run did and has not undone.
   *
   * @throws Failure where a file of the run is damaged
   */
  public NotUndone leftBehind() {
    return FileFailure.told(
        () ->
            NotUndone.of(
                TrafficStanding.of(folder),
                Files.isDirectory(folder.created()),
                Files.exists(folder.breakGlassScript()) ? folder.breakGlassScript() : null));
  }

  /**
   * How the run ended; nothing where its folder does not have that.
   *
   * @throws Failure where a file of the run is damaged
   */
  public Optional<RecordedEnd> end() {
    return FileFailure.told(() -> RunEnd.read(folder).map(RecordedEnd::of));
  }

  /**
   * Whether it has not come to an end and did something that is not undone.
   *
   * @throws Failure where a file of the run is damaged
   */
  public boolean leftSomething() {
    return end().isEmpty() && leftBehind().anything();
  }

  /**
   * The records a HOLD is about; nothing where it is about none.
   *
   * @throws Failure where a file of the run is damaged
   */
  public Optional<HeldRecords> held(HoldLine hold) {
    return FileFailure.told(() -> HeldRecords.of(hold, folder));
  }

  /** Where its files lie. */
  public Path path() {
    return folder.path();
  }

  /** The plan it was started with, which can be started again under another id. */
  public Path planFile() {
    return folder.plan();
  }

  /**
   * Writes down that a person undid something by hand of this run, which nothing can be told to any
   * more.
   *
   * @throws Failure where only people of other roles are believed
   */
  public void vouch(TrafficAction undo, String by) {
    if (undo != TrafficAction.THAW && undo != TrafficAction.REVERT) {
      throw Failure.refused(
          "Of the migration "
              + id
              + ", which nobody works on any more, only thaw and revert can be confirmed, was "
              + undo);
    }
    FileFailure.told(
        () -> {
          List<String> believed =
              kept.holders(List.of(Role.TECHNICIAN, Role.ON_CALL, Role.OPERATIONS_LEAD));
          if (!believed.contains(by)) {
            throw Failure.refused(
                by
                    + " is not among those whose word the plan of "
                    + id
                    + " takes for this: "
                    + String.join(", ", believed));
          }
          TrafficStanding.vouch(folder, undo, by);
          return null;
        });
  }

  /**
   * Returns where a person leads this run by its plan.
   *
   * @param what the person wants, as "may not ..." goes on
   * @throws Failure where that is for others
   */
  public void mustBeLedBy(String person, String what) {
    FileFailure.told(
        () -> {
          kept.mustBeLedBy(person, what);
          return null;
        });
  }

  /**
   * The report on a run that can no longer be asked, as far as its files go.
   *
   * @throws Failure where a file of the run is damaged
   */
  public OpenReport report(StrandedRun stranded, List<String> statement) {
    return FileFailure.told(
        () -> {
          Report report =
              new FolderReport(id, folder)
                  .compose(Json.MAPPER.valueToTree(stranded), statement, Instant.now());
          return new OpenReport(report.json(), report.markdown(), report.html());
        });
  }

  /**
   * Every record in quarantine; none before Step 3.
   *
   * @throws Failure where a file of the run is damaged
   */
  public List<QuarantinedRecord> quarantine() {
    return FileFailure.told(
        () -> {
          List<QuarantinedRecord> records = new ArrayList<>();
          if (!Snapshot.sealed(folder.snapshot())) {
            return records;
          }
          Plan plan = kept.plan();
          Snapshot snapshot = Snapshot.open(folder.snapshot());
          for (int index = 0; index < snapshot.manifest().collections().size(); index++) {
            StoredCollection stored = snapshot.collection(index);
            RecordRoute route =
                new RecordRoute(plan.transform().of(stored.name()), stored.dimension());
            for (int part = 0; part < stored.parts().size(); part++) {
              int number = part + 1;
              QuarantineFile.forEach(
                  folder.quarantine(index, part), entry -> records.add(line(entry, number, route)));
            }
          }
          return records;
        });
  }

  private static QuarantinedRecord line(QuarantineEntry entry, int part, RecordRoute route) {
    String rule =
        route.apply(entry.record()) instanceof Outcome.Unmigratable stays ? stays.rule() : "";
    boolean passes = route.apply(entry.record()) instanceof Outcome.Migratable;
    return new QuarantinedRecord(
        entry.id(), entry.collection(), part, entry.reason(), rule, passes);
  }

  /**
   * Every part of the snapshot with what its receipt says.
   *
   * @throws Failure where there is no snapshot yet, or it is damaged
   */
  public List<CheckpointLine> checkpoints() {
    return FileFailure.told(() -> opened().list().stream().map(CheckpointLine::of).toList());
  }

  /**
   * Every part of the snapshot with why its receipt does not hold.
   *
   * @param environment has the secrets the plan refers to
   * @param progress takes the records looked after so far, and how many there are
   * @param say tells of a server that is slow to answer
   * @throws Failure where there is no snapshot yet, or it is damaged
   */
  public List<CheckpointLine> verifiedCheckpoints(
      Map<String, String> environment, BiConsumer<Long, Long> progress, Consumer<String> say) {
    return FileFailure.told(
        () -> {
          Checkpoints checkpoints = opened();
          try (ChromaServer target = target(environment, say)) {
            return checkpoints
                .verify(target, done -> progress.accept(done, checkpoints.records()))
                .stream()
                .map(CheckpointLine::of)
                .toList();
          }
        });
  }

  /**
   * The report as it would be written now.
   *
   * @param evidence of the gate that was opened last; empty where none was
   * @throws Failure where a file of the run is damaged
   */
  public OpenReport report(MigrationStatus status, Optional<EvidenceView> evidence) {
    return FileFailure.told(
        () -> {
          Plan inForce =
              kept.plan(status.planDigest())
                  .orElseThrow(
                      () ->
                          Failure.data(
                              folder.plan()
                                  + " is not the plan the migration goes by; set RUNBOOK_HOME to"
                                  + " where its worker has it",
                              null));
          Report report =
              new ReportComposer(folder, inForce)
                  .compose(status, evidence.orElse(null), Instant.now());
          return new OpenReport(report.json(), report.markdown(), report.html());
        });
  }

  private Checkpoints opened() {
    if (!Snapshot.sealed(folder.snapshot())) {
      throw Failure.refused(
          "The migration "
              + id
              + " has no snapshot yet, and so no checkpoints; see "
              + RunbookCommand.of("status", id));
    }
    return new Checkpoints(id, folder);
  }

  private ChromaServer target(Map<String, String> environment, Consumer<String> say) {
    Plan plan = Runs.plans(folder).get(0);
    return new PatientConnector<>(ChromaServers::toRead, PATIENCE, say)
        .connect(new ServerAddresses(new Secrets(environment::get)).target(plan));
  }
}
