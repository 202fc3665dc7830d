package io.chromarunbook.activities.checks;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Counts what every check is due to look at, looks at, and fails on. */
public final class Tallies {

  private static final class Count {
    private long due;
    private long lookedAt;
    private final List<String> failing = new ArrayList<>();
    private final List<String> exempt = new ArrayList<>();
    private String required;
    private String observed;
    private Inapplicable inapplicable;
  }

  private final Map<String, Count> counts = new LinkedHashMap<>();

  /** One more thing the inventory has for this check, which could not be looked at. */
  public void due(Check check) {
    count(check).due++;
  }

  /** One more thing was looked at. */
  public void look(Check check, boolean holds, String name) {
    Count count = count(check);
    count.due++;
    count.lookedAt++;
    if (!holds) {
      count.failing.add(name);
    }
  }

  /**
   * One thing there is that this check cannot judge, whatever else it can: it is not due.
   *
   * @param why a clause for people that names the thing
   */
  public void exempt(Check check, String why) {
    count(check).exempt.add(why);
  }

  /** Says in words what the plan asks for and what was found. */
  public void words(Check check, String required, String observed) {
    Count count = count(check);
    count.required = required;
    count.observed = observed;
  }

  /** Says why nothing is due for a check on this occasion, whatever the inventory has. */
  public void inapplicable(Check check, Inapplicable reason) {
    count(check).inapplicable = reason;
  }

  /** Adds what was seen elsewhere; what failed there is named after the prefix. */
  public void add(Map<String, Tally> others, String prefix) {
    others.forEach(
        (id, tally) -> {
          Count count = counts.computeIfAbsent(id, ignored -> new Count());
          count.due += tally.due();
          count.lookedAt += tally.lookedAt();
          tally.failing().forEach(name -> count.failing.add(prefix + name));
          tally.exempt().forEach(why -> count.exempt.add(prefix + why));
          if (tally.required() != null) {
            count.required = tally.required();
          }
          if (tally.observed() != null) {
            count.observed = tally.observed();
          }
          if (tally.inapplicable() != null) {
            count.inapplicable = tally.inapplicable();
          }
        });
  }

  /** What a check saw. */
  public Tally of(Check check) {
    Count count = counts.get(check.id());
    return count == null ? Tally.NONE : tally(count);
  }

  /** All of it, by check. */
  public Map<String, Tally> byCheck() {
    Map<String, Tally> all = new LinkedHashMap<>();
    counts.forEach((id, count) -> all.put(id, tally(count)));
    return all;
  }

  private static Tally tally(Count count) {
    return new Tally(
        count.due,
        count.lookedAt,
        count.failing,
        count.required,
        count.observed,
        count.inapplicable,
        count.exempt);
  }

  private Count count(Check check) {
    return counts.computeIfAbsent(check.id(), ignored -> new Count());
  }
}
