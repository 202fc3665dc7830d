package io.chromarunbook.activities.served;

import io.chromarunbook.activities.run.Attempt;
import io.chromarunbook.activities.run.CopiedSource;
import io.chromarunbook.activities.run.DurableFile;
import io.chromarunbook.activities.run.OpenRun;
import io.chromarunbook.activities.run.PrivateFiles;
import io.chromarunbook.activities.run.RunFolder;
import io.chromarunbook.directory.ChromaDirectory;
import io.chromarunbook.directory.CopyMending;
import io.chromarunbook.directory.NotChromaException;
import io.chromarunbook.directory.OpenBy;
import io.chromarunbook.directory.ReleaseFamily;
import io.chromarunbook.directory.SqliteTriggers;
import io.chromarunbook.directory.TreeHash;
import io.chromarunbook.directory.UnfitDirectoryException;
import io.chromarunbook.workflows.steps.FailureKind;
import io.chromarunbook.workflows.text.Printable;
import io.chromarunbook.workflows.text.Sentence;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The copy of a source that is a directory. The original is only ever read: whatever opens it may
 * change it, so that a server is given the copy.
 */
public final class SourceCopy {

  private static final int TRIES_WHILE_WRITTEN_TO = 10;

  private final OpenRun run;
  private final Attempt attempt;
  private final RunFolder folder;
  private final Path original;

  /** The copy of this run's source. */
  public SourceCopy(OpenRun run, Attempt attempt) {
    this.run = run;
    this.attempt = attempt;
    this.folder = run.folder();
    this.original = Path.of(run.plan().source().directory());
  }

  /**
   * Serves it, and makes it where there is none.
   *
   * @return where
   * @throws io.temporal.failure.ApplicationFailure of kind REFUSED where the original cannot be
   *     copied as it is
   */
  public URI serve() {
    make();
    return run.directories().serve(run.servedSource());
  }

  /**
   * Makes it where there is none.
   *
   * @throws io.temporal.failure.ApplicationFailure of kind REFUSED where the original cannot be
   *     copied as it is
   */
  private void make() {
    if (!Files.exists(folder.sourceCopyNote())) {
      copy();
    }
  }

  /** Makes it anew where the original is not as it was copied; whether it was made. */
  public boolean renew() {
    requireStill();
    if (hash(original).equals(CopiedSource.of(folder).treeHash())) {
      return false;
    }
    run.directories().end(run.servedSource());
    copy();
    return true;
  }

  /** What keeps the copy from being what the original is; nothing where it is. */
  public Optional<String> difference() {
    if (live()) {
      return writtenSince();
    }
    List<String> open = open();
    if (!open.isEmpty()) {
      return Optional.of(opened(open));
    }
    CopiedSource copied = CopiedSource.of(folder);
    return hash(original).equals(copied.treeHash())
        ? Optional.empty()
        : Optional.of(
            original
                + " is not as it was copied at "
                + copied.at()
                + ": somebody has written to it since");
  }

  /** Files of one that is open may change while its records stand still. */
  private Optional<String> writtenSince() {
    CopiedSource copied = CopiedSource.of(folder);
    try {
      return originalTriggers().lastWrite() == copied.lastWrite()
          ? Optional.empty()
          : Optional.of(original + " was written to after it was copied at " + copied.at());
    } catch (SQLException | NotChromaException e) {
      return Optional.of(original + " cannot be read: " + e.getMessage());
    }
  }

  /** Those that freeze a directory which an application has open. */
  public SqliteTriggers originalTriggers() {
    return new SqliteTriggers(ChromaDirectory.database(original));
  }

  /** Those that freeze what is served. */
  public SqliteTriggers triggers() {
    return new SqliteTriggers(ChromaDirectory.database(folder.sourceCopy()));
  }

  /** Ends its server, and removes it; nothing where there is none. */
  public void remove() {
    // Without a note no server was started over it, and it may be half a copy.
    if (Files.exists(folder.sourceCopyNote())) {
      run.directories().end(run.servedSource());
    }
    try {
      FolderRemoval.of(folder.sourceCopy());
      Files.deleteIfExists(folder.sourceCopyNote());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What was put right in it. */
  public List<String> mended() {
    return CopiedSource.of(folder).mended();
  }

  private void copy() {
    ReleaseFamily family = family();
    String release = release(family);
    requireStill();
    try {
      Files.deleteIfExists(folder.sourceCopyNote());
      OneMoment copied = ofOneMoment();
      long lastWrite = triggers().lastWrite();
      List<String> mended = CopyMending.of(folder.sourceCopy(), family);
      DurableFile.writeJson(
          folder.sourceCopyNote(),
          new CopiedSource(
              original.toString(),
              copied.treeHash(),
              release,
              copied.bytes(),
              lastWrite,
              mended,
              Instant.now()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (SQLException e) {
      throw refused("the copy of " + original + " cannot be read: " + e.getMessage());
    }
  }

  /** Files that were copied while none of them changed. */
  private record OneMoment(String treeHash, long bytes) {}

  private OneMoment ofOneMoment() throws IOException {
    int most = live() ? TRIES_WHILE_WRITTEN_TO : 1;
    for (int tried = 1; tried <= most; tried++) {
      try {
        String before = TreeHash.of(original);
        long bytes = copyFiles();
        if (TreeHash.of(folder.sourceCopy()).equals(before)) {
          return new OneMoment(before, bytes);
        }
      } catch (NoSuchFileException e) {
        // An application that has it open makes files and removes them.
        if (!live()) {
          throw e;
        }
      }
    }
    throw refused(
        original + " changed while it was copied; stop whatever writes to it, and start again");
  }

  /** How many bytes. */
  private long copyFiles() throws IOException {
    FolderRemoval.of(folder.sourceCopy());
    PrivateFiles.directories(folder.sourceCopy());
    DirectoryCopy copy = DirectoryCopy.of(original, folder.sourceCopy(), attempt);
    requireRoom(copy.bytes());
    copy.make();
    return copy.bytes();
  }

  private boolean live() {
    return run.plan().source().isLive();
  }

  private static String hash(Path directory) {
    try {
      return TreeHash.of(directory);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String release(ReleaseFamily family) {
    return family
        .servedBestBy()
        .orElseThrow(
            () ->
                refused(
                    original
                        + " was made by a Chroma before 0.4, which no release here opens; open it"
                        + " with 0.4.24 and chroma-migrate first"));
  }

  private ReleaseFamily family() {
    try {
      return ChromaDirectory.family(original);
    } catch (UnfitDirectoryException e) {
      throw refused(Sentence.within(e.getMessage()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void requireStill() {
    if (live()) {
      return;
    }
    List<String> open = open();
    if (!open.isEmpty()) {
      throw refused(opened(open));
    }
  }

  private String opened(List<String> processes) {
    return original
        + " is open in "
        + String.join(", ", processes)
        + ", so it may change while it is read; stop that, and start again";
  }

  private List<String> open() {
    try {
      return OpenBy.processes(original).known().stream()
          .map(
              process ->
                  "process " + process.pid() + " (" + Printable.of(process.command(), 60) + ")")
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void requireRoom(long bytes) throws IOException {
    long free = Files.getFileStore(folder.served()).getUsableSpace();
    if (free < bytes + bytes / 10) {
      throw refused(
          String.format(
              Locale.ROOT,
              "%s has %,d MB, and a copy of %s needs %,d MB; make room there, or choose another"
                  + " RUNBOOK_HOME",
              folder.served(),
              free / 1_000_000,
              original,
              (bytes + bytes / 10) / 1_000_000 + 1));
    }
  }

  private static RuntimeException refused(String message) {
    return FailureKind.REFUSED.failure(message + ".", null);
  }
}
