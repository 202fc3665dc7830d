package io.chromarunbook.workflows.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.chromarunbook.workflows.plan.Role;
import io.chromarunbook.workflows.plan.ValidationPlan;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@Timeout(20)
class JudgementTest {

  private static final long ALL = 9832;
  private static final List<Role> ROLES = List.of(Role.OPERATIONS_LEAD, Role.DBA, Role.SECURITY);
  private static final Map<Role, Boolean> EVERYBODY =
      Map.of(Role.OPERATIONS_LEAD, true, Role.DBA, true, Role.SECURITY, true);

  private static Findings of(Totals totals) {
    return of(totals, 6, 0, 0, new SearchResult("kb", 50, 50, 0.99, 0.99));
  }

  private static Findings of(
      Totals totals, int migrated, long incomplete, long noEmbedding, SearchResult search) {
    return new Findings(
        totals, 6, migrated, 12, incomplete, noEmbedding, List.of(search), ValidationPlan.DEFAULT);
  }

  private static Findings incomplete(long records) {
    return of(good(), 6, records, 0, new SearchResult("kb", 50, 50, 1, 1));
  }

  private static Findings withoutEmbedding(long records) {
    return of(good(), 6, 0, records, new SearchResult("kb", 50, 50, 1, 1));
  }

  private static Findings searched(int answered, double source, double target) {
    return of(good(), 6, 0, 0, new SearchResult("kb", 50, answered, source, target));
  }

  private static Findings bounded(ValidationPlan bounds, Totals totals, long noEmbedding) {
    return new Findings(totals, 6, 6, 12, 0, noEmbedding, List.of(), bounds);
  }

  private static Totals good() {
    return new Totals(ALL, ALL, 0, 0, 0, 0, 0);
  }

  private static Totals totals(long quarantined, long different, long missing, long added) {
    long equal = ALL - quarantined - different - missing;
    return new Totals(ALL, equal, quarantined, different, missing, added, 0);
  }

  static Stream<Arguments> criteria() {
    ValidationPlan lenient = new ValidationPlan(0.29, null, 0.29, 3L, null, null, null, null, null);
    return Stream.of(
        // 0.95 of 9,832 is 9,340.4: 9,340 records are enough.
        Arguments.of("valid-records", of(totals(492, 0, 0, 0)), true, "9,340 valid"),
        Arguments.of("valid-records", of(totals(493, 0, 0, 0)), false, "9,339 valid"),
        // 0.29 × 100 is 28.99… in floating point, and 29 on paper.
        Arguments.of(
            "valid-records",
            bounded(lenient, new Totals(100, 28, 72, 0, 0, 0, 0), 0),
            false,
            "28 valid"),
        Arguments.of(
            "valid-records",
            bounded(lenient, new Totals(100, 29, 71, 0, 0, 0, 0), 0),
            true,
            "29 valid"),
        Arguments.of("metadata-fields", incomplete(0), true, "complete in all"),
        Arguments.of("metadata-fields", incomplete(1), false, "1 records incomplete"),
        Arguments.of("collections-migrated", of(good()), true, "6 of 6"),
        Arguments.of(
            "collections-migrated",
            of(good(), 5, 0, 0, new SearchResult("kb", 50, 50, 1, 1)),
            false,
            "5 of 6"),
        Arguments.of(
            "semantic-search",
            searched(50, 0.99, 0.97),
            true,
            "50 of 50 answered, recall at worst 2.0 % below"),
        Arguments.of("semantic-search", searched(50, 0.99, 0.9699), false, null),
        Arguments.of("semantic-search", searched(50, 0.90, 0.99), true, null),
        Arguments.of("semantic-search", searched(49, 0.99, 0.99), false, null),
        Arguments.of("counts-match", of(good()), true, "9,832 → 9,832"),
        Arguments.of("counts-match", of(totals(5, 0, 0, 0)), true, "9,832 → 9,827"),
        Arguments.of("counts-match", of(totals(0, 0, 1, 0)), false, "9,832 → 9,831"),
        Arguments.of("counts-match", of(totals(0, 0, 0, 1)), false, "9,832 → 9,833"),
        Arguments.of("counts-match", of(totals(0, 1, 0, 0)), true, "9,832 → 9,832"),
        Arguments.of(
            "unexplained-differences",
            of(totals(100, 0, 0, 0)),
            true,
            "0 (0 missing, 0 different, 0 added)"),
        Arguments.of("unexplained-differences", of(totals(0, 1, 0, 0)), false, null),
        Arguments.of("unexplained-differences", of(totals(0, 0, 1, 0)), false, null),
        Arguments.of("unexplained-differences", of(totals(0, 0, 0, 1)), false, null),
        Arguments.of(
            "unexplained-differences",
            bounded(lenient, totals(0, 1, 1, 1), 0),
            true,
            "3 (1 missing, 1 different, 1 added)"),
        Arguments.of(
            "unexplained-differences", bounded(lenient, totals(0, 2, 1, 1), 0), false, null));
  }

  static Stream<Arguments> triggers() {
    ValidationPlan lenient = new ValidationPlan(0.29, null, 0.29, 3L, null, null, null, null, null);
    return Stream.of(
        Arguments.of("pass-rate", of(totals(492, 0, 0, 0)), true, "9,340 valid"),
        Arguments.of("pass-rate", of(totals(0, 493, 0, 0)), false, "9,339 valid"),
        Arguments.of("data-loss", of(totals(100, 0, 0, 0)), true, "100 absent"),
        Arguments.of("data-loss", of(totals(60, 0, 40, 0)), true, "100 absent"),
        Arguments.of("data-loss", of(totals(60, 0, 41, 0)), false, "101 absent"),
        Arguments.of("data-loss", of(totals(0, 500, 0, 500)), true, "0 absent"),
        // 5 % of 9,832 is 491.6.
        Arguments.of("missing-embeddings", withoutEmbedding(491), true, "491 without"),
        Arguments.of("missing-embeddings", withoutEmbedding(492), false, "492 without"),
        Arguments.of(
            "missing-embeddings",
            bounded(lenient, new Totals(100, 100, 0, 0, 0, 0, 0), 29),
            true,
            "29 without"),
        Arguments.of(
            "missing-embeddings",
            bounded(lenient, new Totals(100, 100, 0, 0, 0, 0, 0), 30),
            false,
            "30 without"),
        Arguments.of("metadata-incomplete", incomplete(0), true, null),
        Arguments.of("metadata-incomplete", incomplete(1), false, null),
        Arguments.of("semantic-search-broken", searched(50, 1, 0.2), true, "all answered"),
        Arguments.of("semantic-search-broken", searched(49, 1, 1), false, "1 without any result"));
  }

  @ParameterizedTest
  @MethodSource("criteria")
  void a_criterion_holds_up_to_its_bound(String id, Findings found, boolean holds, String seen) {
    Judgement judgement = judged(Optional.of(found), EVERYBODY, Interruptions.NONE);
    Criterion line = line(judgement.criteria(), id);

    assertThat(line.pass()).isEqualTo(holds);
    if (seen != null) {
      assertThat(line.observed()).isEqualTo(seen);
    }
    if (!holds) {
      assertThat(judgement.verdict()).isInstanceOfAny(Verdict.Hold.class, Verdict.NoGo.class);
    }
  }

  @ParameterizedTest
  @MethodSource("triggers")
  void a_trigger_fires_beyond_its_bound(String id, Findings found, boolean quiet, String seen) {
    Judgement judgement = judged(Optional.of(found), EVERYBODY, Interruptions.NONE);
    Criterion line = line(judgement.triggers(), id);

    assertThat(line.pass()).isEqualTo(quiet);
    if (seen != null) {
      assertThat(line.observed()).isEqualTo(seen);
    }
    assertThat(fired(judgement).contains(line)).isEqualTo(!quiet);
  }

  @Test
  void there_are_nine_criteria_and_eight_triggers_and_all_may_hold() {
    Judgement judgement = judged(Optional.of(of(good())), EVERYBODY, Interruptions.NONE);

    assertThat(judgement.criteria())
        .extracting(Criterion::id)
        .containsExactly(
            "valid-records",
            "metadata-fields",
            "collections-migrated",
            "semantic-search",
            "counts-match",
            "unexplained-differences",
            "approval.operations-lead",
            "approval.dba",
            "approval.security");
    assertThat(judgement.triggers())
        .extracting(Criterion::id)
        .containsExactly(
            "pass-rate",
            "data-loss",
            "missing-embeddings",
            "metadata-incomplete",
            "semantic-search-broken",
            "network",
            "operator",
            "window");
    assertThat(judgement.verdict()).isEqualTo(new Verdict.Go());
    assertThat(judgement.criteria()).allMatch(line -> Boolean.TRUE.equals(line.pass()));
    assertThat(fired(judgement)).isEmpty();
  }

  @Test
  void before_validation_the_lines_of_the_data_are_pending() {
    Judgement judgement = judged(Optional.empty(), Map.of(), Interruptions.NONE);

    assertThat(judgement.criteria()).allMatch(line -> line.pass() == null);
    assertThat(judgement.triggers().subList(0, 5)).allMatch(line -> line.pass() == null);
    assertThat(judgement.verdict()).isEqualTo(new Verdict.Pending("validation"));
    assertThat(fired(judgement)).isEmpty();
  }

  @Test
  void a_role_approves_or_rejects_or_has_not_answered() {
    Judgement judgement =
        judged(
            Optional.of(of(good())),
            Map.of(Role.DBA, false, Role.SECURITY, true),
            Interruptions.NONE);

    assertThat(line(judgement.criteria(), "approval.operations-lead").pass()).isNull();
    assertThat(line(judgement.criteria(), "approval.dba").pass()).isFalse();
    assertThat(line(judgement.criteria(), "approval.security").pass()).isTrue();
  }

  @Test
  void a_dead_network_and_an_operator_are_triggers() {
    Judgement judgement =
        judged(
            Optional.of(of(good())),
            EVERYBODY,
            new Interruptions(
                Optional.of("no answer"), Optional.of("ann said no"), Optional.of("ids missing")));

    assertThat(fired(judgement))
        .extracting(Criterion::id)
        .containsExactly("network", "operator", "window");
    assertThat(fired(judgement))
        .extracting(Criterion::observed)
        .containsExactly("no answer", "ann said no", "ids missing");
    assertThat(judgement.verdict()).isInstanceOf(Verdict.NoGo.class);
  }

  @Test
  void a_plan_without_required_fields_asks_for_none() {
    Findings found = new Findings(good(), 6, 6, 0, 7, 0, List.of(), ValidationPlan.DEFAULT);
    Judgement judgement = judged(Optional.of(found), EVERYBODY, Interruptions.NONE);

    assertThat(line(judgement.criteria(), "metadata-fields").pass()).isTrue();
  }

  @Test
  void totals_are_always_a_sum() {
    assertThatThrownBy(() -> new Totals(10, 5, 1, 1, 1, 7, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("totals do not add up");
    Totals sum = new Totals(10, 6, 1, 2, 1, 3, 4).plus(new Totals(5, 5, 0, 0, 0, 0, 1));

    assertThat(sum).isEqualTo(new Totals(15, 11, 1, 2, 1, 3, 5));
    assertThat(sum.unexplained()).isEqualTo(6);
    assertThat(sum.lost()).isEqualTo(2);
  }

  @Test
  void what_is_missing_or_differs_can_be_repaired_and_what_is_too_much_only_copied_again() {
    assertThat(choices(differing(new Totals(100, 97, 0, 2, 1, 0, 0))))
        .containsExactly(Choice.RETRY, Choice.REPAIR, Choice.NO_GO);
    assertThat(choices(differing(new Totals(100, 100, 0, 0, 0, 3, 0))))
        .containsExactly(Choice.RETRY, Choice.NO_GO);
    assertThat(choices(differing(new Totals(100, 98, 1, 1, 0, 0, 0))))
        .containsExactly(Choice.RETRY, Choice.REPAIR, Choice.REPLAY, Choice.NO_GO);
  }

  @Test
  void a_remedy_names_what_it_would_act_on() {
    Remedy repair = hold(differing(new Totals(100, 97, 0, 2, 1, 4, 0))).remedies().get(1);

    assertThat(repair.choice()).isEqualTo(Choice.REPAIR);
    assertThat(repair.collections()).containsExactly("faq");
    assertThat(repair.records()).isEqualTo(3);
  }

  @Test
  void collections_that_were_not_copied_come_before_what_validation_found() {
    Grounds grounds =
        grounds(
            List.of(new Uncopied("articles", "the target refuses it", false)),
            false,
            Optional.empty(),
            Optional.empty());

    assertThat(hold(grounds).reason())
        .isEqualTo("1 of the collections failed: articles: the target refuses it");
    assertThat(choices(grounds)).containsExactly(Choice.RETRY, Choice.NO_GO);
  }

  @Test
  void a_full_quarantine_is_replayed_only_by_an_amended_plan() {
    List<Uncopied> full = List.of(new Uncopied("articles", "too many put aside", true));

    assertThat(choices(grounds(full, false, Optional.empty(), Optional.empty())))
        .doesNotContain(Choice.REPLAY);
    assertThat(choices(grounds(full, true, Optional.empty(), Optional.empty())))
        .contains(Choice.REPLAY);
  }

  @Test
  void a_broken_freeze_holds_before_everything_else() {
    Grounds grounds =
        grounds(List.of(), false, Optional.of("a write was taken"), Optional.of("2 missing"));

    assertThat(hold(grounds).reason()).isEqualTo("The freeze is broken: a write was taken");
    assertThat(choices(grounds)).containsExactly(Choice.RETRY, Choice.NO_GO);
  }

  @Test
  void a_target_that_changed_after_the_approval_holds() {
    Grounds grounds =
        grounds(List.of(), false, Optional.empty(), Optional.of("1 records missing (0 before)"));

    assertThat(hold(grounds).reason()).contains("1 records missing (0 before)");
  }

  @Test
  void a_check_that_fails_or_an_acceptance_command_holds() {
    CheckResult failing =
        new CheckResult(
            "documents.equal",
            "documents",
            CheckResult.Severity.BLOCKING,
            "all equal",
            "1 differs",
            CheckResult.Result.FAIL,
            List.of());
    Grounds none = Grounds.none(ROLES);
    Findings found = of(good());

    assertThat(
            hold(new Grounds(
                    List.of(),
                    false,
                    Optional.of(found),
                    List.of(failing),
                    List.of(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    ROLES,
                    EVERYBODY,
                    Interruptions.NONE))
                .reason())
        .isEqualTo("A check fails: documents.equal: 1 differs");
    assertThat(
            hold(new Grounds(
                    List.of(),
                    false,
                    Optional.of(found),
                    List.of(),
                    List.of(),
                    Optional.of("./smoke.sh ended with 1"),
                    Optional.empty(),
                    Optional.empty(),
                    ROLES,
                    EVERYBODY,
                    Interruptions.NONE))
                .reason())
        .isEqualTo("An acceptance command fails: ./smoke.sh ended with 1");
    assertThat(Judgement.of(none).verdict()).isEqualTo(new Verdict.Pending("validation"));
  }

  @Test
  void whoever_rejects_ends_it_and_whoever_is_missing_is_waited_for() {
    assertThat(
            judged(Optional.of(of(good())), Map.of(Role.DBA, false), Interruptions.NONE).verdict())
        .isEqualTo(new Verdict.NoGo("NO-GO: dba rejected"));
    assertThat(
            judged(Optional.of(of(good())), Map.of(Role.DBA, true), Interruptions.NONE).verdict())
        .isEqualTo(new Verdict.Pending("approval.operations-lead, approval.security"));
  }

  private static Grounds differing(Totals totals) {
    return new Grounds(
        List.of(),
        false,
        Optional.of(of(totals)),
        List.of(),
        List.of(
            new CollectionDifference("articles", good()), new CollectionDifference("faq", totals)),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        ROLES,
        EVERYBODY,
        Interruptions.NONE);
  }

  private static Grounds grounds(
      List<Uncopied> uncopied, boolean amended, Optional<String> freeze, Optional<String> change) {
    return new Grounds(
        uncopied,
        amended,
        Optional.of(of(good())),
        List.of(),
        List.of(),
        Optional.empty(),
        freeze,
        change,
        ROLES,
        EVERYBODY,
        Interruptions.NONE);
  }

  private static Verdict.Hold hold(Grounds grounds) {
    return (Verdict.Hold) Judgement.of(grounds).verdict();
  }

  private static List<Choice> choices(Grounds grounds) {
    return hold(grounds).remedies().stream().map(Remedy::choice).toList();
  }

  private static Judgement judged(
      Optional<Findings> findings, Map<Role, Boolean> answers, Interruptions interruptions) {
    return Judgement.of(
        new Grounds(
            List.of(),
            false,
            findings,
            List.of(),
            List.of(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            ROLES,
            answers,
            interruptions));
  }

  private static List<Criterion> fired(Judgement judgement) {
    return judgement.triggers().stream().filter(Criterion::failed).toList();
  }

  private static Criterion line(List<Criterion> lines, String id) {
    return lines.stream().filter(line -> line.id().equals(id)).findFirst().orElseThrow();
  }
}
