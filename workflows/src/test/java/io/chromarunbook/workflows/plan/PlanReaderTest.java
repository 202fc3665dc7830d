package io.chromarunbook.workflows.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class PlanReaderTest {

  private static final String GOOD =
      """
      migration: kb
      source: {url: "http://a"}
      target: {url: "http://b"}
      people: {operations-lead: [ann], dba: [bo], security: [cy]}
      """;

  @Test
  void reads_what_has_to_be_written_and_fills_in_the_rest() {
    assertThat(PlanReader.read(GOOD).timeline()).isEqualTo(TimelinePlan.DEFAULT);
  }

  @Test
  void names_the_nearest_key_where_an_optional_one_is_misspelt() {
    refuses(GOOD + "quarantin: {maxRecords: 5}\n", "'quarantin'", "did you mean 'quarantine'?");
    refuses(GOOD + "timeline: {monitorin: PT1M}\n", "'monitorin'", "did you mean 'monitoring'?");
  }

  @Test
  void names_the_nearest_key_where_a_needed_one_is_misspelt() {
    refuses(GOOD.replace("migration:", "migraton:"), "'migraton'", "did you mean 'migration'?");
    refuses(GOOD.replace("people:", "poeple:"), "'poeple'", "did you mean 'people'?");
    refuses(GOOD.replace("target: {url", "target: {ulr"), "'ulr'", "target", "did you mean 'url'?");
  }

  @Test
  void says_what_is_missing_where_nothing_is_misspelt() {
    refuses(GOOD.replace("migration: kb", ""), "migration must be an id", "like kb-to-1x");
    refuses(GOOD.replace("{url: \"http://b\"}", "{}"), "target", "url is missing");
  }

  @Test
  void shows_how_a_duration_is_written() {
    refuses(
        GOOD + "timeline: {monitoring: 10 minutes}\n",
        "timeline.monitoring (line 5",
        "'10 minutes' is not a Duration",
        "PT10M");
  }

  private static void refuses(String yaml, String... sayings) {
    assertThatThrownBy(() -> PlanReader.read(yaml))
        .isInstanceOf(PlanException.class)
        .message()
        .hasLineCount(1)
        .contains(sayings);
  }
}
