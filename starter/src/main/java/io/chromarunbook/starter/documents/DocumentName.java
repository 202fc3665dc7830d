package io.chromarunbook.starter.documents;

import io.chromarunbook.workflows.plan.Role;

/** The documents there are, in the order in which a reader meets them. */
public enum DocumentName {
  INDEX("index", "where to find what: by role, by time, by task"),
  RUNBOOK("runbook", "everything, in the order of a migration"),
  SUMMARY("summary", "two pages for those who plan and approve"),
  COMMANDS("commands", "every command, to paste"),
  OPERATIONS_LEAD("operations-lead", "the page of the operations lead"),
  DBA("dba", "the page of the DBA"),
  TECHNICIAN("technician", "the page of whoever carries it out"),
  ON_CALL("on-call", "the page of whoever is called at night"),
  SECURITY("security", "the page of security"),
  NOTICES("notices", "what people are told, word by word");

  private final String fileName;
  private final String purpose;

  DocumentName(String fileName, String purpose) {
    this.fileName = fileName;
    this.purpose = purpose;
  }

  /** The file's name without its ending. */
  public String fileName() {
    return fileName;
  }

  /** What it is, in half a sentence. */
  public String purpose() {
    return purpose;
  }

  /** The page of a role. */
  static DocumentName of(Role role) {
    return valueOf(role.name());
  }
}
