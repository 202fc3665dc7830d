package io.chromarunbook.gate.journal;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import java.time.Instant;
import java.util.List;

/**
 * A line of the journal: a write that is about to be passed on, or what came of it.
 *
 * @param number of the write; both of its lines have it
 * @param server where it was passed on to
 * @param ids of the records it is about; null where it is about none, or nobody could tell
 * @param status what the server answered; null in the first line, and where no answer came
 * @param outcome "answered" or "unknown"; null in the first line
 */
@JsonInclude(Include.NON_NULL)
public record JournalEntry(
    long number,
    Instant at,
    String operation,
    String collection,
    String server,
    String client,
    List<String> ids,
    Integer status,
    String outcome) {

  /** The outcome of a write that the server answered. */
  public static final String ANSWERED = "answered";

  /** The outcome of a write that nobody knows the end of. */
  public static final String UNKNOWN = "unknown";

  /** Copies what it is given. */
  public JournalEntry {
    ids = ids == null ? null : List.copyOf(ids);
  }

  /** The second line of a write. */
  static JournalEntry end(long number, Integer status, String outcome) {
    return new JournalEntry(number, Instant.now(), null, null, null, null, null, status, outcome);
  }
}
