package io.chromarunbook.activities.report;

import static io.chromarunbook.document.Spans.strong;
import static io.chromarunbook.document.Spans.text;

import io.chromarunbook.document.Block;
import io.chromarunbook.document.Cell;
import io.chromarunbook.document.Column;
import io.chromarunbook.document.Fold;
import io.chromarunbook.document.Paragraph;
import io.chromarunbook.document.Section;
import io.chromarunbook.document.Table;
import io.chromarunbook.document.Table.Row;
import io.chromarunbook.workflows.evidence.CheckResult;
import io.chromarunbook.workflows.evidence.CheckResult.Result;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Every check of the validation, by family; what fails stands first. */
record ChecksSection(ReportFacts facts) implements ReportSection {

  @Override
  public Optional<Section> section() {
    List<Block> blocks = new ArrayList<>();
    if (facts.checks().isEmpty()) {
      blocks.add(Paragraph.of("Not reached."));
    } else {
      failures(blocks);
      blocks.add(families());
      blocks.add(all());
    }
    return Optional.of(new Section("checks", "Validation", blocks));
  }

  private void failures(List<Block> blocks) {
    List<CheckResult> failing =
        facts.checks().stream().filter(check -> check.result() == Result.FAIL).toList();
    if (failing.isEmpty()) {
      blocks.add(Paragraph.of("No check fails."));
    } else {
      blocks.add(table("Checks that fail", failing));
    }
  }

  private Map<String, List<CheckResult>> byFamily() {
    return facts.checks().stream()
        .collect(
            Collectors.groupingBy(CheckResult::family, LinkedHashMap::new, Collectors.toList()));
  }

  private Table families() {
    return new Table(
        "Checks by family",
        List.of(
            Column.words("Family"),
            Column.numbers("Pass"),
            Column.numbers("Fail"),
            Column.numbers("Not applicable")),
        byFamily().entrySet().stream()
            .sorted(Comparator.comparing(family -> count(family.getValue(), Result.FAIL) == 0))
            .map(
                family ->
                    Row.of(
                        family.getKey(),
                        Wording.number(count(family.getValue(), Result.PASS)),
                        Wording.number(count(family.getValue(), Result.FAIL)),
                        Wording.number(count(family.getValue(), Result.NOT_APPLICABLE))))
            .toList());
  }

  private static long count(List<CheckResult> checks, Result result) {
    return checks.stream().filter(check -> check.result() == result).count();
  }

  private Fold all() {
    return new Fold(
        "All %s checks, what each asks for and what was found"
            .formatted(Wording.number(facts.checks().size())),
        Fold.Depth.ELSEWHERE,
        byFamily().entrySet().stream()
            .<Block>map(family -> table("Family " + family.getKey(), family.getValue()))
            .toList());
  }

  private static Table table(String caption, List<CheckResult> checks) {
    return new Table(
        caption,
        List.of(
            Column.words("Check"),
            Column.words("Weight"),
            Column.words("Required"),
            Column.words("Observed"),
            Column.words("Result"),
            Column.words("First failures")),
        checks.stream().map(ChecksSection::row).toList());
  }

  private static Row row(CheckResult check) {
    return Row.of(
        Cell.of(check.id()),
        Cell.of(Wording.word(check.severity())),
        Cell.of(check.required()),
        Cell.of(check.observed()),
        Cell.of(
            switch (check.result()) {
              case PASS -> text("pass");
              case FAIL -> strong("fail");
              case NOT_APPLICABLE -> text("not applicable");
            }),
        Cell.of(Wording.present(String.join(", ", check.failures()))));
  }
}
