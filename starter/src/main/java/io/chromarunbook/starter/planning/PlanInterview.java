package io.chromarunbook.starter.planning;

import io.chromarunbook.starter.outcome.Failure;
import io.chromarunbook.starter.terminal.Terminal;
import io.chromarunbook.starter.terminal.WrappedText;
import io.chromarunbook.workflows.plan.FourEyes;
import io.chromarunbook.workflows.plan.Json;
import io.chromarunbook.workflows.plan.Person;
import io.chromarunbook.workflows.plan.Plan;
import io.chromarunbook.workflows.plan.PlanException;
import io.chromarunbook.workflows.plan.PlanProblem;
import io.chromarunbook.workflows.plan.PlanReader;
import io.chromarunbook.workflows.plan.Role;
import io.chromarunbook.workflows.plan.TrafficAction;
import io.chromarunbook.workflows.text.YamlLine;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Asks a person for what no default can say: who holds which role, when the run may begin and how
 * long writes may be refused, and how applications are frozen. What a plan would refuse is asked
 * again, with the plan's own reason.
 */
public final class PlanInterview {

  private static final List<Role> NEEDED = List.of(Role.OPERATIONS_LEAD, Role.DBA, Role.SECURITY);

  private static final List<TrafficAction> FORTH_AND_BACK =
      List.of(TrafficAction.FREEZE, TrafficAction.THAW, TrafficAction.SWITCH, TrafficAction.REVERT);

  private static final List<TrafficAction> AFTERWARDS =
      List.of(TrafficAction.RESTART, TrafficAction.VERIFY);

  /** Commas, but not those in brackets. */
  private static final Pattern BETWEEN_PEOPLE = Pattern.compile(",(?![^(]*\\))");

  private static final Pattern REACHED =
      Pattern.compile("(?<name>[^()]*[^()\\s])\\s*\\(\\s*(?<contact>[^()]*[^()\\s])\\s*\\)");

  private final Terminal terminal;
  private final InstantSource clock;

  /** Will ask there. */
  public PlanInterview(Terminal terminal, InstantSource clock) {
    this.terminal = terminal;
    this.clock = clock;
  }

  /**
   * What was answered.
   *
   * @throws Failure where the input ends before that
   */
  public PlanWishes wishes() {
    Map<String, Object> answers = new LinkedHashMap<>();
    Map<String, List<Person>> people = people();
    Map<String, Object> written = new LinkedHashMap<>();
    people.forEach(
        (role, holders) -> written.put(role, Json.MAPPER.convertValue(holders, Object.class)));
    answers.put("people", written);
    List<String> escalation = escalation(people);
    if (!escalation.isEmpty()) {
      answers.put("gates.go-no-go.escalation", escalation);
    }
    latestStart().ifPresent(time -> answers.put("timeline.latestStart", time));
    answers.put("timeline.maxFreeze", maxFreeze());
    traffic(answers);
    return new PlanWishes(answers);
  }

  private Map<String, List<Person>> people() {
    say(
        "Who holds which role? Names, with commas between them; behind each in brackets where that"
            + " person is reached, like ann (+49 30 1234), di.");
    while (true) {
      Map<String, List<Person>> people = new LinkedHashMap<>();
      for (Role role : Role.values()) {
        List<Person> holders =
            until(
                "  " + role + (NEEDED.contains(role) ? ":" : " (Enter: nobody):"),
                answer -> holders(role, answer));
        if (!holders.isEmpty()) {
          people.put(role.label(), holders);
        }
      }
      Optional<String> objection = FourEyes.objection(PlanReader.read(minimal(people)), null);
      if (objection.isEmpty()) {
        return people;
      }
      say("That does not do: " + objection.get() + ". Once more, please.");
    }
  }

  private static List<Person> holders(Role role, String answer) {
    List<Person> holders =
        Arrays.stream(BETWEEN_PEOPLE.split(answer))
            .map(String::strip)
            .filter(written -> !written.isEmpty())
            .map(PlanInterview::person)
            .toList();
    if (holders.isEmpty() && NEEDED.contains(role)) {
      throw new Unfit("a gate needs somebody who holds it");
    }
    if (holders.stream().anyMatch(person -> person.name().equals(PlanDraft.NOBODY_YET))) {
      throw new Unfit("'" + PlanDraft.NOBODY_YET + "' is nobody's name");
    }
    return holders;
  }

  private static Person person(String written) {
    Matcher reached = REACHED.matcher(written);
    if (reached.matches()) {
      return new Person(reached.group("name"), reached.group("contact"));
    }
    if (written.indexOf('(') >= 0 || written.indexOf(')') >= 0) {
      throw new Unfit("of '" + written + "' a bracket is missing, or something stands around it");
    }
    return Person.named(written);
  }

  /** Who is told when a gate is not answered; nobody where a role of the order is not held. */
  private List<String> escalation(Map<String, List<Person>> people) {
    return until(
        "Who is told besides, one more with each reminder, when nobody answers the go-no-go gate?"
            + " Roles, with commas between them (Enter: nobody):",
        answer ->
            Arrays.stream(answer.split(","))
                .map(String::strip)
                .filter(label -> !label.isEmpty())
                .map(label -> heldRole(label, people))
                .toList());
  }

  private static String heldRole(String label, Map<String, List<Person>> people) {
    try {
      var ignored = Role.labelled(label);
    } catch (IllegalArgumentException e) {
      throw new Unfit(e.getMessage());
    }
    if (!people.containsKey(label)) {
      throw new Unfit("nobody holds the role " + label);
    }
    return label;
  }

  private Optional<String> latestStart() {
    return until(
        "Until when may it begin? Like 2026-12-02T02:00:00Z (Enter: no limit):",
        answer -> {
          if (answer.isEmpty()) {
            return Optional.empty();
          }
          Plan plan = mustFit("timeline: {latestStart: " + YamlLine.of(answer) + "}");
          if (plan.timeline().latestStart().isBefore(clock.instant())) {
            throw new Unfit(answer + " is over");
          }
          return Optional.of(answer);
        });
  }

  private String maxFreeze() {
    return until(
        "How long may writes be refused at most? (Enter: PT2H, two hours):",
        answer -> {
          String length = answer.isEmpty() ? "PT2H" : answer;
          var ignored = mustFit("timeline: {maxFreeze: " + YamlLine.of(length) + "}");
          return length;
        });
  }

  private void traffic(Map<String, Object> answers) {
    say("How are applications frozen, moved over and moved back?");
    String mode =
        until(
            "  By 'commands' of the worker, or 'manual' by people? (Enter: manual):",
            answer -> {
              String word = answer.isEmpty() ? "manual" : answer;
              if (!word.equals("manual") && !word.equals("commands")) {
                throw new Unfit("'" + word + "' is neither commands nor manual");
              }
              return word;
            });
    answers.put("traffic.mode", mode);
    if (mode.equals("commands")) {
      answers.put("traffic.commands", commands());
    }
  }

  private Map<String, Object> commands() {
    say("  Program and arguments of each; they run without a shell, where the worker is.");
    Map<String, Object> commands = new LinkedHashMap<>();
    for (TrafficAction action : FORTH_AND_BACK) {
      Map<String, Object> command = new LinkedHashMap<>();
      command.put("run", until("  " + action + ":", answer -> needed(words(answer))));
      List<String> check =
          until("    exits 0 when that is reached (Enter: none):", PlanInterview::words);
      if (!check.isEmpty()) {
        command.put("check", check);
      }
      commands.put(action.label(), command);
    }
    for (TrafficAction action : AFTERWARDS) {
      List<String> run = until("  " + action + " (Enter: people do it):", PlanInterview::words);
      if (!run.isEmpty()) {
        commands.put(action.label(), Map.of("run", run));
      }
    }
    return commands;
  }

  private static List<String> words(String answer) {
    if (answer.chars().anyMatch(character -> "'\"\\".indexOf(character) >= 0)) {
      throw new Unfit(
          "here words end at spaces, and quotes are not read; put such a command in a script");
    }
    return answer.isEmpty() ? List.of() : List.of(answer.split("\\s+"));
  }

  private static List<String> needed(List<String> words) {
    if (words.isEmpty()) {
      throw new Unfit("without it nothing could be moved or moved back");
    }
    return words;
  }

  private static Plan mustFit(String line) {
    try {
      return PlanReader.read(
          minimal(
                  Map.of(
                      "operations-lead",
                      List.of(Person.named("a")),
                      "dba",
                      List.of(Person.named("b")),
                      "security",
                      List.of(Person.named("c"))))
              + line
              + "\n");
    } catch (PlanException e) {
      throw new Unfit(String.join(" ", e.problems().stream().map(PlanProblem::message).toList()));
    }
  }

  private static String minimal(Map<String, List<Person>> people) {
    return "migration: draft\nsource: {url: 'http://old'}\ntarget: {url: 'http://new'}\npeople: "
        + YamlLine.of(Json.MAPPER.convertValue(people, Object.class))
        + "\n";
  }

  /** Asks until the answer does. */
  private <T> T until(String question, Function<String, T> reading) {
    while (true) {
      String answer =
          terminal
              .ask(question)
              .orElseThrow(
                  () ->
                      Failure.usage(
                          "Nothing was written, because the input ended before all was answered."));
      try {
        return reading.apply(answer);
      } catch (Unfit e) {
        say("That does not do: " + withStop(e.getMessage()));
      }
    }
  }

  private static String withStop(String text) {
    return text.endsWith(".") || text.endsWith("?") ? text : text + ".";
  }

  private void say(String text) {
    terminal.say(
        new ArrayList<>(
            WrappedText.of(text.startsWith(" ") ? "  " : "", text.strip(), terminal.columns())));
  }

  /** An answer does not do, for this reason. */
  private static final class Unfit extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Unfit(String reason) {
      super(reason, null, false, false);
    }
  }
}
