package io.chromarunbook.activities.frontdoor;

import io.chromarunbook.workflows.steps.FreezeProof;
import io.chromarunbook.workflows.steps.FreezeProof.State;

/**
 * What a write that was tried shows of a freeze. A refusal alone shows nothing: perhaps these
 * credentials could never write. Only one that follows a write taken before does.
 *
 * @param address where it was tried
 */
record FreezeJudgement(String address) {

  /** While nothing is frozen. */
  FreezeProof beforeFreeze(WriteTrial trial) {
    if (trial instanceof WriteTrial.Taken) {
      return new FreezeProof(State.ACCEPTED, "A write at " + address + " was taken.");
    }
    return new FreezeProof(
        trial instanceof WriteTrial.SaidReadOnly ? State.REFUSED : State.UNCLEAR, told(trial));
  }

  /**
   * Once the source should be frozen.
   *
   * @param before what it came to while nothing was frozen; null where nobody tried
   */
  FreezeProof afterFreeze(WriteTrial trial, FreezeProof before) {
    if (trial instanceof WriteTrial.Taken) {
      return new FreezeProof(
          State.ACCEPTED, "A write at " + address + " was taken: the source is not frozen there.");
    }
    if (!asFrozen(trial)) {
      return new FreezeProof(State.UNCLEAR, told(trial));
    }
    return takenBefore(before)
        ? new FreezeProof(State.REFUSED, told(trial) + " Before the freeze one was taken there.")
        : new FreezeProof(State.UNCLEAR, told(trial) + " " + noDifference(before));
  }

  /** Whether a write was taken while nothing was frozen, so that a refusal says something. */
  static boolean takenBefore(FreezeProof before) {
    return before != null && before.state() == State.ACCEPTED;
  }

  /** Why a refusal says nothing where no write was taken before, in a sentence. */
  static String noDifference(FreezeProof before) {
    return before == null
        ? "Nobody tried one before the freeze, so that these credentials may be the reason."
        : "It was no better before the freeze, so that this shows nothing of one: "
            + before.message();
  }

  /** What came of a write that was not taken, in a sentence. */
  String told(WriteTrial trial) {
    if (trial instanceof WriteTrial.Refusal refusal) {
      return "A write at %s was refused %s (%s).".formatted(address, as(refusal), refusal.how());
    }
    return "The source at " + address + " has no collection that a write could be tried on.";
  }

  private static String as(WriteTrial.Refusal refusal) {
    if (refusal instanceof WriteTrial.SaidReadOnly) {
      return "as read-only";
    }
    return refusal instanceof WriteTrial.NotAllowed
        ? "as not allowed"
        : "for another reason than a freeze";
  }

  private static boolean asFrozen(WriteTrial trial) {
    return trial instanceof WriteTrial.SaidReadOnly || trial instanceof WriteTrial.NotAllowed;
  }
}
