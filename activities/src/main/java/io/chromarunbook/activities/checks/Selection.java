package io.chromarunbook.activities.checks;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/**
 * Which checks of the suite are asked for. A family asked for by name is judged by what its usual
 * means show; a check asked for by name gets whatever it needs.
 *
 * @param families each with the checks to judge of it, in the order of the suite
 * @param depth how much must be looked at for them
 */
public record Selection(List<Family> families, Depth depth) {

  /** The whole suite. */
  public static final Selection EVERYTHING = new Selection(Catalogue.FAMILIES, Depth.QUERIES);

  public Selection {
    families = List.copyOf(families);
  }

  /**
   * Whole families and single checks, by their names; all of the suite where none is named.
   *
   * @throws IllegalArgumentException where there is none of a name
   */
  public static Selection of(Collection<String> families, Collection<String> checks) {
    families.forEach(Selection::requireFamily);
    checks.forEach(Selection::requireCheck);
    if (families.isEmpty() && checks.isEmpty()) {
      return EVERYTHING;
    }
    return chosen(Set.copyOf(families), Set.copyOf(checks));
  }

  private static Selection chosen(Set<String> families, Set<String> checks) {
    List<Family> chosen = new ArrayList<>();
    Depth depth = Depth.SERVERS;
    for (Family family : Catalogue.FAMILIES) {
      boolean whole = families.contains(family.name());
      List<Check> named =
          family.checks().stream().filter(check -> checks.contains(check.id())).toList();
      if (whole || !named.isEmpty()) {
        chosen.add(new Family(family.name(), family.title(), whole ? family.checks() : named));
        depth = whole ? depth.orDeeper(Depth.of(family)) : depth;
        for (Check check : named) {
          depth = depth.orDeeper(Depth.of(family, check));
        }
      }
    }
    return new Selection(chosen, depth);
  }

  /** Whether a family is asked for, or a check of it. */
  public boolean includes(Family family) {
    return families.stream().anyMatch(chosen -> chosen.name().equals(family.name()));
  }

  private static void requireFamily(String name) {
    if (Catalogue.FAMILIES.stream().noneMatch(family -> family.name().equals(name))) {
      throw new IllegalArgumentException("there is no family '" + name + "'");
    }
  }

  private static void requireCheck(String id) {
    if (Catalogue.check(id).isEmpty()) {
      throw new IllegalArgumentException("there is no check '" + id + "'");
    }
  }
}
