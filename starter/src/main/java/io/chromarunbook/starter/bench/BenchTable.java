package io.chromarunbook.starter.bench;

import io.chromarunbook.starter.terminal.TextTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The report as people read it: medians, with minimum and maximum where there are several. */
public final class BenchTable {

  private static final double MEGA = 1 << 20;

  private final BenchReport report;

  private BenchTable(BenchReport report) {
    this.report = report;
  }

  /** The lines of it. */
  public static List<String> of(BenchReport report) {
    return new BenchTable(report).lines();
  }

  private List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add(
        String.format(
            Locale.ROOT,
            "%,d records of %d dimensions, %d repetition(s), %d processors, %s, Java %s",
            report.records(),
            report.dimension(),
            report.repetitions(),
            report.machine().processors(),
            report.machine().system(),
            report.machine().java()));
    lines.add("");
    MoveSpread ours = report.ours().whole();
    MoveSpread loop = report.clientLoop().whole();
    MoveSpread limit = report.limit();
    lines.addAll(
        new TextTable()
            .row("", "us, Steps 2 to 4", "client loop", "target's limit")
            .row(
                "seconds",
                plain(ours.seconds(), 1),
                plain(loop.seconds(), 1),
                plain(limit.seconds(), 1))
            .row(
                "records/s",
                plain(ours.recordsPerSecond(), 0),
                plain(loop.recordsPerSecond(), 0),
                plain(limit.recordsPerSecond(), 0))
            .row(
                "target CPU s",
                plain(ours.serverCpuSeconds(), 1),
                plain(loop.serverCpuSeconds(), 1),
                plain(limit.serverCpuSeconds(), 1))
            .row(
                "client CPU s",
                plain(ours.clientCpuSeconds(), 1),
                plain(loop.clientCpuSeconds(), 1),
                plain(limit.clientCpuSeconds(), 1))
            .row(
                "target memory MB",
                mega(ours.serverPeakBytes()),
                mega(loop.serverPeakBytes()),
                mega(limit.serverPeakBytes()))
            .row(
                "client memory MB",
                mega(ours.clientPeakBytes()),
                mega(loop.clientPeakBytes()),
                mega(limit.clientPeakBytes()))
            .lines());
    lines.add("");
    lines.addAll(ours());
    lines.add("");
    lines.addAll(
        new TextTable()
            .row("import ratio", ratio(report.ratios().imported()), "our upserts ÷ the limit")
            .row("total ratio", ratio(report.ratios().total()), "our seconds ÷ the client loop's")
            .lines());
    return lines;
  }

  private List<String> ours() {
    BenchReport.OursSummary ours = report.ours();
    return new TextTable()
        .row("Step 2 snapshot", plain(ours.snapshotSeconds(), 1) + " s")
        .row("Step 3 migration", plain(ours.migrationSeconds(), 1) + " s")
        .row("  of it upserting", plain(ours.importSeconds(), 1) + " s")
        .row("  upserts' rate", plain(ours.importRecordsPerSecond(), 0) + " records/s")
        .row("  worker CPU", plain(ours.workerCpuMillisPerRecord(), 2) + " ms a record")
        .row(
            "  and for the source's second reading",
            plain(ours.secondReadingCpuMillisPerRecord(), 2) + " ms a record")
        .row("  no part imported", plain(percent(ours.idleShare()), 1) + " % of its time")
        .row("Step 4 validation", plain(ours.validationSeconds(), 1) + " s")
        .row("history", plain(ours.historyEvents(), 0) + " events")
        .row("largest payload", plain(ours.largestPayloadBytes(), 0) + " bytes")
        .row("snapshot on disk", plain(ours.snapshotRatio(), 2) + " × plain vectors and texts")
        .row("worker's heap", mega(ours.heapPeakBytes()) + " MB at most")
        .row("after a kill -9", afterKill())
        .lines();
  }

  private String afterKill() {
    Resumption resumption = report.afterKill();
    if (resumption == null) {
      return "the import was over before it could be killed";
    }
    return String.format(
        Locale.ROOT,
        "goes on after %.1f s, next part in after %.1f s; %d parts begun again, %d done again",
        resumption.seconds(),
        resumption.partSeconds(),
        resumption.partsBegunAgain(),
        resumption.partsDoneAgain());
  }

  private static Spread percent(Spread share) {
    return new Spread(share.min() * 100, share.median() * 100, share.max() * 100);
  }

  private static String mega(Spread bytes) {
    return plain(new Spread(bytes.min() / MEGA, bytes.median() / MEGA, bytes.max() / MEGA), 0);
  }

  private static String ratio(double value) {
    return String.format(Locale.ROOT, "%.2f", value);
  }

  private static String plain(Spread spread, int decimals) {
    String format = "%,." + decimals + "f";
    String median = String.format(Locale.ROOT, format, spread.median());
    return spread.min() == spread.max()
        ? median
        : median
            + " ("
            + String.format(Locale.ROOT, format, spread.min())
            + "–"
            + String.format(Locale.ROOT, format, spread.max())
            + ")";
  }
}
