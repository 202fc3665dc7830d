package io.chromarunbook.activities.checks;

/** A family that looks at every record. */
public interface RecordChecks {

  /** Looks at one record that was to be migrated. */
  void look(RecordPair pair, Tallies tallies);
}
