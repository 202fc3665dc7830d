package io.chromarunbook.gate.translation;

import static io.chromarunbook.gate.translation.Example.CURRENT;
import static io.chromarunbook.gate.translation.Example.KEPT;
import static io.chromarunbook.gate.translation.Example.call;
import static io.chromarunbook.gate.translation.Example.text;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TranslationOfErrorsTest {
  private static final String RECORDS = "/api/v1/collections/" + KEPT;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0.5.23|GET|/api/v1/collections/nope|404|{'error':'NotFoundError','message':'Collection"
            + " [nope] does not exist'}|400|{'error':'InvalidCollection','message':'Collection nope"
            + " does not exist.'}",
        "0.4.24|GET|/api/v1/collections/nope|404|{'error':'NotFoundError','message':'Collection"
            + " [nope] does not exist'}|500|{'error':'ValueError(`Collection nope does not"
            + " exist.`)'}",
        "0.5.5|GET|/api/v1/collections/nope|404|{'error':'NotFoundError','message':''}|500|"
            + "{'error':'ValueError(`Collection nope does not exist.`)'}",
        "0.5.16|DELETE|/api/v1/collections/nope|404|{'error':'NotFoundError','message':''}|500|"
            + "{'error':'ValueError(`Collection nope does not exist.`)'}",
        "0.5.17|DELETE|/api/v1/collections/nope|404|{'error':'NotFoundError','message':''}|400|"
            + "{'error':'InvalidArgumentError','message':'Collection nope does not exist.'}",
        "0.5.13|POST|/api/v1/collections|409|{'error':'ChromaError','message':'Collection [kept]"
            + " already exists'}|500|{'error':'UniqueConstraintError(`Collection kept already"
            + " exists`)'}",
        "0.6.3|POST|/api/v1/collections|409|{'error':'ChromaError','message':'Collection [kept]"
            + " already exists'}|409|{'error':'UniqueConstraintError','message':'Collection kept"
            + " already exists'}",
        "0.6.3|GET|/api/v1/tenants/nope|404|{'error':'NotFoundError','message':'Tenant [nope] not"
            + " found'}|404|{'error':'NotFoundError','message':'Tenant nope not found'}",
        "0.6.3|GET|/api/v1/nope|404||404|{'detail':'Not Found'}",
        "0.6.3|POST|/api/v1/collections|413|Payload too large|413|"
            + "{'error':'BatchSizeExceededError','message':'Payload too large'}",
        "0.6.3|POST|/api/v1/reset|403|{'error':'ChromaError','message':'Reset is disabled by"
            + " config'}|400|{'error':'InvalidArgumentError','message':'Reset is disabled by"
            + " config'}",
        "0.6.3|POST|/api/v1/collections|429|{'error':'ChromaError','message':'Too many'}|429|"
            + "{'error':'ChromaError','message':'Too many'}",
        "0.6.3|POST|/api/v1/collections|500|{'error':'InternalError','message':'a `b` c'}|500|"
            + "{'error':'InternalError(`a #`b#` c`)'}",
        "0.6.3|POST|/api/v1/collections|502|<html>|502|{'error':'Exception(`<html>`)'}",
      })
  void an_error_is_answered_as_the_sources_release_answered_it(
      String version,
      String method,
      String path,
      int status,
      String said,
      int known,
      String heard) {
    Answer answer = answered(version, "", method, path, status, said == null ? "" : said);

    assertThat(text(answer.body())).isEqualTo(json(heard));
    assertThat(answer.status()).isEqualTo(known);
  }

  @Test
  void a_wrong_dimension_is_another_error_where_records_are_added() {
    String said =
        "{'error':'InvalidArgumentError','message':'Collection expecting embedding with dimension"
            + " of 3, got 2'}";

    assertThat(text(answered("0.6.3", "", "POST", RECORDS + "/add", 400, said).body()))
        .isEqualTo(
            json("{'detail':'Embedding dimension 2 does not match collection dimensionality 3'}"));
    assertThat(text(answered("0.6.3", "", "POST", RECORDS + "/query", 400, said).body()))
        .isEqualTo(
            json(
                "{'error':'InvalidDimension','message':'Embedding dimension 2 does not match"
                    + " collection dimensionality 3'}"));
  }

  @Test
  void a_refusal_names_what_the_client_asked_for() {
    ClientCall creation =
        call("", "POST", "/api/v1/collections", json("{'name':'old name','get_or_create':false}"));

    Answer answer =
        Example.of("0.5.23")
            .answer(
                creation,
                409,
                json("{'error':'ChromaError','message':'Collection [new_name] already exists'}")
                    .getBytes(StandardCharsets.UTF_8));

    assertThat(text(answer.body()))
        .isEqualTo(
            json(
                "{'error':'UniqueConstraintError','message':'Collection old name already"
                    + " exists'}"));
  }

  @Test
  void a_client_of_1_x_hears_the_target_itself() {
    String said = "{'error':'NotFoundError','message':'Collection [nope] does not exist'}";

    Answer answer =
        answered("0.6.3", CURRENT, "GET", Example.HERE + "/collections/nope", 404, said);

    assertThat(answer.status()).isEqualTo(404);
    assertThat(text(answer.body())).isEqualTo(json(said));
  }

  private static Answer answered(
      String version, String agent, String method, String path, int status, String said) {
    return Example.of(version)
        .answer(call(agent, method, path, ""), status, json(said).getBytes(StandardCharsets.UTF_8));
  }

  /** Quotes within quotes are hard to read. */
  private static String json(String text) {
    return text.replace('\'', '"').replace("#`", "\\\\'").replace('`', '\'');
  }
}
