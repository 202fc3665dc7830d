package io.chromarunbook.workflows.plan;

import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Reads plans strictly: a key nobody knows is an error that names the nearest known one, and all
 * errors of a plan are told at once.
 */
public final class PlanReader {

  private static final Pattern KEY_OF_A_PLAN =
      Pattern.compile(
          "(?m)^\\{?\\s*[\"']?(" + String.join("|", KeyTypes.names(Plan.class)) + ")[\"']?\\s*:");

  /** No name of a server ends like this (RFC 2606). */
  private static final String NO_TARGET = "http://no-target.invalid";

  private PlanReader() {}

  /**
   * The plan this text describes.
   *
   * @throws PlanException saying of each thing that is wrong where it is, what, and how to mend it
   */
  public static Plan read(String yaml) {
    return written(yaml).plan();
  }

  /**
   * The plan a file with these bytes describes, and where in it everything stands.
   *
   * @throws PlanException likewise
   */
  public static WellWritten written(byte[] bytes) {
    return written(PlanText.of(bytes));
  }

  /**
   * The same for somebody who only reads the source: where the file has no target, the plan has one
   * that nobody reaches.
   *
   * @throws PlanException likewise
   */
  public static WellWritten writtenForSource(byte[] bytes) {
    Written root = root(PlanText.of(bytes));
    return written(root instanceof Written.Mapping mapping ? withTarget(mapping) : root);
  }

  private static Written withTarget(Written.Mapping plan) {
    if (plan.entries().stream().anyMatch(entry -> entry.key().equals("target"))) {
      return plan;
    }
    Spot spot = plan.spot();
    Written url = new Written.Scalar(spot, NO_TARGET, TextNode.valueOf(NO_TARGET));
    List<Written.Entry> entries = new ArrayList<>(plan.entries());
    entries.add(
        new Written.Entry(
            spot,
            "target",
            new Written.Mapping(spot, List.of(new Written.Entry(spot, "url", url)))));
    return new Written.Mapping(spot, entries);
  }

  private static WellWritten written(String yaml) {
    return written(root(yaml));
  }

  private static WellWritten written(Written root) {
    if (!(root instanceof Written.Mapping mapping)) {
      throw noPlan(root.spot(), root instanceof Written.Sequence ? "a list" : "only a text");
    }
    List<String> known = KeyTypes.names(Plan.class);
    if (mapping.entries().stream().noneMatch(entry -> meant(entry.key(), known))) {
      throw noPlan(mapping.spot(), "none of a plan's keys");
    }
    return new PlanInspection().plan(mapping);
  }

  private static Written root(String yaml) {
    Written root;
    try {
      root = WrittenPlan.of(yaml);
    } catch (PlanException e) {
      PlanProblem first = e.problems().get(0);
      // What a parser gives up on for its size has no place.
      if (first.line() == null || KEY_OF_A_PLAN.matcher(beginning(yaml, first.line())).find()) {
        throw e;
      }
      throw noPlan(new Spot(first.line(), first.column()), "something that is not even YAML");
    }
    if (root == null || (root instanceof Written.Scalar scalar && scalar.empty())) {
      throw new PlanException(
          List.of(
              new PlanProblem(
                  null, null, "", "nothing", keys(), "the plan is empty; it is " + keys())));
    }
    return root;
  }

  /** A page about plans has a plan's keys too, somewhere. */
  private static String beginning(String yaml, int lines) {
    return String.join("\n", yaml.lines().limit(lines).toList());
  }

  private static boolean meant(String key, List<String> known) {
    return known.contains(key)
        || NearestWord.of(key, known).filter(word -> NearestWord.near(key, word)).isPresent();
  }

  private static PlanException noPlan(Spot spot, String found) {
    return new PlanException(
        List.of(
            new PlanProblem(
                spot.line(),
                spot.column(),
                "",
                found,
                keys(),
                "this is no plan: it has " + found + "; a plan is " + keys())));
  }

  private static String keys() {
    return "keys with values, at least migration, source, target and people";
  }
}
