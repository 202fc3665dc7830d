package io.chromarunbook.activities.putback;

import com.fasterxml.jackson.annotation.JsonValue;
import io.chromarunbook.activities.leftbehind.LeftBehindRecord;
import io.chromarunbook.activities.leftbehind.LeftBehindRecord.Added;
import io.chromarunbook.activities.leftbehind.LeftBehindRecord.Changed;
import java.util.Locale;

/**
 * What became, or would become, of one record left behind.
 *
 * @param collection its name at the source
 * @param reason why it did not go back; empty where it did or would
 */
public record PutBackLine(Kind kind, String collection, String id, Outcome outcome, String reason) {

  /** What was left behind of it. */
  public enum Kind {
    NEW,
    CHANGED,
    GONE;

    /** The word files write. */
    @JsonValue
    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** What became of it. */
  public enum Outcome {
    /** It would be written to the source. */
    WOULD_WRITE(false),
    /** It would be deleted at the source. */
    WOULD_DELETE(false),
    /** It was written, read back, and is equal. */
    WRITTEN(true),
    /** It was deleted at the source, and is not there any more. */
    DELETED(true),
    /** The source had it so already. */
    ALREADY(true),
    /** The source has something else than the snapshot says; it was left alone. */
    CONFLICT(false),
    /** No record of the source would become this one; it is only in the file. */
    EXPORTED_ONLY(false),
    /** The source refuses it; it has what it had. */
    REFUSED(false),
    /** It was written, and reads back as another one. */
    UNLIKE(false);

    private final boolean atSource;

    Outcome(boolean atSource) {
      this.atSource = atSource;
    }

    /** Whether the source has it as the target had it. */
    public boolean atSource() {
      return atSource;
    }

    /** The word files write. */
    @JsonValue
    public String label() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  static PutBackLine of(LeftBehindRecord left, Outcome outcome, String reason) {
    return new PutBackLine(kind(left), left.source(), left.id(), outcome, reason);
  }

  private static Kind kind(LeftBehindRecord left) {
    if (left instanceof Added) {
      return Kind.NEW;
    }
    return left instanceof Changed ? Kind.CHANGED : Kind.GONE;
  }
}
