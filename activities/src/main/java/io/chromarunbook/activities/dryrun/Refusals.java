package io.chromarunbook.activities.dryrun;

import io.chromarunbook.workflows.steps.Finding;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Judges all records by what the target made of those that stand for them. What a refused record
 * has and no record that was taken has is to blame; where the smallest record with it was refused,
 * so are all.
 */
final class Refusals {

  private static final int LONGEST_ID = 40;

  /** Refused records with one trait to blame, which is empty where nothing sets them apart. */
  private record Kind(Optional<String> trait, List<Trial> refused) {}

  private final Map<String, Exemplar> everywhere;
  private final List<Kind> kinds = new ArrayList<>();

  /**
   * Judges.
   *
   * @param everywhere by trait, of all collections together
   */
  Refusals(Map<String, Exemplar> everywhere, List<Trial> trials) {
    this.everywhere = everywhere;
    Set<String> taken = new HashSet<>();
    trials.stream()
        .filter(trial -> trial.refusal().isEmpty())
        .forEach(trial -> taken.addAll(trial.traits()));
    Map<Optional<String>, List<Trial>> refused = new LinkedHashMap<>();
    for (Trial trial : trials) {
      if (trial.refusal().isPresent()) {
        // Of several suspects the rarest: that never claims too much.
        Optional<String> trait =
            trial.traits().stream()
                .filter(each -> !taken.contains(each))
                .filter(everywhere::containsKey)
                .min(Comparator.comparingLong(each -> everywhere.get(each).records()));
        refused.computeIfAbsent(trait, each -> new ArrayList<>()).add(trial);
      }
    }
    refused.forEach((trait, some) -> kinds.add(new Kind(trait, some)));
  }

  /** How many records, at the least, the target refuses that our own rules let go. */
  long atLeast() {
    // A record may be of several kinds; the largest kind is certain all the same.
    return kinds.stream().mapToLong(this::atLeast).max().orElse(0);
  }

  private long atLeast(Kind kind) {
    return all(kind)
        ? everywhere.get(kind.trait().orElseThrow()).records()
        : kind.refused().stream()
            .map(trial -> trial.collection() + "/" + trial.id())
            .distinct()
            .count();
  }

  private boolean all(Kind kind) {
    return kind.trait()
        .map(everywhere::get)
        .filter(
            exemplar ->
                kind.refused().stream().anyMatch(each -> each.id().equals(exemplar.smallest())))
        .isPresent();
  }

  /**
   * A sentence for each kind of refusal.
   *
   * @param weight what they mean together
   */
  List<Finding> findings(Finding.Weight weight) {
    return kinds.stream()
        .map(kind -> new Finding("dry-run.refused", weight, sentence(kind)))
        .toList();
  }

  private String sentence(Kind kind) {
    Trial first = kind.refused().get(0);
    return String.format(
        Locale.ROOT,
        "The target refuses the record '%s' of the collection '%s', about %,d bytes: %s. %s; mend them at the source or by the plan's transform, or let the quarantine take them.",
        shortened(first.id()),
        first.collection(),
        first.bytes(),
        first.refusal().orElseThrow(),
        others(kind));
  }

  private String others(Kind kind) {
    if (kind.trait().isEmpty()) {
      return String.format(
          Locale.ROOT,
          "Nothing sets it apart from records that were taken, and %,d of those that were tried are refused like it",
          kind.refused().size());
    }
    String trait = kind.trait().get();
    return String.format(
        Locale.ROOT,
        all(kind)
            ? "It takes no record with %s, of which there are %,d"
            : "It was sent none with %s that it took; of these there are %,d, and smaller ones may pass",
        trait,
        everywhere.get(trait).records());
  }

  private static String shortened(String id) {
    return id.codePointCount(0, id.length()) <= LONGEST_ID
        ? id
        : id.substring(0, id.offsetByCodePoints(0, LONGEST_ID)) + "…";
  }
}
