package io.chromarunbook.starter.planning;

import io.chromarunbook.workflows.plan.CollectionTransform;
import io.chromarunbook.workflows.plan.FieldRule;
import io.chromarunbook.workflows.plan.Plan;
import io.chromarunbook.workflows.plan.TrafficAction;
import io.chromarunbook.workflows.text.Printable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Who moves applications by a plan, and what changes for them, for people who read it first. */
public final class TrafficNote {

  private TrafficNote() {}

  /** In sentences. */
  public static List<String> of(Plan plan) {
    List<String> notes = new ArrayList<>();
    switch (plan.traffic().mode()) {
      case MANUAL -> {
        if (Arrays.stream(TrafficAction.values()).anyMatch(plan::byPeople)) {
          notes.add("What is to be done to traffic, people do and confirm.");
        }
      }
      case GATE ->
          notes.add(
              "The gate at "
                  + plan.traffic().gate().admin()
                  + " freezes, switches and goes back; applications stay as they are, at "
                  + plan.source().frontDoor()
                  + ".");
      case COMMANDS -> {
        // They are listed.
      }
    }
    Set<String> changed = changedFields(plan);
    if (plan.traffic().gate() != null && !changed.isEmpty()) {
      notes.add(
          "After the switch applications that filter by these fields find something else, because the plan renames or drops them: "
              + Printable.of(String.join(", ", changed))
              + ".");
    }
    return notes;
  }

  private static Set<String> changedFields(Plan plan) {
    Set<String> changed = new TreeSet<>();
    Stream.concat(
            Stream.of(plan.transform().fields()),
            plan.transform().collections().values().stream().map(CollectionTransform::fields))
        .forEach(
            fields ->
                fields.forEach(
                    (name, rule) -> {
                      if (moves(rule)) {
                        changed.add(rule.from() == null ? name : rule.from());
                      }
                    }));
    return changed;
  }

  private static boolean moves(FieldRule rule) {
    return rule.from() != null || Boolean.TRUE.equals(rule.drop());
  }
}
