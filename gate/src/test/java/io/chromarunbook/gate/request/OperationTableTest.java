package io.chromarunbook.gate.request;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OperationTableTest {

  private static final String DATABASE = "/api/v2/tenants/t/databases/d";

  @ParameterizedTest
  @CsvSource({
    "POST,   /collections,                                create_collection, WRITE",
    "PUT,    /collections/c,                              update_collection, WRITE",
    "DELETE, /collections/c,                              delete_collection, WRITE",
    "POST,   /collections/c/add,                          add,               WRITE",
    "POST,   /collections/c/upsert,                       upsert,            WRITE",
    "POST,   /collections/c/update,                       update,            WRITE",
    "POST,   /collections/c/delete,                       delete,            WRITE",
    "POST,   /collections/c/fork,                         fork,              WRITE",
    "POST,   /collections/c/functions/attach,             attach_function,   WRITE",
    "POST,   /collections/c/attached_functions/f/detach,  detach_function,   WRITE",
    "POST,   /collections/c/get,                          get,               READ",
    "POST,   /collections/c/query,                        query,             READ",
    "POST,   /collections/c/search,                       search,            READ",
    "GET,    /collections/c/count,                        count,             READ",
    "POST,   /collections/c/shred,                        unknown,           UNKNOWN",
    "PATCH,  /collections/c/get,                          unknown,           UNKNOWN",
    "get,    /collections/c/count,                        unknown,           UNKNOWN"
  })
  void both_generations_have_the_same_operations_on_records(
      String method, String path, String name, OperationKind kind) {
    for (String base : new String[] {"/api/v1", DATABASE}) {
      Operation found = of(method, base + path);

      assertThat(found.name()).as(base).isEqualTo(name);
      assertThat(found.kind()).as(base).isEqualTo(kind);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "POST,   /api/v1/reset,                 reset",
    "POST,   /api/v2/reset,                 reset",
    "POST,   /api/v1/tenants,               create_tenant",
    "PATCH,  /api/v2/tenants/t,             update_tenant",
    "POST,   /api/v1/databases,             create_database",
    "POST,   /api/v2/tenants/t/databases,   create_database",
    "DELETE, /api/v2/tenants/t/databases/d, delete_database"
  })
  void what_changes_a_whole_server_is_a_write(String method, String path, String name) {
    assertThat(of(method, path).name()).isEqualTo(name);
    assertThat(of(method, path).kind()).isEqualTo(OperationKind.WRITE);
  }

  /** Servers and proxies read these in more than one way, and one of the ways is a write. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "/api/v1/collections/c%2Fupsert/get",
        "/api/v1/collections/c/upsert%2F..%2Fget",
        "/api/v1/collections/c%2Fget",
        "/api/v1/collections/c/../get",
        "/api/v1/collections/c/%2e%2e/get",
        "/api/v1/collections/./get",
        "/api/v1//collections/c/get",
        "/api/v1/collections/c//get",
        "//api/v1/collections/c/get",
        "/api/v1/collections/c\\upsert/get",
        "/api/v1/collections/c%5Cupsert/get",
        "/api/v1/collections/c%00/get",
        "/api/v1/collections/c/get;x",
        "/API/v1/collections/c/get",
        "/v1/collections/c/get",
        "/"
      })
  void a_path_that_can_be_read_in_two_ways_is_unknown(String path) {
    assertThat(of("POST", path).kind()).isEqualTo(OperationKind.UNKNOWN);
    assertThat(of("GET", path).kind()).isEqualTo(OperationKind.READ);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/api/v1/collections/c/upsert/",
        "/api/v1/collections/c/%75psert",
        "/api/v1/collections/%63/upsert",
        "http://chroma:8000/api/v1/collections/c/upsert"
      })
  void a_write_is_one_however_its_letters_are_written(String target) {
    Operation found = of("POST", target);

    assertThat(found.mayChange()).isTrue();
    assertThat(found.collection()).isIn("c", null);
  }

  @Test
  void a_collection_is_named_decoded() {
    assertThat(of("DELETE", DATABASE + "/collections/my%20papers").collection())
        .isEqualTo("my papers");
  }

  @Test
  void a_query_is_no_part_of_what_is_asked() {
    assertThat(of("POST", "/api/v1/collections?tenant=/api/v1/collections/c/get").name())
        .isEqualTo("create_collection");
  }

  @Test
  void a_prefix_of_the_source_is_taken_off_and_nothing_that_only_begins_like_it() {
    RequestTarget target = RequestTarget.of("/chroma/api/v1/reset?x=1");

    assertThat(target.without("/chroma").toString()).isEqualTo("/api/v1/reset?x=1");
    assertThat(RequestTarget.of("/chromatic").without("/chroma").path()).isEqualTo("/chromatic");
    assertThat(target.without("/chroma").below("/other").toString())
        .isEqualTo("/other/api/v1/reset?x=1");
  }

  private static Operation of(String method, String target) {
    return OperationTable.of(method, RequestTarget.of(target));
  }
}
