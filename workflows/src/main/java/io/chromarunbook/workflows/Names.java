package io.chromarunbook.workflows;

/** Names shared by everything that speaks to Temporal about a migration. */
public final class Names {

  /** Workflows and light activities. */
  public static final String TASK_QUEUE = "runbook";

  /** Activities that move or compare records. */
  public static final String DATA_TASK_QUEUE = "runbook-data";

  /** The memo of a run with the id of the home it was started in. */
  public static final String HOME_MEMO = "home";

  /** The column of Temporal's list of runs that says in which state one is. */
  public static final String STATE_COLUMN = "RunbookState";

  /** The column that says at which step. */
  public static final String STEP_COLUMN = "RunbookStep";

  private static final String DRY_RUN = "/dry-run/";

  private Names() {}

  /** The workflow that copies all collections. */
  public static String copy(String migration) {
    return migration + "/copy";
  }

  /** The workflow that copies one collection. */
  public static String copy(String migration, String collection) {
    return copy(migration) + "/" + collection;
  }

  /** The n-th dry-run, from 1, that spends no id. */
  public static String dryRun(String migration, int number) {
    return migration + DRY_RUN + number;
  }

  /** Whether this is the id of a dry-run of its own. */
  public static boolean isDryRun(String id) {
    return id.contains(DRY_RUN);
  }

  /** The migration a dry-run is one of; the id itself where it is none. */
  public static String migrationOf(String id) {
    int at = id.indexOf(DRY_RUN);
    return at < 0 ? id : id.substring(0, at);
  }
}
