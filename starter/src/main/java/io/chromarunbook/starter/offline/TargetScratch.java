package io.chromarunbook.starter.offline;

import java.time.Instant;
import java.util.List;

/**
 * Scratch collections found at a target of this home's runs.
 *
 * @param target its address
 * @param removed names of those that nobody can be working in any more, and that are gone now
 * @param kept those that a run may be working in
 * @param unseen why they could not be looked for, or not all removed; empty where they could
 */
public record TargetScratch(String target, List<String> removed, List<Kept> kept, String unseen) {

  /**
   * One that stays for now.
   *
   * @param migration for which it was made
   * @param removable from when on it counts as left; null where its mark does not say when it was
   *     made
   */
  public record Kept(String name, String migration, Instant removable) {}
}
