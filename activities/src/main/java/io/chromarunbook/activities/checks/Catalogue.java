package io.chromarunbook.activities.checks;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** All families, in the order people read them. */
public final class Catalogue {

  /** The twelve. */
  public static final List<Family> FAMILIES =
      List.of(
          ConnectivityChecks.FAMILY,
          CollectionChecks.FAMILY,
          CountChecks.FAMILY,
          IdentityChecks.FAMILY,
          DocumentChecks.FAMILY,
          MetadataSchemaChecks.FAMILY,
          MetadataValueChecks.FAMILY,
          EmbeddingChecks.FAMILY,
          SearchChecks.FAMILY,
          FilterChecks.FAMILY,
          WriteChecks.FAMILY,
          PerformanceChecks.FAMILY);

  private static final Set<Check> BEFORE_ANYTHING_IS_MOVED =
      Set.of(
          ConnectivityChecks.SOURCE,
          ConnectivityChecks.TARGET,
          ConnectivityChecks.LIMITS,
          IdentityChecks.QUARANTINE_BUDGET,
          MetadataSchemaChecks.REQUIRED_FIELDS,
          MetadataSchemaChecks.ALLOWED_VALUES,
          EmbeddingChecks.DIMENSION,
          EmbeddingChecks.FINITE,
          EmbeddingChecks.MISSING_SHARE);

  private Catalogue() {}

  /** The checks that can be made only when records are at the target. */
  public static Set<Check> needingATarget() {
    return FAMILIES.stream()
        .flatMap(family -> family.checks().stream())
        .filter(check -> !BEFORE_ANYTHING_IS_MOVED.contains(check))
        .collect(Collectors.toUnmodifiableSet());
  }

  /** The check with this id. */
  public static Optional<Check> check(String id) {
    return FAMILIES.stream()
        .flatMap(family -> family.checks().stream())
        .filter(check -> check.id().equals(id))
        .findFirst();
  }
}
