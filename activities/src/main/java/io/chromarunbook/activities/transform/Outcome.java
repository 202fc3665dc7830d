package io.chromarunbook.activities.transform;

import io.chromarunbook.chroma.ChromaRecord;

/** What became of a record. */
public sealed interface Outcome {

  /** It can be written to the target, in this shape. */
  record Migratable(ChromaRecord record) implements Outcome {}

  /**
   * It cannot go.
   *
   * @param original as the source has it
   * @param cause the same text for every record that fails for the same thing, like {@code
   *     cast:chunk_index}
   * @param reason one sentence that names what is wrong with this record and what would mend it
   * @param rule the line below {@code fields} in the plan that would let it go; empty where no rule
   *     can
   */
  record Unmigratable(ChromaRecord original, String cause, String reason, String rule)
      implements Outcome {}
}
