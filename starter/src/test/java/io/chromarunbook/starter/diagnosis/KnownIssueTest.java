package io.chromarunbook.starter.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import io.chromarunbook.starter.diagnosis.KnownIssue.Family;
import io.chromarunbook.workflows.plan.PlanReader;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The one table of what goes wrong with runs. */
class KnownIssueTest {

  private static final List<Family> OF_THE_INDEX =
      List.of(
          Family.STUCK_PROCESS, Family.METADATA, Family.NETWORK, Family.EMBEDDINGS, Family.TARGET);

  static Stream<KnownIssue> issues() {
    return KnownIssue.all().stream();
  }

  @Test
  void it_has_the_five_issues_of_the_index_first_and_each_family_in_one_place() {
    assertThat(KnownIssue.all().stream().map(KnownIssue::family).distinct())
        .containsExactly(Family.values());
    assertThat(List.of(Family.values())).startsWith(OF_THE_INDEX.toArray(Family[]::new));
    assertThat(OF_THE_INDEX).allSatisfy(family -> assertThat(KnownIssue.of(family)).isNotEmpty());
  }

  @Test
  void ids_are_used_once_and_titles_too() {
    assertThat(KnownIssue.all()).extracting(KnownIssue::id).doesNotHaveDuplicates();
    assertThat(KnownIssue.all()).extracting(KnownIssue::title).doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @MethodSource("issues")
  void each_says_what_shows_why_and_what_mends_it_in_whole_sentences(KnownIssue issue) {
    assertThat(issue.id()).matches("[a-z]+(-[a-z]+)*");
    assertThat(issue.title()).matches("[A-Z].*[^.]");
    assertThat(issue.shows()).endsWith(".");
    assertThat(issue.cause()).matches("(?s)[A-Z].*\\.");
    assertThat(issue.cures()).isNotEmpty();
    assertThat(issue.cures()).extracting(Cure::what).allMatch(what -> !what.endsWith("."));
    assertThat(issue.rolesToCall(FactsOf.PLAN)).isNotEmpty();
  }

  @Test
  void what_becomes_of_it_has_the_times_of_the_plan() {
    String other =
        "{migration: kb, source: {url: 'http://a:1'}, target: {url: 'http://b:1'},"
            + " people: {operations-lead: [a], dba: [b], security: [c]}, network: {giveUpAfter: PT3M},"
            + " timeline: {hold: PT11M, maxFreeze: PT5H}}";

    assertThat(NetworkTrouble.SLOW.otherwise(PlanReader.read(other))).contains("3 min");
    assertThat(PeopleAwaited.HOLD.otherwise(PlanReader.read(other))).contains("11 min");
    assertThat(FreezeTrouble.NEARLY_USED.otherwise(PlanReader.read(other))).contains("5 h");
  }
}
