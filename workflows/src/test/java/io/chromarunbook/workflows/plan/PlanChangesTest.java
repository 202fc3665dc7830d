package io.chromarunbook.workflows.plan;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlanChangesTest {

  private static final String PLAN =
      """
      migration: kb
      source: {url: "http://source:8000"}
      target: {url: "http://target:8000"}
      people: {operations-lead: [ann], dba: [bo], security: [cy]}
      """;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          transform: {fields: {lang: {type: string}}}            | transform.fields.lang     | yes
          transform: {unlisted: drop}                            | transform.unlisted        | yes
          transform: {collections: {a: {unlisted: drop}}}        | transform.collections.a   | yes
          quarantine: {maxRecords: 3}                            | quarantine.maxRecords     | yes
          quarantine: {maxShare: 0.5}                            | quarantine.maxShare       | yes
          validation: {passRate: 0.9}                            | validation.passRate       | yes
          validation: {maxUnexplained: 1}                        | validation.maxUnexplained | yes
          validation: {queries: 7}                               | validation.queries        | no
          validation: {topK: 7}                                  | validation.topK           | no
          collections: {include: [a]}                            | collections.include       | no
          import: {inFlight: 2}                                  | import.inFlight           | no
          snapshot: {retention: P9D}                             | snapshot.retention        | no
          network: {giveUpAfter: PT1M}                           | network.giveUpAfter       | no
          timeline: {maxFreeze: PT3H}                            | timeline.maxFreeze        | no
          rollback: {target: remove}                             | rollback.target           | no
          acceptance: [{run: [accept]}]                          | acceptance                | no
          """)
  void a_change_is_named_and_known_to_be_amendable_or_settled(
      String line, String key, String amendable) {
    PlanChanges changes =
        PlanChanges.between(PlanReader.read(PLAN), PlanReader.read(PLAN + line + "\n"));

    assertThat(changes.keys()).containsExactly(key);
    assertThat(changes.settled().isEmpty()).isEqualTo(amendable.equals("yes"));
  }
}
