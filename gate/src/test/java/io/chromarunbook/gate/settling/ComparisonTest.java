package io.chromarunbook.gate.settling;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is said of a write that was cut, by what it said and what its server has. */
class ComparisonTest {

  private static final String NOTHING = "{\"ids\":[]}";
  private static final String ONE = "{\"ids\":[\"a\"],\"documents\":[\"new\"]}";
  private static final String BOTH = "{\"ids\":[\"b\",\"a\"],\"documents\":[\"old\",\"new\"]}";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "add    | {ids:[a,b],documents:[new,old]} | ONE     | partly   | 1 of 2 records was there",
        "add    | {ids:[a,b],documents:[new,x]}   | BOTH    | partly   | 1 of 2 records",
        "add    | {ids:[a,b],documents:[new,old]} | BOTH    | done     | 2 of 2 records are there",
        "add    | {ids:[a,b]}                     | NOTHING | not done | 0 of 2 records were there",
        "delete | {ids:[a,b]}                     | NOTHING | done     | 2 of 2 records are gone",
        "delete | {ids:[a,b]}                     | ONE     | partly   | 1 of 2 records was gone",
        "delete | {ids:[a,b]}                     | BOTH    | not done | 0 of 2 records were gone",
        "upsert | {ids:[a,b],documents:[new,old]} | BOTH    | done     | as it wrote them",
        "upsert | {ids:[a,b],documents:[x,y]}     | BOTH    | not done | 0 of 2 records",
        "upsert | {ids:[a,b],documents:[new,y]}   | BOTH    | partly   | 1 of 2 records",
        "update | {ids:[a,c],documents:[new,y]}   | BOTH    | done     | 1 of 1 records",
        "update | {ids:[c],documents:[y]}         | BOTH    | not done | there to be updated"
      })
  void content_at_hand_tells_what_was_done(
      String operation, String body, String there, String outcome, String told) throws Exception {
    Verdict verdict = verdict(operation, SaidRecords.whole(json(body)), there);

    assertThat(verdict.outcome().word()).isEqualTo(outcome);
    assertThat(verdict.told()).contains(told);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "add    | BOTH    | done      | 2 of 2 records are there",
        "upsert | BOTH    | not known | whether with the new content cannot be told",
        "upsert | ONE     | not known | 1 of 2 records is there, whether",
        "upsert | NOTHING | not done  | 0 of 2",
        "update | BOTH    | not known | cannot be told",
        "delete | ONE     | partly    | 1 of 2"
      })
  void ids_alone_tell_what_they_can(String operation, String there, String outcome, String told)
      throws Exception {
    SaidRecords said = SaidRecords.beginning(json("{ids:[a,b],documents:[new,o"));

    Verdict verdict = verdict(operation, said, there);

    assertThat(verdict.outcome().word()).isEqualTo(outcome);
    assertThat(verdict.told()).contains(told);
    assertThat(verdict.records()).isEqualTo(2);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        // What is merged, rounded, null or bytes is the same all the same.
        "{'metadatas':[{'n':1.5,'gone':null}]}      | {'metadatas':[{'n':1.50000001,'m':2}]} | true",
        "{'metadatas':[{'n':1}]}                    | {'metadatas':[{'n':2}]}                | false",
        "{'metadatas':[{'n':'1'}]}                  | {'metadatas':[{'n':1}]}                | false",
        "{'embeddings':[[1,2]],'documents':[null]}  | {'embeddings':[[1.0000001,2]]}         | true",
        "{'embeddings':[[1,2]]}                     | {'embeddings':[[1,3]]}                 | false",
        "{'embeddings':['AACAPwAAAEA=']}            | {'embeddings':[[1,2]]}                 | true",
        "{'embeddings':['AACAPwAAAEA=']}            | {'embeddings':[[1]]}                   | false",
        "{'embeddings':['%']}                       | {'embeddings':[[1]]}                   | false"
      })
  void servers_may_say_the_same_in_other_words(String written, String there, boolean same)
      throws Exception {
    SaidRecords said = SaidRecords.whole(withId(written));
    RecordsThere records = new RecordsThere();
    records.add(withId(there));

    assertThat(new Comparison("upsert", said, records).verdict().outcome())
        .isEqualTo(same ? Outcome.DONE : Outcome.NOT_DONE);
  }

  private static Verdict verdict(String operation, SaidRecords said, String there)
      throws Exception {
    RecordsThere records = new RecordsThere();
    String answer =
        switch (there) {
          case "ONE" -> ONE;
          case "BOTH" -> BOTH;
          default -> NOTHING;
        };
    records.add(answer.getBytes(StandardCharsets.UTF_8));
    return new Comparison(operation, said, records).verdict();
  }

  private static byte[] json(String words) {
    return words.replaceAll("[a-z]+", "\"$0\"").getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] withId(String json) {
    return json.replace('\'', '"')
        .replaceFirst("\\{", "{\"ids\":[\"a\"],")
        .getBytes(StandardCharsets.UTF_8);
  }
}
