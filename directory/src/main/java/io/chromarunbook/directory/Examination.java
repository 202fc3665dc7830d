package io.chromarunbook.directory;

import io.chromarunbook.directory.DirectoryPart.Kind;
import io.chromarunbook.directory.OpenedBy.OpenProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** One look at a directory, from its tables to a verdict on each collection. */
final class Examination {

  private static final Migrations NEWEST_KNOWN = new Migrations(10, 6, 2);

  /** Part of it; damaged pages end it early, and what the others found still counts. */
  @FunctionalInterface
  private interface Look {
    void look() throws SQLException, IOException;
  }

  private final Path directory;
  private final DatabaseFile database;
  private final OpenedBy openedBy;
  private final List<Fault> faults = new ArrayList<>();
  private final List<Finding> findings = new ArrayList<>();
  private final Map<StoredCollection, CollectionLog> logs = new LinkedHashMap<>();
  private final Map<String, Long> counts = new HashMap<>();
  private KeyLook keys;
  private LogFacts log = new LogFacts(0, 0, 0, 0, 0, false);
  private long freeBytes;

  Examination(Path directory, DatabaseFile database, OpenedBy openedBy) {
    this.directory = directory;
    this.database = database;
    this.openedBy = openedBy;
  }

  static Assessment ofBefore04(Path directory) throws IOException {
    return new Assessment(
        directory,
        ReleaseFamily.BEFORE_0_4,
        new Migrations(0, 0, 0),
        List.of(),
        List.of(),
        List.of(),
        FolderLook.parts(directory, Set.of()),
        new LogFacts(0, 0, 0, 0, 0, false),
        0,
        List.of(Fault.ofDirectory(FaultKind.UNSUPPORTED_RELEASE, 0, "its files are Parquet")),
        OpenBy.processes(directory),
        List.of());
  }

  Assessment whole() throws IOException, SQLException {
    // The check of all pages takes as long as all else; it has a core of its own.
    ExecutorService beside = Executors.newSingleThreadExecutor();
    try {
      return whole(beside.submit(this::integrity));
    } finally {
      beside.shutdownNow();
    }
  }

  private List<Fault> integrity() throws SQLException, IOException {
    try (DatabaseFile again = database.again()) {
      return new SoundnessLook(again).integrity();
    }
  }

  private static List<Fault> ended(Future<List<Fault>> integrity) throws SQLException, IOException {
    try {
      return integrity.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while the pages were checked", e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof SQLException sql) {
        throw sql;
      }
      throw new IOException(e.getCause());
    }
  }

  private Assessment whole(Future<List<Fault>> integrity) throws IOException, SQLException {
    Migrations migrations = Migrations.of(database);
    ReleaseFamily family = ReleaseFamily.of(migrations);
    CollectionTables tables = new CollectionTables(database);
    List<StoredCollection> stored = tables.collections();
    SoundnessLook soundness = new SoundnessLook(database);

    look(() -> faults.addAll(soundness.triggers()));
    look(() -> freeBytes = soundness.freeBytes());
    look(this::countRecords);
    look(() -> keys = KeyLook.in(database));
    look(() -> readLog(stored));
    look(() -> lookAtEach(stored, family));
    look(() -> faults.addAll(ended(integrity)));
    look(() -> lookAtDocuments(stored));
    Set<String> segments = new TreeSet<>();
    stored.forEach(each -> each.vectorSegment().ifPresent(segments::add));
    List<DirectoryPart> parts = FolderLook.parts(directory, segments);
    long orphans = orphans(parts);
    noteProcesses();
    note(migrations);

    faults.sort(Comparator.comparing((Fault fault) -> fault.kind().road()).reversed());
    List<AssessedCollection> assessed = new ArrayList<>();
    SettingsLook settings = new SettingsLook(database, family);
    for (StoredCollection each : stored) {
      assessed.add(assessed(each, settings.space(each)));
    }
    return new Assessment(
        directory,
        family,
        migrations,
        tables.tenants(),
        tables.databases(),
        new Verdicts(faults, family).on(assessed),
        parts,
        log,
        log.appliedBytes() + freeBytes + orphans,
        faults,
        openedBy,
        findings);
  }

  private void look(Look part) throws SQLException, IOException {
    try {
      part.look();
    } catch (SQLiteException e) {
      SQLiteErrorCode code = e.getResultCode();
      boolean damaged =
          code.name().startsWith("SQLITE_CORRUPT") || code.name().startsWith("SQLITE_IOERR");
      if (!damaged) {
        throw e;
      }
      if (faults.stream().noneMatch(fault -> fault.kind() == FaultKind.INTEGRITY_CHECK)) {
        faults.add(SoundnessLook.damage(e.getMessage()));
      }
    }
  }

  private void countRecords() throws SQLException {
    database.rows(
        "SELECT segment_id, count(*) FROM embeddings GROUP BY segment_id",
        row -> counts.put(row.getString(1), row.getLong(2)));
  }

  private void readLog(List<StoredCollection> stored) throws SQLException, IOException {
    for (StoredCollection each : stored) {
      IndexFolder index = IndexFolder.of(directory, each.vectorSegment().orElse("none"));
      logs.put(each, new CollectionLog(each, index));
    }
    LogTables entries = new LogTables(database);
    LogTally tally = new LogTally();
    entries.entries(
        stored,
        (collection, entry) -> {
          CollectionLog own = collection == null ? null : logs.get(collection);
          tally.add(entry, own != null && own.isPending(entry));
          if (own != null) {
            own.add(entry);
          }
        });
    log = tally.facts(entries.prunedByItself());
    if (!log.prunedByItself() && log.applied() > 0) {
      findings.add(
          new Finding(
              Finding.Kind.NEVER_PRUNED_LOG,
              log.appliedBytes(),
              String.format(
                  Locale.ROOT,
                  "the log was never pruned: %,d of %,d entries are needed by nothing",
                  log.applied(),
                  log.entries())));
    }
  }

  private void lookAtEach(List<StoredCollection> stored, ReleaseFamily family) throws SQLException {
    SettingsLook settings = new SettingsLook(database, family);
    NumberLook numbers = new NumberLook(database, family);
    long last = new LogTables(database).last();
    for (StoredCollection each : stored) {
      faults.addAll(settings.faults(each));
      faults.addAll(numbers.faults(each, last));
      if (logs.containsKey(each)) {
        faults.addAll(logs.get(each).faults());
        faults.addAll(VectorLook.faults(database, logs.get(each)));
      }
    }
  }

  private void lookAtDocuments(List<StoredCollection> stored) throws SQLException {
    DocumentLook documents = new DocumentLook(database, stored);
    faults.addAll(documents.notText());
    if (faults.stream().noneMatch(fault -> fault.kind() == FaultKind.FULL_TEXT_BROKEN)) {
      faults.addAll(documents.notIndexed());
    }
  }

  private long orphans(List<DirectoryPart> parts) {
    List<DirectoryPart> orphans =
        parts.stream().filter(part -> part.kind() == Kind.ORPHAN_INDEX).toList();
    if (!orphans.isEmpty()) {
      faults.add(Fault.ofDirectory(FaultKind.ORPHAN_FOLDER, orphans.size(), orphans.get(0).name()));
    }
    return orphans.stream().mapToLong(DirectoryPart::bytes).sum();
  }

  private void noteProcesses() {
    List<OpenProcess> processes = openedBy.known();
    if (!processes.isEmpty()) {
      OpenProcess first = processes.get(0);
      faults.add(
          Fault.ofDirectory(
              FaultKind.OPEN_BY_PROCESS,
              processes.size(),
              "process %d has %s open (%s)".formatted(first.pid(), first.file(), first.command())));
    }
    if (openedBy instanceof OpenedBy.NotTold) {
      findings.add(
          new Finding(
              Finding.Kind.PROCESSES_NOT_TOLD,
              0,
              "this system does not tell whether a process has it open"));
    }
    if (database.isCopy()) {
      findings.add(
          new Finding(
              Finding.Kind.READ_FROM_COPY, 0, "its tables were read from a copy with their log"));
    }
  }

  private void note(Migrations migrations) {
    if (freeBytes > 0) {
      findings.add(
          new Finding(
              Finding.Kind.FREE_PAGES, freeBytes, "pages of the database that hold nothing"));
    }
    if (migrations.sysdb() > NEWEST_KNOWN.sysdb()
        || migrations.metadb() > NEWEST_KNOWN.metadb()
        || migrations.embeddingsQueue() > NEWEST_KNOWN.embeddingsQueue()) {
      findings.add(
          new Finding(
              Finding.Kind.NEWER_THAN_KNOWN,
              0,
              "made by a release after 1.5.9 (" + migrations + "): only that one opens it"));
    }
  }

  private AssessedCollection assessed(StoredCollection stored, String space) {
    CollectionLog own = logs.get(stored);
    String segment = stored.metadataSegment().orElse("");
    return new AssessedCollection(
        stored.id(),
        stored.name(),
        counts.getOrDefault(segment, 0L),
        keys == null ? 0 : keys.documents(segment),
        stored.dimension(),
        space,
        stored.metadata(),
        keys == null ? List.of() : keys.keys(segment),
        own == null ? new IndexFacts("", false, -1, 0, "") : own.index().facts(),
        own == null ? 0 : own.pending(),
        new Verdict.OpensAsItIs(""));
  }
}
