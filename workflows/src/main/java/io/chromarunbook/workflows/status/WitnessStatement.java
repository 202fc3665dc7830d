package io.chromarunbook.workflows.status;

import java.util.Locale;

/**
 * What a program that shares nothing with this one found when it compared both servers by itself.
 *
 * @param sha256 of the file it wrote, 64 hex digits
 * @param evidence digest of the evidence in the report it was given, 64 hex digits
 * @param equal records equal at the target
 * @param byTolerance of the equal ones, those that are so only by tolerance
 * @param added at the target, but not at the source
 * @param leftOut metadata values it did not judge
 */
public record WitnessStatement(
    Verdict verdict,
    String sha256,
    String evidence,
    long equal,
    long byTolerance,
    long quarantined,
    long different,
    long missing,
    long added,
    long leftOut) {

  /** What it came to. */
  public enum Verdict {
    EQUAL,
    DIFFERENT
  }

  /** The statement in words. */
  public String words() {
    return String.format(
        Locale.ROOT,
        "witness says %s: %,d equal (%,d only by tolerance), %,d quarantined, %,d different, %,d"
            + " missing, %,d added%s; SHA-256 %s",
        verdict,
        equal,
        byTolerance,
        quarantined,
        different,
        missing,
        added,
        leftOut == 0 ? "" : String.format(Locale.ROOT, ", %,d values not judged", leftOut),
        sha256.substring(0, Math.min(12, sha256.length())));
  }
}
