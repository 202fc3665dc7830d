package io.chromarunbook.starter.diagnosis;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Which of the known issues a run has: a pure function of what is known of it. */
public final class Diagnosis {

  private Diagnosis() {}

  /** All that is found, what matters most first; none where nothing is to be said. */
  public static List<Finding> of(RunFacts facts) {
    List<Sign> signs = new ArrayList<>();
    signs.addAll(StuckSigns.of(facts));
    signs.addAll(OutageSigns.of(facts));
    signs.addAll(FreezeSigns.of(facts));
    signs.addAll(FileSigns.of(facts));
    signs.addAll(ReasonSigns.of(facts));
    signs.addAll(PeopleSigns.of(facts));
    signs.addAll(EndSigns.of(facts));
    Remedies remedies = new Remedies(facts);
    return once(signs).stream()
        .sorted(Comparator.comparing((Sign sign) -> sign.issue().severity()).reversed())
        .map(remedies::finding)
        .toList();
  }

  /** The same issue of the same thing may be recognised by several people's words. */
  private static List<Sign> once(List<Sign> signs) {
    record Key(String issue, String about) {}
    Map<Key, Sign> first = new LinkedHashMap<>();
    signs.forEach(sign -> first.putIfAbsent(new Key(sign.issue().id(), sign.about()), sign));
    return List.copyOf(first.values());
  }
}
