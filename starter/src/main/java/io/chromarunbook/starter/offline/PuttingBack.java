package io.chromarunbook.starter.offline;

import io.chromarunbook.activities.frontdoor.FreezeProbe;
import io.chromarunbook.activities.leftbehind.LeftBehindFile;
import io.chromarunbook.activities.leftbehind.LeftBehindHeader;
import io.chromarunbook.activities.leftbehind.LeftBehindHeader.Standing;
import io.chromarunbook.activities.putback.PutBack;
import io.chromarunbook.activities.putback.PutBackCounts;
import io.chromarunbook.activities.putback.PutBackDocument;
import io.chromarunbook.activities.putback.PutBackLine;
import io.chromarunbook.activities.putback.ReplacedRecords;
import io.chromarunbook.activities.putback.SourceServer;
import io.chromarunbook.activities.putback.SourceWrites;
import io.chromarunbook.activities.report.WrittenReport;
import io.chromarunbook.activities.run.EarlierFiles;
import io.chromarunbook.activities.run.FileMutex;
import io.chromarunbook.activities.run.NotWrittenException;
import io.chromarunbook.activities.run.PatientConnector;
import io.chromarunbook.activities.run.RunbookHome;
import io.chromarunbook.activities.run.Secrets;
import io.chromarunbook.activities.run.ServerAddresses;
import io.chromarunbook.activities.run.ServerConnector;
import io.chromarunbook.activities.snapshot.Inventory;
import io.chromarunbook.chroma.ChromaException;
import io.chromarunbook.chroma.ChromaServers;
import io.chromarunbook.chroma.CollectionInfo;
import io.chromarunbook.chroma.ProbedServer;
import io.chromarunbook.chroma.RefilledServer;
import io.chromarunbook.chroma.ServerAddress;
import io.chromarunbook.starter.outcome.Failure;
import io.chromarunbook.workflows.plan.ServerPlan;
import io.temporal.failure.ApplicationFailure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Brings what a rollback left behind to the source, without Temporal and without a worker. */
public final class PuttingBack {

  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final String INTERRUPTED =
      " When it answers again, run the same command: it goes on.";

  private final RolledBackRun run;
  private final ServerConnector<RefilledServer> connector;
  private final ServerAddresses addresses;
  private final RecordsListener listener;

  private PuttingBack(
      RolledBackRun run,
      ServerConnector<RefilledServer> connector,
      Secrets secrets,
      RecordsListener listener) {
    this.run = run;
    this.connector = connector;
    this.addresses = new ServerAddresses(secrets);
    this.listener = listener;
  }

  /**
   * For a run of this home.
   *
   * @param environment has the secrets the plan refers to
   * @param say tells of a server that is slow to answer
   * @throws Failure where this home has no such run, it is another home's, or it has not ended in a
   *     rollback
   */
  public static PuttingBack of(
      RunbookHome home,
      String id,
      Map<String, String> environment,
      RecordsListener listener,
      Consumer<String> say) {
    return reading(
        () ->
            new PuttingBack(
                takesRecords(id, RolledBackRun.of(home, id)),
                new PatientConnector<>(ChromaServers::toRefill, PATIENCE, say),
                new Secrets(environment::get),
                listener));
  }

  private static RolledBackRun takesRecords(String id, RolledBackRun run) {
    if (run.plan().source().snapshot() != null) {
      throw Failure.refused(
          "The source of the migration %s is the snapshot %s, which takes no records; what is left at the target can only be brought to the server that applications use, by hand"
              .formatted(id, run.plan().source().snapshot()));
    }
    return run;
  }

  /** Whether there can be anything to put back: before a switch nobody writes at the target. */
  public boolean nothingToDo() {
    return !run.switched() && !run.read();
  }

  /**
   * Says what would become of each record, and changes nothing.
   *
   * @param shown takes it while the document it names is there
   * @throws Failure in one sentence
   */
  public void look(Consumer<PutBackResult> shown) {
    reading(
        () -> {
          Path document = temporary();
          try {
            shown.accept(look(document));
          } finally {
            remove(document);
          }
          return null;
        });
  }

  private static Path temporary() {
    try {
      return Files.createTempFile("put-back", ".json");
    } catch (IOException e) {
      Path directory = Path.of(System.getProperty("java.io.tmpdir"));
      throw new UncheckedIOException(
          new NotWrittenException(directory.resolve("put-back.json"), 0, e));
    }
  }

  private static void remove(Path document) {
    try {
      Files.deleteIfExists(document);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private PutBackResult look(Path document) {
    LeftBehindFile file = run.leftBehind();
    List<LeftBehindFile> earlier = run.earlier();
    try (RefilledServer source = connect(addresses.source(run.plan()))) {
      PutBack putBack = putBack(file, source);
      Optional<String> frozen = frozen(file.header(), source);
      PutBackTally tally = new PutBackTally();
      try (PutBackDocument written = document(document, file, null)) {
        putBack.assess(file, earlier, heard("looked at", file, written, tally));
        written.publish(null);
        return result(file.header(), tally, frozen, written.counts(), document);
      }
    }
  }

  /**
   * Does it, and keeps what came of each record in the run's folder.
   *
   * @param by who orders it
   * @param deletions how many records this person agrees to have deleted at the source
   * @throws Failure in one sentence; before anything is written where it is refused
   */
  @SuppressWarnings("try") // others are kept out while the lock is open
  public PutBackResult apply(String by, long deletions) {
    return reading(
        () -> {
          run.requireAuthority(by);
          try (FileMutex alone = lock()) {
            LeftBehindFile file = run.leftBehind();
            List<LeftBehindFile> earlier = run.earlier();
            requireAgreed(file.header(), deletions);
            try (RefilledServer source = connect(addresses.source(run.plan()))) {
              PutBack putBack = putBack(file, source);
              frozen(file.header(), source).ifPresent(this::refuse);
              return apply(file, earlier, by, putBack, new SourceServer(source));
            }
          }
        });
  }

  private FileMutex lock() {
    return FileMutex.takeIfFree(run.folder().putBackLock())
        .orElseThrow(
            () ->
                Failure.refused(
                    "Somebody else puts records of this run back at this moment; wait until that"
                        + " has ended"));
  }

  private PutBack putBack(LeftBehindFile file, RefilledServer source) {
    return new PutBack(
        run.snapshotOf(file.header()),
        run.planOf(file.header()),
        Inventory.read(run.folder().frozenInventory()),
        new SourceServer(source),
        ReplacedRecords.read(run.folder().putBackReplacing()));
  }

  private PutBackResult apply(
      LeftBehindFile file,
      List<LeftBehindFile> earlier,
      String by,
      PutBack putBack,
      SourceWrites writes) {
    Path path = run.folder().putBack();
    PutBackTally tally = new PutBackTally();
    try (PutBackDocument document = document(path, file, by)) {
      try {
        putBack.apply(file, earlier, writes, heard("put back", file, document, tally));
      } catch (ChromaException | ApplicationFailure e) {
        EarlierFiles.keep(path, run.folder()::putBack);
        document.publish(e.getMessage());
        new WrittenReport(run.folder()).rewrite(Instant.now());
        throw e;
      }
      EarlierFiles.keep(path, run.folder()::putBack);
      document.publish(null);
      new WrittenReport(run.folder()).rewrite(Instant.now());
      return result(file.header(), tally, Optional.empty(), document.counts(), path);
    }
  }

  private PutBackDocument document(Path path, LeftBehindFile file, String by) {
    return new PutBackDocument(
        path,
        file.header(),
        new PutBackDocument.Order(by, Instant.now(), named(run.plan().source())));
  }

  private Consumer<PutBackLine> heard(
      String what, LeftBehindFile file, PutBackDocument document, PutBackTally tally) {
    long records = file.header().records();
    long[] done = {0};
    return line -> {
      document.add(line);
      tally.add(line);
      // Those of earlier readings come on top.
      listener.done(what, Math.min(++done[0], records), records);
    };
  }

  private PutBackResult result(
      LeftBehindHeader header,
      PutBackTally tally,
      Optional<String> frozen,
      PutBackCounts counts,
      Path document) {
    return new PutBackResult(
        named(run.plan().source()),
        header.target(),
        header.readAt(),
        header.records(),
        deletable(header),
        tally.groups(),
        run.mayOrder(),
        header.others(),
        frozen,
        counts.notAtSource(),
        document);
  }

  private static void requireAgreed(LeftBehindHeader header, long deletions) {
    long wanted = deletable(header);
    if (deletions != wanted) {
      throw Failure.refused(
          "%,d records are gone from the target and would be deleted at the source, and %,d were agreed to; look at them first, then agree with --deletions %d"
              .formatted(wanted, deletions, wanted));
    }
  }

  /** Of a collection that is gone or another one, nobody can tell what was to be deleted. */
  private static long deletable(LeftBehindHeader header) {
    return header.collections().stream()
        .filter(collection -> collection.standing() == Standing.THERE)
        .mapToLong(LeftBehindHeader.Collection::gone)
        .sum();
  }

  /** Why the source takes no writes by the way applications take; empty where it takes them. */
  private Optional<String> frozen(LeftBehindHeader header, RefilledServer source) {
    Optional<CollectionInfo> collection =
        header.collections().stream()
            .flatMap(each -> source.collection(each.source()).stream())
            .findFirst();
    if (collection.isEmpty()) {
      return Optional.empty();
    }
    if (run.plan().source().frontDoor() == null) {
      return FreezeProbe.refusal(source, collection.get());
    }
    try (ProbedServer door = connect(addresses.frontDoor(run.plan()))) {
      return FreezeProbe.refusal(door, collection.get());
    }
  }

  private void refuse(String how) {
    throw Failure.refused(
        "The source %s refuses writes (%s), so nothing was put back; let it take writes again, then run the same command"
            .formatted(named(run.plan().source()), how));
  }

  private RefilledServer connect(ServerAddress address) {
    return connector.connect(address);
  }

  private static String named(ServerPlan source) {
    return source.url() + ", " + source.tenant() + "/" + source.database();
  }

  /** Turns what goes wrong into a sentence and an exit code. */
  private static <T> T reading(Supplier<T> work) {
    try {
      return FileFailure.told(work);
    } catch (ChromaException e) {
      if (e.kind().transientFault()) {
        throw Failure.unreachable(e.getMessage() + INTERRUPTED, e);
      }
      if (e.kind() == ChromaException.Kind.READ_ONLY) {
        throw Failure.refused(
            e.getMessage() + " Let the source take writes again, then run the same command.");
      }
      throw e;
    }
  }
}
