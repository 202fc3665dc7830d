package io.chromarunbook.gate.mode;

import java.util.List;

/**
 * An order to the door.
 *
 * @param migration in whose name; null where a person does it without one
 * @param by who gives it
 * @param why what for; may be null
 * @param target where to switch to; null for the one of the door's own options
 * @param collections which collection takes which one's place; null or empty for none
 * @param release whether the migration lets go of the door with it
 */
public record ModeOrder(
    Mode mode,
    String migration,
    String by,
    String why,
    TargetServer target,
    List<CollectionPair> collections,
    boolean release) {

  /** Copies what it is given. */
  public ModeOrder {
    collections = collections == null ? List.of() : List.copyOf(collections);
  }
}
