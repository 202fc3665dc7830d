package io.chromarunbook.activities.checks;

import io.chromarunbook.workflows.evidence.CheckResult;
import io.chromarunbook.workflows.evidence.CheckResult.Result;
import java.util.ArrayList;
import java.util.List;

/**
 * Judges checks by what they saw. One the inventory has nothing for does not apply; one that had
 * something to look at and looked at nothing fails.
 */
public final class CheckJudge {

  private static final int SHOWN = 10;
  private static final int LONGEST = 80;
  private static final int LONGEST_REASON = 300;

  private CheckJudge() {}

  /** The results of these families, in their order. */
  public static List<CheckResult> of(List<Family> families, Tallies tallies) {
    List<CheckResult> results = new ArrayList<>();
    for (Family family : families) {
      for (Check check : family.checks()) {
        results.add(of(family, check, tallies.of(check)));
      }
    }
    return results;
  }

  private static CheckResult of(Family family, Check check, Tally tally) {
    Result result = result(tally);
    return new CheckResult(
        check.id(),
        family.name(),
        check.severity(),
        tally.required() == null ? check.required() : tally.required(),
        observed(check, tally, result),
        result,
        tally.failing().stream().limit(SHOWN).map(CheckJudge::shortened).toList());
  }

  private static Result result(Tally tally) {
    if (tally.due() == 0) {
      return Result.NOT_APPLICABLE;
    }
    return tally.lookedAt() > 0 && tally.failing().isEmpty() ? Result.PASS : Result.FAIL;
  }

  private static String observed(Check check, Tally tally, Result result) {
    String judged = judged(check, tally, result);
    if (tally.exempt().isEmpty()) {
      return judged;
    }
    String why = shortened(tally.exempt().get(0), LONGEST_REASON);
    String more =
        tally.exempt().size() == 1 ? "" : " and %,d more".formatted(tally.exempt().size() - 1);
    return result == Result.NOT_APPLICABLE
        ? "not applicable: " + why + more
        : "%s; not judged: %s%s".formatted(judged, why, more);
  }

  private static String judged(Check check, Tally tally, Result result) {
    if (result == Result.NOT_APPLICABLE) {
      return (tally.inapplicable() == null ? check.inapplicable() : tally.inapplicable()).reason();
    }
    if (tally.lookedAt() == 0) {
      return "nothing of %,d could be looked at".formatted(tally.due());
    }
    if (tally.observed() != null) {
      return tally.observed();
    }
    return tally.lookedAt() == tally.due()
        ? "%,d failing of %,d".formatted(tally.failing().size(), tally.due())
        : "%,d failing of %,d looked at, of %,d"
            .formatted(tally.failing().size(), tally.lookedAt(), tally.due());
  }

  private static String shortened(String name) {
    return shortened(name, LONGEST);
  }

  private static String shortened(String text, int longest) {
    return text.codePointCount(0, text.length()) <= longest
        ? text
        : text.substring(0, text.offsetByCodePoints(0, longest)) + "…";
  }
}
