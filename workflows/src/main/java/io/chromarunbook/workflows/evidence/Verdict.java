package io.chromarunbook.workflows.evidence;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;

/** What the evidence comes to. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "verdict")
@JsonSubTypes({
  @JsonSubTypes.Type(value = Verdict.Go.class, name = "GO"),
  @JsonSubTypes.Type(value = Verdict.Hold.class, name = "HOLD"),
  @JsonSubTypes.Type(value = Verdict.NoGo.class, name = "NO_GO"),
  @JsonSubTypes.Type(value = Verdict.Pending.class, name = "PENDING")
})
public sealed interface Verdict {

  /** Everything holds, and everybody asked has agreed. */
  record Go() implements Verdict {}

  /**
   * Something does not hold that can be mended.
   *
   * @param remedies what would help, the likeliest first
   */
  record Hold(String reason, List<Remedy> remedies) implements Verdict {
    public Hold {
      remedies = List.copyOf(remedies);
    }

    /** One in which only doing it again would help. */
    public static Hold retrying(String reason, String effect) {
      return new Hold(reason, List.of(Remedy.of(Choice.RETRY, effect), Remedies.UNDO));
    }
  }

  /** Something that alone forbids it. */
  record NoGo(String reason) implements Verdict {}

  /**
   * Nothing speaks against it so far.
   *
   * @param awaited what is still to be said or found
   */
  record Pending(String awaited) implements Verdict {}
}
