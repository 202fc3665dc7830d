package io.chromarunbook.workflows.status;

import io.chromarunbook.workflows.text.ShellWords;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Commands as people type them. The one place that knows what the program is called. */
public final class RunbookCommand {

  /** The program, as it is typed in the directory it lies in. */
  public static final String PROGRAM = "./runbook";

  /** Stands where a person must put a name of their own. */
  public static final String ANYBODY = "NAME";

  private RunbookCommand() {}

  /** The command of these words; each is quoted where a shell would read it otherwise. */
  public static String of(String... words) {
    return PROGRAM + " " + ShellWords.quoted(List.of(words));
  }

  /** The command that does an action. */
  public static String of(NextAction action) {
    String id = action.migration();
    Map<String, String> arguments = action.arguments();
    List<String> words = new ArrayList<>();
    switch (action.verb()) {
      case EVIDENCE -> words.addAll(List.of("evidence", id));
      case APPROVE -> {
        words.addAll(List.of("approve", id));
        option(words, arguments, "gate");
        option(words, arguments, "role");
        by(words, action);
        option(words, arguments, "evidence");
      }
      case DECIDE -> {
        words.addAll(List.of("decide", id, arguments.get("choice")));
        by(words, action);
      }
      case CONFIRM -> {
        words.addAll(List.of("confirm", id));
        option(words, arguments, "action");
        by(words, action);
      }
      case RESUME -> {
        words.addAll(List.of("resume", id));
        by(words, action);
      }
      case ROLLBACK -> {
        words.addAll(List.of("rollback", id));
        by(words, action);
        option(words, arguments, "accept-loss");
        option(words, arguments, "accept-source");
      }
      case CLOSE -> {
        words.addAll(List.of("close", id));
        by(words, action);
      }
      case REPORT -> words.addAll(List.of("report", id));
      case PUT_BACK -> words.addAll(List.of("put-back", id));
      case WATCH -> words.addAll(List.of("status", id, "--watch"));
    }
    return of(words.toArray(String[]::new));
  }

  private static void by(List<String> words, NextAction action) {
    words.add("--by");
    words.add(action.people().stream().findFirst().orElse(ANYBODY));
  }

  private static void option(List<String> words, Map<String, String> arguments, String name) {
    if (arguments.containsKey(name)) {
      words.add("--" + name);
      words.add(arguments.get(name));
    }
  }
}
