package io.chromarunbook.stack;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/** The front doors of a stack; whoever calls holds the lock for changes. */
final class StackGates {

  /** A door lets requests under way end. */
  private static final Duration GRACE = Duration.ofSeconds(40);

  private static final int TOKEN_BYTES = 32;

  private final Path home;
  private final Map<String, String> environment;
  private final StackListener listener;
  private final StateFile stateFile;

  StackGates(
      Path home, Map<String, String> environment, StackListener listener, StateFile stateFile) {
    this.home = home;
    this.environment = environment;
    this.listener = listener;
    this.stateFile = stateFile;
  }

  /** A door that answers, in the mode it had; started where it does not live. */
  GateEntry before(String name, String source, List<String> command) {
    ServerFiles files = files(name);
    Path token = token(files);
    GateEntry recorded = stateFile.read().gates().get(name);
    if (recorded != null && !recorded.source().equals(source)) {
      end(name);
      recorded = null;
    }
    new ServerStart(
            name,
            "a front door",
            files,
            List.of(),
            List.of(0, 0),
            environment,
            ports -> commandLine(command, source, ports, token, files),
            ports -> url(ports, 0),
            ports -> Http.answers(url(ports, 1) + "/healthz"),
            (ports, process) ->
                stateFile.update(
                    state ->
                        state.withGate(
                            name,
                            new GateEntry(
                                url(ports, 0),
                                url(ports, 1),
                                token.toString(),
                                source,
                                command,
                                process))))
        .ensure(recorded == null ? null : recorded.process(), listener);
    return stateFile.read().gates().get(name);
  }

  /** Ends it, and takes it off the record. */
  void end(String name) {
    GateEntry recorded = stateFile.read().gates().get(name);
    if (recorded != null) {
      if (Ending.ofRecorded(files(name), recorded.process(), GRACE)) {
        listener.stopped(name);
      }
      stateFile.update(state -> state.withoutGate(name));
    }
  }

  private static List<String> commandLine(
      List<String> command, String source, List<Integer> ports, Path token, ServerFiles files) {
    List<String> whole = new ArrayList<>(command);
    whole.addAll(List.of("--source", source));
    whole.addAll(List.of("--listen", "127.0.0.1:" + ports.get(0)));
    whole.addAll(List.of("--admin", "127.0.0.1:" + ports.get(1)));
    whole.addAll(List.of("--token-file", token.toString()));
    whole.addAll(List.of("--state", files.data().toString()));
    return whole;
  }

  private static String url(List<Integer> ports, int which) {
    return "http://127.0.0.1:" + ports.get(which);
  }

  private ServerFiles files(String name) {
    return ServerFiles.of(home, "gate-" + name);
  }

  /** The same one for as long as the door's directory is there. */
  private static Path token(ServerFiles files) {
    Path file = files.directory().resolve("token");
    try {
      OwnersFiles.directories(files.data());
      if (!Files.exists(file) || Files.size(file) == 0) {
        byte[] random = new byte[TOKEN_BYTES];
        new SecureRandom().nextBytes(random);
        try (FileChannel channel = OwnersFiles.rewrite(file)) {
          channel.write(
              ByteBuffer.wrap(
                  (HexFormat.of().formatHex(random) + "\n").getBytes(StandardCharsets.UTF_8)));
          channel.force(true);
        }
      }
      return file;
    } catch (IOException e) {
      throw new StackException(
          "Cannot write " + file + " (" + e.getMessage() + "); make it writable.", e);
    }
  }
}
