package io.chromarunbook.starter.diagnosis;

import io.chromarunbook.workflows.status.NextAction;
import java.util.List;
import java.util.Optional;

/**
 * Something that mends an issue.
 *
 * @param what is done, in one clause
 * @param kind where the command for a run comes from
 * @param command how it is typed; nothing where it is no command that we can know
 * @param verbs which of the actions a run offers it is, where it is one of them
 */
public record Cure(
    String what, Kind kind, Optional<CommandTemplate> command, List<NextAction.Verb> verbs) {

  /** Where the command for a run comes from. */
  public enum Kind {
    /** It is done by hand. */
    BY_HAND,
    /** The template's slots are filled. */
    TEMPLATE,
    /** The run itself offers it just now, with all that it takes. */
    OFFERED,
    /** The same plan is started again, with what that takes after what the run has done. */
    START_AGAIN
  }

  public Cure {
    verbs = List.copyOf(verbs);
  }

  /** Done by a command of ours. */
  static Cure typed(String what, String command) {
    return template(what, Kind.TEMPLATE, CommandTemplate.ours(command));
  }

  /** Done by a command of the shell. */
  static Cure shell(String what, String command) {
    return template(what, Kind.TEMPLATE, CommandTemplate.shell(command));
  }

  /** Done by hand, where somebody else's machine is. */
  static Cure byHand(String what) {
    return new Cure(what, Kind.BY_HAND, Optional.empty(), List.of());
  }

  /**
   * Done by what the run itself offers just now.
   *
   * @param generic how it is typed, where no run is at hand
   */
  static Cure offered(String what, String generic, NextAction.Verb... verbs) {
    return new Cure(what, Kind.OFFERED, Optional.of(CommandTemplate.ours(generic)), List.of(verbs));
  }

  /** Done by another run of the same plan. */
  static Cure startAgain(String what) {
    return template(
        what, Kind.START_AGAIN, CommandTemplate.ours("start PLAN --id NEXT_ID --replaces ID"));
  }

  private static Cure template(String what, Kind kind, CommandTemplate command) {
    return new Cure(what, kind, Optional.of(command), List.of());
  }
}
