package io.chromarunbook.starter.bench;

import io.chromarunbook.chroma.ChromaServers;
import io.chromarunbook.chroma.CollectionInfo;
import io.chromarunbook.chroma.ServerAddress;
import io.chromarunbook.chroma.WritableServer;
import io.chromarunbook.stack.ChromaRelease;
import io.chromarunbook.stack.LocalStack;
import io.chromarunbook.stack.ServerEntry;
import io.chromarunbook.stack.StackListener;
import io.chromarunbook.starter.outcome.Failure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import java.util.stream.Stream;

/** Servers of one measurement, in a folder of their own; they and the folder go at its end. */
final class MeasurementServers implements AutoCloseable {

  private static final String TARGET = "target";

  private final Path folder;
  private final LocalStack stack;

  private MeasurementServers(Path folder, LocalStack stack) {
    this.folder = folder;
    this.stack = stack;
  }

  static MeasurementServers in(
      Path folder, StackListener listener, Map<String, String> environment) {
    return new MeasurementServers(folder, LocalStack.in(folder, listener, environment));
  }

  Path folder() {
    return folder;
  }

  LocalStack stack() {
    return stack;
  }

  ServerEntry server(String name, ChromaRelease release) {
    return stack.chroma(name, release);
  }

  ServerEntry emptyTarget() {
    return server(TARGET, ChromaRelease.V1_5);
  }

  /** Makes sure that as many records arrived as were to be moved. */
  static void requireArrived(ServerEntry target, long records, String mover) {
    try (WritableServer server = ChromaServers.toWrite(ServerAddress.at(target.url()))) {
      long found = 0;
      for (CollectionInfo collection : server.collections()) {
        found += server.count(collection);
      }
      if (found != records) {
        throw Failure.data(
            "The measurement is worth nothing: %s brought %,d of %,d records to the target."
                .formatted(mover, found, records),
            null);
      }
    }
  }

  /** Stops the servers; what they stored goes too. */
  @Override
  public void close() {
    stack.stop();
    remove(folder);
  }

  static void remove(Path folder) {
    if (!Files.exists(folder)) {
      return;
    }
    try (Stream<Path> everything = Files.walk(folder)) {
      for (Path each : everything.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(each);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot remove " + folder, e);
    }
  }
}
