package io.chromarunbook.workflows.evidence;

import java.util.List;

/**
 * A choice that would help in a HOLD.
 *
 * @param effect what it would do, in one clause
 * @param collections what it would act on, by their names at the source, the first ten; empty where
 *     it acts on no collection
 * @param records how many records it would act on; 0 where none are counted
 */
public record Remedy(Choice choice, String effect, List<String> collections, long records) {

  private static final int MOST = 10;

  public Remedy {
    collections = collections.stream().limit(MOST).toList();
  }

  /** One that acts on nothing that is counted. */
  static Remedy of(Choice choice, String effect) {
    return new Remedy(choice, effect, List.of(), 0);
  }
}
