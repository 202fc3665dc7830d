package io.chromarunbook.activities.checks;

/** The only reasons for which a check does not apply; each follows from the inventory. */
public enum Inapplicable {
  NO_TARGET("there is nothing at the target in a dry-run; Step 4 judges it"),
  NO_COLLECTIONS("the inventory has no collections"),
  NO_RECORDS("the inventory has no records"),
  NO_DOCUMENTS("no record has a document"),
  NO_URIS("no record has a uri"),
  NO_METADATA("no record has metadata"),
  NO_EMBEDDINGS("no record has an embedding"),
  NO_CONFIGURATION("the source keeps no embedding function and no schema of its own"),
  NO_REQUIRED_FIELDS("the plan names no required field"),
  NO_ALLOWED_VALUES("the plan limits no field to certain values"),
  NO_STRINGS("no metadata field is a string"),
  NO_INTEGERS("no metadata field is an integer"),
  NO_FLOATS("no metadata field is a float"),
  NO_BOOLEANS("no metadata field is a boolean"),
  NO_LISTS("no metadata field is a list"),
  NOTHING_QUARANTINED("no record is in quarantine"),
  NO_CLOCK("no server shows its clock"),
  NO_QUERIES("no collection has vectors to search for"),
  NO_FILTERS("no field or document goes unchanged that a query could ask for"),
  NO_WRITE_PROBE("no write probe was asked for"),
  NO_RUN("no run of the runbook is validated, only what is at the servers"),
  NOT_READ("no record was read, because the families asked for need none");

  private final String reason;

  Inapplicable(String reason) {
    this.reason = reason;
  }

  /** The reason in words. */
  public String reason() {
    return reason;
  }
}
