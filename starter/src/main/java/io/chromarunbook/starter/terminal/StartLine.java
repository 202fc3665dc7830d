package io.chromarunbook.starter.terminal;

import io.chromarunbook.workflows.status.RunbookCommand;
import java.util.ArrayList;
import java.util.List;

/**
 * The command that starts a migration, as a person types it.
 *
 * @param planFile what stands for it where it is not known is {@link #ANY_PLAN}
 * @param replaces the migration whose collections make room; empty where none's do
 * @param by who starts it; empty where nobody says so
 */
public record StartLine(String planFile, String id, String replaces, String by) {

  /** Stands where a person must put the file of a plan. */
  public static final String ANY_PLAN = "PLAN";

  /** For a plan and an id, with nothing else. */
  public static StartLine of(String planFile, String id) {
    return new StartLine(planFile.isEmpty() ? ANY_PLAN : planFile, id, "", "");
  }

  /** The same under another id. */
  public StartLine under(String otherId) {
    return new StartLine(planFile, otherId, replaces, by);
  }

  /** The same with room made by this migration's collections; none's where it is empty. */
  public StartLine replacing(String migration) {
    return new StartLine(planFile, id, migration, by);
  }

  /** The same by this person; by nobody in particular where it is empty. */
  public StartLine by(String person) {
    return new StartLine(planFile, id, replaces, person);
  }

  /** What to type. */
  public String command() {
    return RunbookCommand.of(words().toArray(String[]::new));
  }

  /** What to type for a dry-run of it. */
  public String dryRun() {
    List<String> words = words();
    words.add("--dry-run");
    return RunbookCommand.of(words.toArray(String[]::new));
  }

  private List<String> words() {
    List<String> words = new ArrayList<>(List.of("start", planFile, "--id", id));
    if (!replaces.isEmpty()) {
      words.addAll(List.of("--replaces", replaces));
    }
    if (!by.isEmpty()) {
      words.addAll(List.of("--by", by));
    }
    return words;
  }
}
