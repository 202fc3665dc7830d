package io.chromarunbook.workflows.steps;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.chromarunbook.workflows.plan.Role;
import io.chromarunbook.workflows.status.NextAction;
import java.time.Instant;
import java.util.List;

/**
 * Something people are told.
 *
 * @param subject the migration, and in a few words what
 * @param text what happened, or what is asked
 * @param roles who is meant; empty for everybody
 * @param until until when an answer is waited for; null where nothing is asked, or without end
 * @param otherwise what happens without an answer, a clause; null where nothing is asked
 * @param escalatedTo the roles told besides, because those who are meant did not answer
 * @param next what can be done now, the likeliest first
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Notice(
    String subject,
    String text,
    List<String> roles,
    Instant until,
    String otherwise,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> escalatedTo,
    List<NextAction> next) {

  public Notice {
    // What an earlier release's worker sent has none.
    escalatedTo = escalatedTo == null ? List.of() : List.copyOf(escalatedTo);
  }

  /** Something that asks for nothing. */
  public static Notice of(String subject, String text, List<String> roles, List<NextAction> next) {
    return new Notice(subject, text, roles, null, null, List.of(), next);
  }

  /** The same, which asks for an answer until a moment; otherwise something happens. */
  public Notice asks(Instant deadline, String without) {
    return new Notice(subject, text, roles, deadline, without, escalatedTo, next);
  }

  /** The same, told to these roles besides. */
  public Notice escalated(List<Role> besides) {
    return new Notice(
        subject, text, roles, until, otherwise, besides.stream().map(Role::label).toList(), next);
  }

  /** The same, which asks for an answer without end; until then something stays as it is. */
  public Notice asks(String without) {
    return asks(null, without);
  }
}
