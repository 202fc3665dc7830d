package io.chromarunbook.stack;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** How this program is started again as another process. */
public final class OwnCommand {

  private static final String MAIN_CLASS = "io.chromarunbook.starter.Runbook";

  private final List<String> program;

  private OwnCommand(List<String> program) {
    this.program = List.copyOf(program);
  }

  /** By the launcher that started us; without one, as we were started. */
  public static OwnCommand in(Map<String, String> environment) {
    String launcher = environment.getOrDefault("RUNBOOK_LAUNCHER", "");
    return new OwnCommand(launcher.isEmpty() ? javaCommand() : List.of(launcher));
  }

  /** The command line with these arguments. */
  public List<String> with(String... arguments) {
    List<String> whole = new ArrayList<>(program);
    whole.addAll(List.of(arguments));
    return List.copyOf(whole);
  }

  private static List<String> javaCommand() {
    String classes =
        Stream.of(System.getProperty("java.class.path").split(File.pathSeparator, -1))
            .map(entry -> Path.of(entry).toAbsolutePath().toString())
            .collect(Collectors.joining(File.pathSeparator));
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    return List.of(java, "-Xmx512m", "-cp", classes, MAIN_CLASS);
  }
}
