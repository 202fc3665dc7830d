package io.chromarunbook.starter.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import io.chromarunbook.workflows.evidence.CheckResult;
import io.chromarunbook.workflows.evidence.CheckResult.Result;
import io.chromarunbook.workflows.evidence.CheckResult.Severity;
import java.util.List;
import org.junit.jupiter.api.Test;

class CheckTextTest {

  private static final List<CheckResult> CHECKS =
      List.of(
          check("counts", "match", Severity.BLOCKING, Result.PASS),
          check("documents", "sizes", Severity.BLOCKING, Result.PASS),
          check("documents", "equal", Severity.BLOCKING, Result.FAIL, "a", "b\u001b[31m"),
          check("search", "minimum-recall", Severity.WARNING, Result.FAIL, "kb"),
          check("write", "upsert", Severity.BLOCKING, Result.NOT_APPLICABLE));

  @Test
  void what_fails_comes_first_and_says_what_it_failed_on() {
    assertThat(CheckText.of(CHECKS, Paint.PLAIN))
        .containsExactly(
            "✗ FAIL  documents",
            "  ✗ FAIL  documents.equal        found",
            "          required: wanted",
            "          failed on: a, b\\u001b[31m",
            "  ✓ PASS  documents.sizes        found",
            "! WARN  search",
            "  ! WARN  search.minimum-recall  found",
            "          required: wanted",
            "          failed on: kb",
            "✓ PASS  counts",
            "  ✓ PASS  counts.match           found",
            "– N/A   write",
            "  – N/A   write.upsert           found");
  }

  @Test
  void colours_say_nothing_that_words_do_not() {
    assertThat(
            CheckText.of(CHECKS, Paint.COLOURED).stream()
                .map(line -> line.replaceAll("\u001b\\[[0-9;]*m", "")))
        .isEqualTo(CheckText.of(CHECKS, Paint.PLAIN));
  }

  @Test
  void the_sum_counts_a_failing_warning_apart() {
    assertThat(CheckText.sum(CHECKS))
        .isEqualTo("5 checks in 4 families: 1 FAIL, 1 WARN, 2 PASS, 1 N/A");
    assertThat(CheckText.firstFailing(CHECKS)).map(CheckResult::id).contains("documents.equal");
  }

  private static CheckResult check(
      String family, String name, Severity severity, Result result, String... failures) {
    return new CheckResult(
        family + "." + name, family, severity, "wanted", "found", result, List.of(failures));
  }
}
