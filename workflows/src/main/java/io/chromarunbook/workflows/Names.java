package io.chromarunbook.workflows;

/** Names shared by everything that speaks to Temporal about a migration. */
public final class Names {

  /** Workflows and light activities. */
  public static final String TASK_QUEUE = "runbook";

  /** Activities that move or compare records. */
  public static final String DATA_TASK_QUEUE = "runbook-data";

  /** The memo of a run with the id of the home it was started in. */
  public static final String HOME_MEMO = "home";

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
    return migration + "/dry-run/" + number;
  }
}
