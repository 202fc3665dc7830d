package io.chromarunbook.starter.terminal;

import io.chromarunbook.workflows.evidence.CheckResult;
import io.chromarunbook.workflows.evidence.CheckResult.Result;
import io.chromarunbook.workflows.evidence.CheckResult.Severity;
import io.chromarunbook.workflows.text.Printable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Checks by family, those that fail before the others. */
public final class CheckText {

  /** How a check ended, the worst first. */
  private enum Verdict {
    FAIL("✗ FAIL"),
    WARN("! WARN"),
    PASS("✓ PASS"),
    NOT_APPLICABLE("– N/A ");

    private final String shown;

    Verdict(String shown) {
      this.shown = shown;
    }

    static Verdict of(CheckResult check) {
      return switch (check.result()) {
        case PASS -> PASS;
        case FAIL -> check.severity() == Severity.BLOCKING ? FAIL : WARN;
        case NOT_APPLICABLE -> NOT_APPLICABLE;
      };
    }

    String painted(String line, Paint paint) {
      return switch (this) {
        case FAIL -> paint.bad(line);
        case WARN -> paint.warning(line);
        case PASS -> line;
        case NOT_APPLICABLE -> paint.faint(line);
      };
    }
  }

  private static final String DETAIL = " ".repeat(10);

  private CheckText() {}

  /** The lines. */
  public static List<String> of(List<CheckResult> checks, Paint paint) {
    int width = checks.stream().mapToInt(check -> check.id().length()).max().orElse(0);
    List<String> lines = new ArrayList<>();
    families(checks).entrySet().stream()
        .sorted(Comparator.comparing(family -> worst(family.getValue())))
        .forEach(
            family -> {
              Verdict worst = worst(family.getValue());
              lines.add(worst.painted(worst.shown + "  ", paint) + paint.bold(family.getKey()));
              family.getValue().stream()
                  .sorted(Comparator.comparing(Verdict::of))
                  .forEach(check -> lines.addAll(check(check, width, paint)));
            });
    return lines;
  }

  private static Map<String, List<CheckResult>> families(List<CheckResult> checks) {
    return checks.stream()
        .collect(
            Collectors.groupingBy(CheckResult::family, LinkedHashMap::new, Collectors.toList()));
  }

  private static Verdict worst(List<CheckResult> checks) {
    return checks.stream().map(Verdict::of).min(Comparator.naturalOrder()).orElseThrow();
  }

  private static List<String> check(CheckResult check, int width, Paint paint) {
    Verdict verdict = Verdict.of(check);
    List<String> lines = new ArrayList<>();
    lines.add(
        verdict.painted(
            "  %s  %s  %s"
                .formatted(
                    verdict.shown,
                    check.id() + " ".repeat(width - check.id().length()),
                    Printable.of(check.observed())),
            paint));
    if (check.result() == Result.FAIL) {
      lines.add(DETAIL + "required: " + Printable.of(check.required()));
      if (!check.failures().isEmpty()) {
        lines.add(DETAIL + "failed on: " + Printable.of(String.join(", ", check.failures())));
      }
    }
    return lines;
  }

  /** The check to look at first: the first of those that weigh most. */
  public static Optional<CheckResult> firstFailing(List<CheckResult> checks) {
    return checks.stream()
        .filter(check -> check.result() == Result.FAIL)
        .min(Comparator.comparing(Verdict::of));
  }

  /** How many there are, and how many ended how. */
  public static String sum(List<CheckResult> checks) {
    Map<Verdict, Long> numbers =
        checks.stream().collect(Collectors.groupingBy(Verdict::of, Collectors.counting()));
    return String.format(
        Locale.ROOT,
        "%d checks in %d families: %d FAIL, %d WARN, %d PASS, %d N/A",
        checks.size(),
        families(checks).size(),
        numbers.getOrDefault(Verdict.FAIL, 0L),
        numbers.getOrDefault(Verdict.WARN, 0L),
        numbers.getOrDefault(Verdict.PASS, 0L),
        numbers.getOrDefault(Verdict.NOT_APPLICABLE, 0L));
  }
}
