package io.chromarunbook.starter.diagnosis;

import java.util.Arrays;
import java.util.Optional;

/** Stands in a command for what differs from run to run; where nobody knows it, it is typed so. */
public enum Slot {
  /** The migration. */
  ID,
  /** The next free id. */
  NEXT_ID,
  /** Who does it: somebody who may. */
  NAME,
  /** The plan's file. */
  PLAN,
  /** Why it is done. */
  WHY,
  /** The home, with all of its runs' files. */
  HOME,
  /** The snapshot's directory. */
  SNAPSHOT,
  /** The log of this home's worker. */
  LOG,
  /** The run's script that undoes it without us. */
  SCRIPT;

  /** The slot a word of a template is; nothing where the word stands for itself. */
  static Optional<Slot> named(String word) {
    return Arrays.stream(values()).filter(slot -> slot.name().equals(word)).findFirst();
  }
}
