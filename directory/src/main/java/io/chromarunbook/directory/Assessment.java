package io.chromarunbook.directory;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * What is in a Chroma directory.
 *
 * @param migrations what its family is told by
 * @param parts what takes room, the largest first
 * @param savedByCopy bytes that a copy of the records would not have: entries of the log that
 *     nothing needs, free pages, folders that belong to nothing
 * @param faults what is wrong, the worst first
 */
public record Assessment(
    Path path,
    ReleaseFamily releaseFamily,
    Migrations migrations,
    List<String> tenants,
    List<AssessedDatabase> databases,
    List<AssessedCollection> collections,
    List<DirectoryPart> parts,
    LogFacts log,
    long savedByCopy,
    List<Fault> faults,
    OpenedBy openedBy,
    List<Finding> findings) {

  /** What is to be done about it. */
  public enum Outcome {
    CLEAN,
    TO_DECIDE,
    DAMAGED
  }

  /** Copies. */
  public Assessment {
    tenants = List.copyOf(tenants);
    databases = List.copyOf(databases);
    collections = List.copyOf(collections);
    parts = List.copyOf(parts);
    faults = List.copyOf(faults);
    findings = List.copyOf(findings);
  }

  /** What is to be done about it, all in all. */
  public Outcome outcome() {
    if (faults.stream().anyMatch(Fault::losesData)) {
      return Outcome.DAMAGED;
    }
    boolean decide =
        faults.stream()
                .anyMatch(fault -> fault.breaks1x() || fault.kind() == FaultKind.OPEN_BY_PROCESS)
            || collections.stream()
                .anyMatch(each -> !(each.verdict() instanceof Verdict.OpensAsItIs));
    return decide ? Outcome.TO_DECIDE : Outcome.CLEAN;
  }

  /** What keeps 1.x from being given the directory as it is. */
  public List<Fault> faultsThatBreak1x() {
    return faults.stream().filter(Fault::breaks1x).toList();
  }

  /** What is wrong with one collection, or with all. */
  public Stream<Fault> faultsOf(AssessedCollection collection) {
    return faults.stream().filter(fault -> fault.concerns(collection));
  }

  /** All records. */
  public long records() {
    return collections.stream().mapToLong(AssessedCollection::records).sum();
  }

  /** All bytes. */
  public long bytes() {
    return parts.stream().mapToLong(DirectoryPart::bytes).sum();
  }
}
