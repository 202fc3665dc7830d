package io.chromarunbook.activities.inventory;

import io.chromarunbook.activities.distance.IndexDistance;
import io.chromarunbook.chroma.CollectionInfo;
import io.chromarunbook.chroma.DistanceFunction;
import io.chromarunbook.workflows.steps.Finding;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The distance function that migrates with a collection, and what people must know of it.
 *
 * @param finding empty where there is nothing to say
 */
record CarriedDistance(DistanceFunction function, Optional<Finding> finding) {

  /**
   * Decides by what the index was found to measure.
   *
   * @param planned what the plan names for it
   */
  static CarriedDistance of(
      CollectionInfo info, IndexDistance found, Optional<DistanceFunction> planned) {
    DistanceFunction wanted = planned.orElse(info.distance());
    if (found instanceof IndexDistance.Measured measured) {
      return measured(info, measured.function(), planned);
    }
    if (found instanceof IndexDistance.Tied tied) {
      return tied.among().contains(wanted)
          ? new CarriedDistance(wanted, Optional.empty())
          : tied(info, tied.among(), wanted);
    }
    if (found instanceof IndexDistance.Unknown) {
      return planned.isPresent()
          ? new CarriedDistance(wanted, Optional.empty())
          : new CarriedDistance(
              wanted,
              finding(
                  "distance-unknown",
                  Finding.Weight.BLOCKING,
                  "The distances that the index of the collection '%s' answers with fit none of l2, ip and cosine; look at it, and name the right one in collections.distance."
                      .formatted(info.name())));
    }
    if (found instanceof IndexDistance.Nothing) {
      return new CarriedDistance(wanted, Optional.empty());
    }
    String why = ((IndexDistance.NotMeasured) found).why();
    return new CarriedDistance(
        wanted,
        finding(
            "distance-not-measured",
            Finding.Weight.NOTE,
            "By which function the index of the collection '%s' measures was not found out, because %s; %s migrates, as %s."
                .formatted(
                    info.name(),
                    why,
                    wanted.chromaName(),
                    planned.isPresent() ? "the plan says" : "its own words say")));
  }

  private static CarriedDistance measured(
      CollectionInfo info, DistanceFunction measured, Optional<DistanceFunction> planned) {
    if (planned.isPresent() && planned.get() != measured) {
      return new CarriedDistance(
          measured,
          finding(
              "distance-contradicted",
              Finding.Weight.BLOCKING,
              "The plan's collections.distance names %s for the collection '%s', but its index measures %s; take it out of the plan."
                  .formatted(planned.get().chromaName(), info.name(), measured.chromaName())));
    }
    return new CarriedDistance(
        measured,
        measured == info.distance()
            ? Optional.empty()
            : finding(
                "distance-drifted",
                Finding.Weight.WARNING,
                "The collection '%s' says of itself that it measures %s, but its index measures %s: %s migrates."
                    .formatted(
                        info.name(),
                        info.distance().chromaName(),
                        measured.chromaName(),
                        measured.chromaName())));
  }

  private static CarriedDistance tied(
      CollectionInfo info, Set<DistanceFunction> among, DistanceFunction wanted) {
    return new CarriedDistance(
        wanted,
        finding(
            "distance-unclear",
            Finding.Weight.BLOCKING,
            "The index of the collection '%s' measures by one of %s, which its records cannot tell apart, and not by %s; name the right one in collections.distance."
                .formatted(
                    info.name(),
                    among.stream()
                        .sorted()
                        .map(DistanceFunction::chromaName)
                        .collect(Collectors.joining(", ")),
                    wanted.chromaName())));
  }

  private static Optional<Finding> finding(String id, Finding.Weight weight, String message) {
    return Optional.of(new Finding("inventory." + id, weight, message));
  }
}
