package io.chromarunbook.stack;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Starts processes that outlive us and our terminal. */
final class DetachedProcess {
  static final File NOTHING = new File("/dev/null");

  /**
   * The child writes its pid itself, before it becomes the server: so it can be found even if we
   * die right now.
   */
  private static final String ANNOUNCE =
      "echo $$ > \"$0.next\" && mv \"$0.next\" \"$0\" && exec \"$@\"";

  private final SearchPath path;

  DetachedProcess(SearchPath path) {
    this.path = path;
  }

  Process start(List<String> command, Map<String, String> environment, ServerFiles files) {
    List<String> whole = new ArrayList<>(ownSession());
    whole.addAll(List.of("sh", "-c", ANNOUNCE, files.pidFile().toString()));
    whole.addAll(command);
    ProcessBuilder builder = new ProcessBuilder(whole);
    builder.environment().keySet().retainAll(environment.keySet());
    builder.environment().putAll(environment);
    try {
      OwnersFiles.directories(files.data());
      return builder
          .directory(files.directory().toFile())
          .redirectErrorStream(true)
          .redirectInput(ProcessBuilder.Redirect.from(NOTHING))
          .redirectOutput(
              ProcessBuilder.Redirect.appendTo(OwnersFiles.present(files.log()).toFile()))
          .start();
    } catch (IOException e) {
      throw new StackException(
          "Cannot start "
              + command.get(0)
              + " in "
              + files.directory()
              + ": "
              + e.getMessage()
              + ".",
          e);
    }
  }

  /** A terminal sends Ctrl-C to its own session only. */
  private List<String> ownSession() {
    Optional<Path> setsid = path.find("setsid");
    if (setsid.isPresent()) {
      return List.of(setsid.get().toString());
    }
    return path.find("perl")
        .map(perl -> List.of(perl.toString(), "-e", "use POSIX; POSIX::setsid(); exec @ARGV"))
        .orElse(List.of());
  }
}
