package io.chromarunbook.stack;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The Python interpreters of this machine. */
record Pythons(Map<String, String> environment) {
  private static final List<String> NAMES =
      List.of("python3", "python3.12", "python3.11", "python3.10", "python3.9", "python3.13");
  private static final String QUESTION =
      "import sys, importlib.util as u; "
          + "print(sys.version_info[0], sys.version_info[1], "
          + "'venv' if u.find_spec('venv') and u.find_spec('ensurepip') else 'bare')";

  /** A Python, its version and whether it can make virtual environments. */
  record Python(Path program, int major, int minor, boolean makesEnvironments) {
    boolean suits(Requirements requirements) {
      return major == 3 && minor >= Requirements.FIRST_MINOR && minor <= requirements.lastMinor();
    }

    private String describe() {
      return program + " (" + major + "." + minor + (makesEnvironments ? ")" : ", without venv)");
    }
  }

  /** The first that suits, or one sentence about what to install. */
  Python suitableFor(Requirements requirements) {
    List<Python> found = all();
    return found.stream()
        .filter(python -> python.suits(requirements) && python.makesEnvironments())
        .findFirst()
        .orElseThrow(() -> new StackException(complaint(requirements, found)));
  }

  List<Python> all() {
    List<Python> found = new ArrayList<>();
    candidates().forEach(program -> ask(program).ifPresent(found::add));
    return found;
  }

  private Stream<Path> candidates() {
    String named = environment.get("RUNBOOK_PYTHON");
    if (named != null && !named.isBlank()) {
      return Stream.of(Path.of(named));
    }
    SearchPath path = SearchPath.of(environment);
    return NAMES.stream().map(path::find).flatMap(Optional::stream);
  }

  private Optional<Python> ask(Path program) {
    return ShortCommand.output(List.of(program.toString(), "-I", "-c", QUESTION), environment)
        .map(answer -> answer.split(" ", -1))
        .filter(words -> words.length == 3)
        .map(
            words ->
                new Python(
                    program,
                    Integer.parseInt(words[0]),
                    Integer.parseInt(words[1]),
                    words[2].equals("venv")));
  }

  private static String complaint(Requirements requirements, List<Python> found) {
    String seen =
        found.isEmpty()
            ? "no python3 on the PATH"
            : "only " + String.join(", ", found.stream().map(Python::describe).toList());
    return String.format(
        "%s needs Python %s with its venv module and there is %s; install one (Debian and Ubuntu:"
            + " `apt install python3-venv`) or name it in RUNBOOK_PYTHON.",
        requirements.title(), requirements.supportedPythons(), seen);
  }
}
