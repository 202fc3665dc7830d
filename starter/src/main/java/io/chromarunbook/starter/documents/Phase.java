package io.chromarunbook.starter.documents;

/** When a command is typed. */
enum Phase {
  PRE_MIGRATION("pre-migration", "Pre-migration"),
  EXECUTION("execution", "Execution"),
  CUTOVER("cutover", "Cutover"),
  ROLLBACK("rollback", "Rollback"),
  POST_MIGRATION("post-migration", "Post-migration"),
  TROUBLESHOOTING("troubleshooting", "Troubleshooting"),
  CLEAN_UP("clean-up", "Clean-up");

  private final String anchor;
  private final String heading;

  Phase(String anchor, String heading) {
    this.anchor = anchor;
    this.heading = heading;
  }

  String anchor() {
    return anchor;
  }

  String heading() {
    return heading;
  }
}
