package io.chromarunbook.starter.diagnosis;

import io.chromarunbook.workflows.runbook.Authority.Right;
import io.chromarunbook.workflows.status.RunbookCommand;
import io.chromarunbook.workflows.text.ShellWords;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A command with slots for what differs from run to run. */
public final class CommandTemplate {

  /** Which right those have who are named in a command, by its verb. */
  private static final Map<String, Right> RIGHTS =
      Map.of(
          "decide", Right.RETRY,
          "retry", Right.RETRY,
          "amend", Right.AMEND,
          "resume", Right.RESUME,
          "abort", Right.ABORT,
          "rollback", Right.ROLLBACK,
          "confirm", Right.CONFIRM,
          "close", Right.CLOSE,
          "take-over", Right.CLOSE,
          "pause", Right.PAUSE);

  private final boolean ours;
  private final List<String> words;

  private CommandTemplate(boolean ours, String text) {
    this.ours = ours;
    this.words = Arrays.asList(text.split(" "));
  }

  /** One of ours, without the program; words that are slots are filled. */
  static CommandTemplate ours(String text) {
    return new CommandTemplate(true, text);
  }

  /** One of the shell's. */
  static CommandTemplate shell(String text) {
    return new CommandTemplate(false, text);
  }

  /** Whether it is a command of this program. */
  public boolean isOurs() {
    return ours;
  }

  /** As anybody's runbook has it: every slot by its name. */
  public String generic() {
    return typed(words);
  }

  /** As it is typed for a run; a slot that is not known stands there by its name. */
  public String filled(Map<Slot, String> values) {
    return typed(
        words.stream()
            .map(
                word ->
                    Slot.named(word)
                        .map(slot -> values.getOrDefault(slot, slot.name()))
                        .orElse(word))
            .toList());
  }

  /** What differs from run to run. */
  public List<Slot> slots() {
    return words.stream().flatMap(word -> Slot.named(word).stream()).toList();
  }

  /** Which right whoever is named in it must have; nothing where it names nobody. */
  public Optional<Right> right() {
    return words.contains(Slot.NAME.name())
        ? Optional.ofNullable(RIGHTS.get(words.get(0)))
        : Optional.empty();
  }

  private String typed(List<String> all) {
    return ours ? RunbookCommand.of(all.toArray(String[]::new)) : ShellWords.quoted(all);
  }
}
