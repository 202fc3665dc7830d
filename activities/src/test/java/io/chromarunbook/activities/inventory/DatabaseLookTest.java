package io.chromarunbook.activities.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import io.chromarunbook.chroma.ChromaException;
import io.chromarunbook.chroma.InMemoryChroma;
import io.chromarunbook.chroma.OtherDatabase;
import io.chromarunbook.chroma.OtherDatabases;
import io.chromarunbook.workflows.plan.ServerPlan;
import io.chromarunbook.workflows.steps.Finding;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DatabaseLookTest {

  private static final ServerPlan PLAN = ServerPlan.at("http://old:8000", null, null);

  private final InMemoryChroma source = InMemoryChroma.current();

  @Test
  void other_databases_with_collections_are_named_with_how_many() {
    source.beside(
        () ->
            new OtherDatabases(
                true,
                List.of(
                    holding("default_tenant", "team_b", 1),
                    holding("default_tenant", "empty", 0),
                    holding("acme", "kb", 1_200))));

    Finding finding = DatabaseLook.at(source, PLAN).orElseThrow();

    assertThat(finding.weight()).isEqualTo(Finding.Weight.WARNING);
    assertThat(finding.message())
        .isEqualTo(
            "At least 3 databases of the source hold collections, this plan moves one, default_tenant/default_database. Left where they are: default_tenant/team_b (1 collection), acme/kb (1,200 collections). Each needs a plan of its own; databases of other tenants cannot be listed.");
  }

  @Test
  void there_is_nothing_to_say_where_the_others_are_empty() {
    source.beside(() -> new OtherDatabases(true, List.of(holding("default_tenant", "empty", 0))));

    assertThat(DatabaseLook.at(source, PLAN)).isEmpty();
  }

  @Test
  void hostile_names_stay_one_name_each_and_do_nothing() {
    source.beside(
        () ->
            new OtherDatabases(
                true,
                List.of(
                    holding("default_tenant", "a/b (9 collections), \"c\"", 1),
                    holding("default_tenant", "\u001b[2J\n| <b>", 1))));

    assertThat(DatabaseLook.at(source, PLAN).map(Finding::message).orElseThrow())
        .contains("default_tenant/\"a/b (9 collections), \\\"c\\\"\" (1 collection)")
        .contains("default_tenant/\"\\u001b[2J\\u000a| <b>\" (1 collection)");
  }

  @Test
  void of_very_many_only_some_are_named() {
    source.beside(
        () ->
            new OtherDatabases(
                true,
                IntStream.range(0, 40)
                    .mapToObj(
                        number ->
                            new OtherDatabase(
                                "t",
                                "d" + number,
                                number < 30 ? OptionalLong.of(2) : OptionalLong.empty()))
                    .toList()));

    assertThat(DatabaseLook.at(source, PLAN).map(Finding::message).orElseThrow())
        .startsWith("At least 31 databases")
        .contains("t/d9 (2 collections), and 20 more")
        .doesNotContain("t/d10");
  }

  @Test
  void a_release_that_lists_none_is_said_to_leave_it_open() {
    source.beside(() -> new OtherDatabases(false, List.of()));

    Finding finding = DatabaseLook.at(source, PLAN).orElseThrow();

    assertThat(finding.weight()).isEqualTo(Finding.Weight.NOTE);
    assertThat(finding.message())
        .contains("default_tenant/default_database", "is not known", "does not list them");
  }

  @Test
  void the_default_database_counts_even_where_none_are_listed() {
    source.beside(
        () -> new OtherDatabases(false, List.of(holding("default_tenant", "default_database", 3))));

    assertThat(
            DatabaseLook.at(source, ServerPlan.at("http://old:8000", "acme", "kb"))
                .map(Finding::message)
                .orElseThrow())
        .startsWith(
            "At least 2 databases of the source hold collections, this plan moves one, acme/kb.")
        .contains("default_tenant/default_database (3 collections)");
  }

  @Test
  void a_server_that_fails_at_that_question_ends_nothing() {
    source.beside(
        () -> {
          throw new ChromaException(
              ChromaException.Kind.BROKEN_ANSWER, "GET x answered 500: oh.", null);
        });

    Optional<Finding> finding = DatabaseLook.at(source, PLAN);

    assertThat(finding.map(Finding::weight)).contains(Finding.Weight.NOTE);
    assertThat(finding.map(Finding::message).orElseThrow()).contains("answered 500");
  }

  private static OtherDatabase holding(String tenant, String name, long collections) {
    return new OtherDatabase(tenant, name, OptionalLong.of(collections));
  }
}
