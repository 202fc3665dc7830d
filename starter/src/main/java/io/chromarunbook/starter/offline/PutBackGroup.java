package io.chromarunbook.starter.offline;

import java.util.List;

/**
 * Records left behind that came, or would come, to the same end.
 *
 * @param kind what was left behind: "new", "changed" or "gone"
 * @param words what becomes of them, to follow their number
 * @param examples the first of those that do not come to the source
 */
public record PutBackGroup(
    String kind, long records, End end, String words, List<PutBackExample> examples) {

  /** How good an end it is. */
  public enum End {
    /** The source has them as the target had them. */
    AT_SOURCE,
    /** The source would get them so. */
    WOULD_BE,
    /** They stay in the file, with a reason. */
    LEFT,
    /** The source has something nobody wanted there. */
    WRONG
  }

  public PutBackGroup {
    examples = List.copyOf(examples);
  }
}
