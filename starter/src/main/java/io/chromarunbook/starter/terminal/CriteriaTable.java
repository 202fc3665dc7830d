package io.chromarunbook.starter.terminal;

import io.chromarunbook.workflows.evidence.Criterion;
import java.util.ArrayList;
import java.util.List;

/** What GO needs and what alone means NO-GO, each with required and observed. */
final class CriteriaTable {

  private CriteriaTable() {}

  static List<String> of(List<Criterion> criteria, List<Criterion> triggers, Paint paint) {
    List<String> lines = new ArrayList<>();
    if (!criteria.isEmpty()) {
      lines.add(paint.bold("GO needs all of these"));
      lines.addAll(table(criteria, "pass", "FAIL", paint));
    }
    if (!triggers.isEmpty()) {
      lines.add(paint.bold("Any one of these means NO-GO"));
      lines.addAll(table(triggers, "quiet", "FIRED", paint));
    }
    return lines;
  }

  private static List<String> table(
      List<Criterion> criteria, String holds, String fails, Paint paint) {
    TextTable table = new TextTable();
    for (Criterion criterion : criteria) {
      table.row(
          "  " + sign(criterion.pass()),
          word(criterion.pass(), holds, fails),
          criterion.id(),
          text(criterion.observed()) + "  (required: " + text(criterion.required()) + ")");
    }
    List<String> lines = table.lines();
    List<String> painted = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      painted.add(paint(criteria.get(i).pass(), lines.get(i), paint));
    }
    return painted;
  }

  private static String paint(Boolean pass, String line, Paint paint) {
    if (pass == null) {
      return paint.faint(line);
    }
    return pass ? paint.good(line) : paint.bad(line);
  }

  private static String sign(Boolean pass) {
    if (pass == null) {
      return "…";
    }
    return pass ? "✓" : "✗";
  }

  private static String word(Boolean pass, String holds, String fails) {
    if (pass == null) {
      return "pending";
    }
    return pass ? holds : fails;
  }

  private static String text(String value) {
    return value == null || value.isEmpty() ? "–" : value;
  }
}
