package io.chromarunbook.starter.demo;

import io.chromarunbook.chroma.ChromaException;
import io.chromarunbook.chroma.ChromaServer;
import io.chromarunbook.chroma.ChromaServers;
import io.chromarunbook.chroma.CollectionInfo;
import io.chromarunbook.chroma.Neighbour;
import io.chromarunbook.chroma.ServerAddress;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * The demo's client application: asks the server its file names the same question once a second and
 * logs who answered. It reads the file when it starts, as most applications do, so a cutover must
 * switch the file and restart it.
 */
public final class DemoClient {

  private static final int NEIGHBOURS = 3;

  private final DemoFolder folder;
  private final Path config;

  /** Reads this file. */
  public DemoClient(Path config) {
    this.config = config.toAbsolutePath();
    this.folder = new DemoFolder(this.config.getParent());
  }

  /** Asks until the process is ended. */
  public int run() {
    String url = url();
    CorpusCollection asked = Corpus.load().collections().get(0);
    float[] question = question(asked);
    Runtime.getRuntime().addShutdownHook(new Thread(this::forgetPid, "forget-pid"));
    rememberPid();
    while (true) {
      ask(url, asked.name(), question);
    }
  }

  private String url() {
    Properties properties = new Properties();
    try (Reader reader = Files.newBufferedReader(config, StandardCharsets.UTF_8)) {
      properties.load(reader);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + config, e);
    }
    return properties.getProperty("url");
  }

  private static float[] question(CorpusCollection collection) {
    try (Stream<CorpusRecord> records = collection.records()) {
      return records.findFirst().orElseThrow().embedding();
    }
  }

  private void ask(String url, String name, float[] question) {
    try (ChromaServer server = ChromaServers.connect(ServerAddress.at(url))) {
      CollectionInfo collection = server.collection(name).orElse(null);
      while (collection != null) {
        List<Neighbour> nearest = server.query(collection, List.of(question), NEIGHBOURS).get(0);
        log(
            "answer from %s (%s): %d neighbours, nearest %s"
                .formatted(
                    url,
                    server.version().version(),
                    nearest.size(),
                    nearest.isEmpty() ? "none" : nearest.get(0).id()));
        rest();
      }
      log("no collection " + name + " at " + url);
    } catch (ChromaException e) {
      log("no answer from " + url + ": " + e.getMessage());
    }
    rest();
  }

  private void log(String line) {
    try {
      Files.writeString(
          folder.clientLog(),
          Instant.now().truncatedTo(ChronoUnit.MILLIS) + " " + line + "\n",
          StandardCharsets.UTF_8,
          StandardOpenOption.CREATE,
          StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + folder.clientLog(), e);
    }
  }

  private void rememberPid() {
    try {
      Files.writeString(folder.clientPid(), ProcessHandle.current().pid() + "\n");
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + folder.clientPid(), e);
    }
  }

  private void forgetPid() {
    try {
      Files.deleteIfExists(folder.clientPid());
    } catch (IOException e) {
      // The next client writes its own.
    }
  }

  private static void rest() {
    try {
      TimeUnit.SECONDS.sleep(1);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }
}
