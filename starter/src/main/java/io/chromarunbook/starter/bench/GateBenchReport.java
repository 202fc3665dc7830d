package io.chromarunbook.starter.bench;

import java.util.List;
import java.util.Locale;

/**
 * What a gate costs.
 *
 * @param addedMillisPerRead median of a read through it less that of the same read without it
 * @param shareOfThroughput reads a second through it over those without it
 */
public record GateBenchReport(
    int rounds,
    Spread addedMillisPerRead,
    Spread shareOfThroughput,
    Writes writeMillis,
    Resident residentMegabytes) {

  /** Medians of a write of ten records, in milliseconds. */
  public record Writes(Spread direct, Spread gate, Spread journal) {}

  /** The most that each gate held in memory. */
  public record Resident(double gate, double journal) {}

  /** For people. */
  public List<String> lines() {
    return List.of(
        line("added to a read", addedMillisPerRead, "ms (median of all; goal: at most 0.5)"),
        line(
            "share of direct throughput", shareOfThroughput, "(eight clients; goal: at least 0.9)"),
        line("a write, direct", writeMillis.direct(), "ms"),
        line("a write, by a gate", writeMillis.gate(), "ms"),
        line("a write, with a journal", writeMillis.journal(), "ms"),
        String.format(
            Locale.ROOT,
            "%-28s %.0f MB, with a journal %.0f MB (goal: at most 256)",
            "memory at most",
            residentMegabytes.gate(),
            residentMegabytes.journal()));
  }

  private static String line(String what, Spread spread, String unit) {
    return String.format(
        Locale.ROOT,
        "%-28s %.3f / %.3f / %.3f %s",
        what,
        spread.min(),
        spread.median(),
        spread.max(),
        unit);
  }
}
