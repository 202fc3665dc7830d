package io.chromarunbook.gate.translation;

import static io.chromarunbook.gate.translation.Example.CURRENT;
import static io.chromarunbook.gate.translation.Example.HERE;
import static io.chromarunbook.gate.translation.Example.KEPT;
import static io.chromarunbook.gate.translation.Example.KEPT_THERE;
import static io.chromarunbook.gate.translation.Example.PYTHON;
import static io.chromarunbook.gate.translation.Example.RENAMED_THERE;
import static io.chromarunbook.gate.translation.Example.THERE;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TranslationOfPathsTest {
  private static final String NEW_ONE = "99999999-9999-4999-8999-999999999999";

  private final Translation translation = Example.of("0.5.23");

  @ParameterizedTest
  @CsvSource({
    "GET,/api/v1,/api/v2",
    "GET,/api/v1/,/api/v2",
    "GET,/api/v1/heartbeat,/api/v2/heartbeat",
    "GET,/api/v1/version,/api/v2/version",
    "GET,/api/v1/pre-flight-checks,/api/v2/pre-flight-checks",
    "POST,/api/v1/reset,/api/v2/reset",
    "POST,/api/v1/tenants,/api/v2/tenants",
    "GET,/api/v1/tenants/default_tenant,/api/v2/tenants/acme",
    "GET,/api/v1/tenants/other,/api/v2/tenants/other",
    "POST,/api/v1/databases,/api/v2/tenants/acme/databases",
    "POST,/api/v1/databases?tenant=other,/api/v2/tenants/other/databases",
    "GET,/api/v1/databases/default_database,{there}",
    "GET,/api/v1/databases/mine?tenant=other,/api/v2/tenants/other/databases/mine",
    "GET,/api/v1/collections,{there}/collections",
    "GET,/api/v1/collections?limit=2&offset=4&tenant=default_tenant,"
        + "{there}/collections?limit=2&offset=4",
    "GET,/api/v1/collections?limit=&offset=&tenant=a%20b&database=c%2Fd,"
        + "/api/v2/tenants/a%20b/databases/c%2Fd/collections",
    "GET,/api/v1/count_collections,{there}/collections_count",
    "GET,/api/v1/collections/kept?type=1,{there}/collections/kept",
    "GET,/api/v1/collections/old%20name,{there}/collections/new_name",
    "DELETE,/api/v1/collections/old%20name,{there}/collections/new_name",
    "DELETE,/api/v1/collections/old%20name?tenant=other,"
        + "/api/v2/tenants/other/databases/default_database/collections/old%20name",
    "GET,/api/v1/collections/{kept}/count,{there}/collections/{keptThere}/count",
    "POST,/api/v1/collections/{kept}/add,{there}/collections/{keptThere}/add",
    "PUT,/api/v1/collections/{kept},{there}/collections/{keptThere}",
    "POST,/api/v1/collections/{new}/get,{there}/collections/{new}/get",
    "OPTIONS,/api/v1/collections/{kept}/get,{there}/collections/{keptThere}/get",
  })
  void a_path_of_the_first_api_finds_its_place_in_the_second(
      String method, String asked, String there) {
    assertThat(target("", method, filled(asked))).isEqualTo(filled(there));
  }

  @ParameterizedTest
  @CsvSource({
    "GET,{here}/collections/old%20name,{there}/collections/new_name",
    "GET,{here}/collections/by-id/{kept},{there}/collections/by-id/{keptThere}",
    "POST,{here}/collections/{kept}/query,{there}/collections/{keptThere}/query",
    "POST,{here}/collections/{kept}/search,{there}/collections/{keptThere}/search",
    "GET,{here}/collections?limit=2,{there}/collections?limit=2",
    "GET,/api/v2/tenants/default_tenant/databases,/api/v2/tenants/acme/databases",
    "GET,/api/v2/tenants/default_tenant/databases/other/collections/kept,"
        + "/api/v2/tenants/acme/databases/other/collections/kept",
    "GET,/api/v2/collections/res:default_database:old%20name,"
        + "/api/v2/collections/res%3Aknowledge%20base%3Anew_name",
    "GET,/api/v2/collections/unheard-of,/api/v2/collections/unheard-of",
    "GET,/healthz,/healthz",
    "GET,/api/v10/collections,/api/v10/collections",
  })
  void a_path_of_the_second_api_keeps_its_form(String method, String asked, String there) {
    assertThat(target(PYTHON, method, filled(asked))).isEqualTo(filled(there));
    assertThat(target(CURRENT, method, filled(asked))).isEqualTo(filled(there));
  }

  @Test
  void an_id_is_found_however_it_is_written() {
    assertThat(target("", "GET", "/api/v1/collections/" + KEPT.toUpperCase(Locale.ROOT) + "/count"))
        .isEqualTo(THERE + "/collections/" + KEPT_THERE + "/count");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/api/v1//",
        "/api/v1/collections/",
        "/api/v1/collections/%",
        "/api/v1/collections/%zz/get",
        "/api/v1/collections//get",
        "/api/v1/collections?tenant=%&database=%zz",
        "/api/v1/databases/a/b/c/d",
        "/api/v2/tenants//databases//collections",
        "/api/v2/tenants/%/databases/%/collections/%/get",
        "/api/v2/collections/::",
      })
  void a_path_that_means_nothing_is_passed_on_for_the_target_to_refuse(String asked) {
    assertThat(target("", "POST", asked)).startsWith("/api/v2");
    assertThat(translation.treatment(Example.call("", "POST", asked, ""))).isNotNull();
    assertThat(translation.answer(Example.call("", "POST", asked, ""), 404, new byte[0]).status())
        .isBetween(400, 599);
  }

  @ParameterizedTest
  @CsvSource({
    "GET,/api/v1/collections/{kept}/count,{there}/collections/{keptThere}/count",
    "GET,/api/v1/collections/kept?tenant=team&database=notes,{there}/collections/kept",
    "GET,/api/v1/collections/kept,{here}/collections/kept",
    "GET,/api/v1/tenants/team,/api/v2/tenants/default_tenant",
    "POST,/api/v2/tenants/team/databases,/api/v2/tenants/default_tenant/databases",
    "GET,/api/v2/tenants/team/databases/more,/api/v2/tenants/default_tenant/databases/more",
    "PUT,/api/v1/collections/{kept},{there}/collections/{keptThere}",
  })
  void a_source_may_lie_in_a_tenant_of_its_own(String method, String asked, String there) {
    Translation moved =
        new Translation(
            List.of(
                new CollectionMapping(
                    new CollectionIdentity(KEPT, "kept"),
                    new CollectionIdentity(KEPT_THERE, "kept"))),
            new SourceServer("0.5.23", 41_666, new DatabaseAddress("team", "notes")),
            DatabaseAddress.DEFAULT);

    assertThat(moved.request(Example.call("", method, filled(asked), "")).path())
        .isEqualTo(filled(there).replace(THERE, HERE));
  }

  private String target(String agent, String method, String asked) {
    TargetCall call = translation.request(Example.call(agent, method, asked, ""));
    assertThat(call.method()).isEqualTo(method);
    return call.query().isEmpty() ? call.path() : call.path() + "?" + call.query();
  }

  private static String filled(String text) {
    return text.replace("{here}", HERE)
        .replace("{there}", THERE)
        .replace("{keptThere}", KEPT_THERE)
        .replace("{renamedThere}", RENAMED_THERE)
        .replace("{kept}", KEPT)
        .replace("{new}", NEW_ONE);
  }
}
