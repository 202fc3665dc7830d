package io.chromarunbook.activities.validation;

import com.fasterxml.jackson.annotation.JsonProperty;

/** A vector both servers are searched for. */
final class Query {

  /** Where a query comes from. */
  enum Kind {
    /** A vector the plan gives. */
    @JsonProperty("provided")
    PROVIDED,
    /** The record's own vector. */
    @JsonProperty("sampled")
    SAMPLED,
    /** The record's vector moved a little, so that no record has it. */
    @JsonProperty("perturbed")
    PERTURBED
  }

  private final String of;
  private final Kind kind;
  private final float[] vector;

  Query(String of, Kind kind, float[] vector) {
    this.of = of;
    this.kind = kind;
    this.vector = vector;
  }

  /** The id of the record it was taken from, or where among the plan's vectors it stands. */
  String of() {
    return of;
  }

  Kind kind() {
    return kind;
  }

  /** Not a copy; nobody changes it. */
  float[] vector() {
    return vector;
  }
}
