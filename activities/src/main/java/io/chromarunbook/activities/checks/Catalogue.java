package io.chromarunbook.activities.checks;

import java.util.List;
import java.util.Optional;

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

  private Catalogue() {}

  /** The check with this id. */
  public static Optional<Check> check(String id) {
    return FAMILIES.stream()
        .flatMap(family -> family.checks().stream())
        .filter(check -> check.id().equals(id))
        .findFirst();
  }
}
