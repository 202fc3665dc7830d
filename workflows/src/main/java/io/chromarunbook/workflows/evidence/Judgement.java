package io.chromarunbook.workflows.evidence;

import io.chromarunbook.workflows.plan.Role;
import io.chromarunbook.workflows.plan.ValidationPlan;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The decision, made here and nowhere else: which lines GO needs, which alone mean NO-GO, what each
 * came to, and what follows. The bounds are the runbook's (0.95 of 9,832 records means 9,340 valid
 * ones).
 *
 * @param criteria lines GO needs, those that people must say last
 * @param triggers lines of which any one means NO-GO
 * @param verdict what they come to
 */
public record Judgement(List<Criterion> criteria, List<Criterion> triggers, Verdict verdict) {

  /** 0.99 less 0.97 is a hair more than 0.02 in floating point. */
  private static final double ROUNDING = 1e-9;

  private static final int MOST_SHOWN = 3;

  public Judgement {
    criteria = List.copyOf(criteria);
    triggers = List.copyOf(triggers);
  }

  /** Judges what was found. */
  public static Judgement of(Grounds grounds) {
    List<Criterion> found = dataCriteria(grounds.findings());
    List<Criterion> criteria = new ArrayList<>(found);
    for (Role role : grounds.roles()) {
      Boolean answer = grounds.answers().get(role);
      criteria.add(
          new Criterion(
              "approval." + role.label(),
              role.label() + " approves",
              answer == null ? "no answer yet" : answer ? "approved" : "rejected",
              answer));
    }
    List<Criterion> triggers = new ArrayList<>(dataTriggers(grounds.findings()));
    triggers.addAll(interruptions(grounds.interruptions()));
    return new Judgement(criteria, triggers, verdict(grounds, found, criteria, triggers));
  }

  private static List<Criterion> interruptions(Interruptions interruptions) {
    return List.of(
        outside(
            "network",
            "no server unreachable for longer than the plan's patience",
            interruptions.network(),
            "reachable"),
        outside(
            "operator", "no operator decides against it", interruptions.operator(), "nobody did"),
        outside(
            "window",
            "the target serves after the switch",
            interruptions.window(),
            "nothing was seen against it"));
  }

  private static Criterion outside(
      String id, String required, Optional<String> interruption, String otherwise) {
    return new Criterion(id, required, interruption.orElse(otherwise), interruption.isEmpty());
  }

  private static Verdict verdict(
      Grounds grounds, List<Criterion> found, List<Criterion> criteria, List<Criterion> triggers) {
    List<Criterion> fired = triggers.stream().filter(Criterion::failed).toList();
    if (!fired.isEmpty()) {
      return new Verdict.NoGo("NO-GO: " + lines(fired));
    }
    Optional<String> rejected =
        grounds.roles().stream()
            .filter(role -> Boolean.FALSE.equals(grounds.answers().get(role)))
            .findFirst()
            .map(role -> "NO-GO: " + role.label() + " rejected");
    if (rejected.isPresent()) {
      return new Verdict.NoGo(rejected.get());
    }
    return objection(grounds, found)
        .<Verdict>map(reason -> new Verdict.Hold(reason, Remedies.of(grounds)))
        .orElseGet(() -> awaited(grounds, criteria));
  }

  /** Why GO cannot be asked for, though it may be mended. */
  private static Optional<String> objection(Grounds grounds, List<Criterion> found) {
    if (grounds.freeze().isPresent()) {
      return Optional.of("The freeze is broken: " + grounds.freeze().get());
    }
    if (!grounds.uncopied().isEmpty()) {
      return Optional.of(
          grounds.uncopied().size()
              + " of the collections failed: "
              + grounds.uncopied().stream()
                  .limit(MOST_SHOWN)
                  .map(failed -> failed.collection() + ": " + failed.reason())
                  .collect(Collectors.joining("; ")));
    }
    if (grounds.change().isPresent()) {
      return Optional.of("The target is not what was approved any more: " + grounds.change().get());
    }
    List<Criterion> failed = found.stream().filter(Criterion::failed).toList();
    if (!failed.isEmpty()) {
      return Optional.of("A criterion does not hold: " + lines(failed));
    }
    List<CheckResult> blocking =
        grounds.checks().stream()
            .filter(check -> check.severity() == CheckResult.Severity.BLOCKING)
            .filter(check -> check.result() == CheckResult.Result.FAIL)
            .toList();
    if (!blocking.isEmpty()) {
      return Optional.of(
          "A check fails: "
              + blocking.stream().map(Judgement::failing).collect(Collectors.joining("; ")));
    }
    return grounds.acceptance().map(failing -> "An acceptance command fails: " + failing);
  }

  private static String failing(CheckResult check) {
    String names = check.failures().stream().limit(MOST_SHOWN).collect(Collectors.joining("; "));
    return check.id() + ": " + check.observed() + (names.isEmpty() ? "" : " (" + names + ")");
  }

  private static Verdict awaited(Grounds grounds, List<Criterion> criteria) {
    if (grounds.findings().isEmpty()) {
      return new Verdict.Pending("validation");
    }
    List<String> pending =
        criteria.stream().filter(line -> line.pass() == null).map(Criterion::id).toList();
    return pending.isEmpty() ? new Verdict.Go() : new Verdict.Pending(String.join(", ", pending));
  }

  private static String lines(List<Criterion> criteria) {
    return criteria.stream()
        .map(line -> "%s: %s, required: %s".formatted(line.id(), line.observed(), line.required()))
        .collect(Collectors.joining("; "));
  }

  private static List<Criterion> dataCriteria(Optional<Findings> findings) {
    return List.of(
        line("valid-records", findings, Judgement::validRecords),
        line("metadata-fields", findings, Judgement::metadataFields),
        line("collections-migrated", findings, Judgement::collectionsMigrated),
        line("semantic-search", findings, Judgement::semanticSearch),
        line("counts-match", findings, Judgement::countsMatch),
        line("unexplained-differences", findings, Judgement::unexplainedDifferences));
  }

  private static List<Criterion> dataTriggers(Optional<Findings> findings) {
    return List.of(
        line("pass-rate", findings, Judgement::validRecords),
        line("data-loss", findings, Judgement::dataLoss),
        line("missing-embeddings", findings, Judgement::missingEmbeddings),
        line("metadata-incomplete", findings, Judgement::metadataFields),
        line("semantic-search-broken", findings, Judgement::searchBroken));
  }

  /** One line without its name. */
  private record Line(String required, String observed, boolean holds) {}

  private interface Rule {
    Line apply(Findings findings);
  }

  private static Criterion line(String id, Optional<Findings> findings, Rule rule) {
    if (findings.isEmpty()) {
      return new Criterion(id, "see validation", "not validated yet", null);
    }
    Line line = rule.apply(findings.get());
    return new Criterion(id, line.required(), line.observed(), line.holds());
  }

  private static Line validRecords(Findings found) {
    long total = found.totals().snapshot();
    long needed = shareOf(found.bounds().passRate(), total);
    return new Line(
        "at least %s of %s records valid".formatted(number(needed), number(total)),
        number(found.totals().equal()) + " valid",
        found.totals().equal() >= needed);
  }

  private static Line metadataFields(Findings found) {
    if (found.requiredFields() == 0) {
      return new Line("the plan requires no metadata field", "none required", true);
    }
    return new Line(
        "%d required fields present and typed in every record".formatted(found.requiredFields()),
        found.incompleteRecords() == 0
            ? "complete in all"
            : number(found.incompleteRecords()) + " records incomplete",
        found.incompleteRecords() == 0);
  }

  private static Line collectionsMigrated(Findings found) {
    return new Line(
        "%,d of %,d collections"
            .formatted(found.collectionsExpected(), found.collectionsExpected()),
        "%d of %d".formatted(found.collectionsMigrated(), found.collectionsExpected()),
        found.collectionsMigrated() == found.collectionsExpected());
  }

  private static Line semanticSearch(Findings found) {
    ValidationPlan bounds = found.bounds();
    int asked = found.searches().stream().mapToInt(SearchResult::queries).sum();
    int answered = found.searches().stream().mapToInt(SearchResult::answered).sum();
    double worstDrop =
        found.searches().stream()
            .mapToDouble(search -> search.sourceRecall() - search.targetRecall())
            .max()
            .orElse(0);
    return new Line(
        "every query answered, recall at most %s below the source's"
            .formatted(share(bounds.maxRecallDrop())),
        "%d of %d answered, recall at worst %s below"
            .formatted(answered, asked, share(Math.max(0, worstDrop))),
        answered == asked && worstDrop <= bounds.maxRecallDrop() + ROUNDING);
  }

  private static Line countsMatch(Findings found) {
    Totals totals = found.totals();
    long atTarget = totals.equal() + totals.different() + totals.added();
    String less =
        totals.quarantined() == 0 ? "" : " less " + number(totals.quarantined()) + " quarantined";
    return new Line(
        number(totals.snapshot()) + " at the source" + less,
        number(totals.snapshot()) + " → " + number(atTarget),
        atTarget == totals.snapshot() - totals.quarantined());
  }

  private static Line unexplainedDifferences(Findings found) {
    Totals totals = found.totals();
    return new Line(
        "at most " + number(found.bounds().maxUnexplained()),
        "%s (%s missing, %s different, %s added)"
            .formatted(
                number(totals.unexplained()),
                number(totals.missing()),
                number(totals.different()),
                number(totals.added())),
        totals.unexplained() <= found.bounds().maxUnexplained());
  }

  private static Line dataLoss(Findings found) {
    return new Line(
        "at most %s records absent from the target".formatted(number(found.bounds().maxLost())),
        number(found.totals().lost()) + " absent",
        found.totals().lost() <= found.bounds().maxLost());
  }

  private static Line missingEmbeddings(Findings found) {
    long allowed = shareOf(found.bounds().maxMissingEmbeddings(), found.totals().snapshot());
    return new Line(
        "at most %s of the source's records without embedding"
            .formatted(share(found.bounds().maxMissingEmbeddings())),
        number(found.missingEmbeddings()) + " without",
        found.missingEmbeddings() <= allowed);
  }

  private static Line searchBroken(Findings found) {
    long silent =
        found.searches().stream()
            .mapToLong(search -> (long) search.queries() - search.answered())
            .sum();
    return new Line(
        "no query without any result",
        silent == 0 ? "all answered" : number(silent) + " without any result",
        silent == 0);
  }

  /** So many of these, in decimal: 0.29 of 100 are 29. */
  private static long shareOf(double share, long total) {
    return BigDecimal.valueOf(share)
        .multiply(BigDecimal.valueOf(total))
        .setScale(0, RoundingMode.FLOOR)
        .longValueExact();
  }

  private static String number(long value) {
    return String.format(Locale.ROOT, "%,d", value);
  }

  private static String share(double value) {
    return String.format(Locale.ROOT, "%.1f %%", value * 100);
  }
}
