package io.chromarunbook.workflows.plan;

import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * How much may be put aside: whichever bound allows more.
 *
 * @param maxRecords most records in quarantine
 * @param maxShare most records in quarantine as a share of all, 0 to 1
 */
public record QuarantinePlan(
    @PlanKey(means = "Most records in quarantine", takes = "a whole number of at least 0")
        Long maxRecords,
    @PlanKey(
            means = "Most records in quarantine, as a share of all",
            takes = "a number from 0 to 1")
        Double maxShare) {

  /** Nothing may be put aside. */
  public static final QuarantinePlan NONE = new QuarantinePlan(null, null);

  public QuarantinePlan {
    maxRecords = maxRecords == null ? 0 : maxRecords;
    maxShare = maxShare == null ? 0 : maxShare;
    if (maxRecords < 0) {
      throw new IllegalArgumentException("maxRecords must not be negative");
    }
    if (maxShare < 0 || maxShare > 1) {
      throw new IllegalArgumentException("maxShare must be between 0 and 1");
    }
  }

  /** How many of this many records may be put aside. */
  public long allowed(long total) {
    long share =
        BigDecimal.valueOf(maxShare)
            .multiply(BigDecimal.valueOf(total))
            .setScale(0, RoundingMode.FLOOR)
            .longValueExact();
    return Math.max(maxRecords, share);
  }
}
