package io.chromarunbook.gate.journal;

import io.chromarunbook.gate.mode.GateJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/**
 * The journal's files, to which lines are only ever added. Many writes share one sync: whoever asks
 * for one while another goes on finds its lines on the disk with the next.
 */
public final class Journal implements AutoCloseable {

  /** Of one file; then the next one is begun. */
  static final long FILE_BYTES = 16L * 1024 * 1024;

  /** Files that are kept; the oldest goes when one more is begun. */
  static final int FILES = 256;

  private final Path directory;
  private final Object syncing = new Object();
  private FileChannel channel;
  private long position;
  private long number;
  private long written;
  private volatile long synced;
  private long writes;
  private long answered;
  private long unknown;

  private Journal(Path directory) {
    this.directory = directory;
  }

  /** The journal below this directory of a door, which is made where it is missing. */
  public static Journal in(Path state) {
    Journal journal = new Journal(state.resolve("journal"));
    try {
      Files.createDirectories(
          journal.directory,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
      journal.number = JournalReader.lastNumber(journal.directory);
      journal.begin();
    } catch (IOException e) {
      throw new UncheckedIOException("The journal " + journal.directory + " cannot be opened.", e);
    }
    return journal;
  }

  /** Where the files are. */
  public Path directory() {
    return directory;
  }

  /**
   * Notes a write that is about to be passed on, and gives its number.
   *
   * @throws UncheckedIOException where the disk does not take it: then it must not be passed on
   */
  public synchronized long note(
      String operation, String collection, String server, String client, List<String> ids) {
    long own = ++number;
    append(
        new JournalEntry(
            own, Instant.now(), operation, collection, server, client, ids, null, null));
    writes++;
    return own;
  }

  /** Notes what came of a write; returns when the disk has both of its lines. */
  public void end(long own, Integer status, String outcome) {
    long mine;
    synchronized (this) {
      append(JournalEntry.end(own, status, outcome));
      mine = written;
      if (outcome.equals(JournalEntry.ANSWERED)) {
        answered++;
      } else {
        unknown++;
      }
    }
    sync(mine);
  }

  /** What is told of it. */
  public synchronized JournalFigures figures() {
    return new JournalFigures(true, writes, answered, unknown, directory.toString());
  }

  private void sync(long mine) {
    synchronized (syncing) {
      if (synced >= mine) {
        return;
      }
      FileChannel current;
      long upTo;
      synchronized (this) {
        current = channel;
        upTo = written;
      }
      try {
        current.force(false);
      } catch (IOException e) {
        throw new UncheckedIOException("The journal cannot be synced.", e);
      }
      synced = upTo;
    }
  }

  private void append(JournalEntry entry) {
    try {
      byte[] json = GateJson.MAPPER.writeValueAsBytes(entry);
      ByteBuffer line = ByteBuffer.allocate(json.length + 1).put(json).put((byte) '\n').flip();
      long length = line.remaining();
      while (line.hasRemaining()) {
        channel.write(line);
      }
      position += length;
      written += length;
      if (position >= FILE_BYTES) {
        channel.force(true);
        channel.close();
        begin();
      }
    } catch (IOException e) {
      throw new UncheckedIOException("The journal cannot be written.", e);
    }
  }

  /** A file that is full was synced as a whole, so that only the last one ever has to be. */
  private void begin() throws IOException {
    Path file = directory.resolve("writes-%019d.jsonl".formatted(number + 1));
    channel =
        FileChannel.open(
            file,
            Set.of(StandardOpenOption.CREATE, StandardOpenOption.APPEND),
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    position = channel.size();
    try (FileChannel folder = FileChannel.open(directory, StandardOpenOption.READ)) {
      folder.force(true);
    }
    List<Path> files = JournalReader.files(directory);
    for (Path old : files.subList(0, Math.max(0, files.size() - FILES))) {
      Files.delete(old);
    }
  }

  @Override
  public void close() throws IOException {
    synchronized (syncing) {
      synchronized (this) {
        channel.force(true);
        channel.close();
      }
    }
  }
}
