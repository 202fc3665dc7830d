package io.chromarunbook.directory;

import static org.assertj.core.api.Assertions.assertThat;

import io.chromarunbook.stack.ChromaRelease;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What real servers leave is told as it is, and nothing of it is touched. */
@Tag("servers")
@ExtendWith(MadeDirectories.Extension.class)
class CleanDirectoryTest {

  @TempDir private Path home;

  @ParameterizedTest
  @CsvSource({"V0_4, V0_4, 4, 3", "V0_5, V0_6, 9, 4", "V0_6, V0_6, 9, 4", "V1_5, V1, 10, 6"})
  void the_migrations_table_tells_the_family(
      ChromaRelease release, ReleaseFamily family, int sysdb, int metadb, MadeDirectories made)
      throws IOException {
    Assessment assessment = ChromaDirectory.assess(made.copy(release, home));

    assertThat(assessment.releaseFamily()).isEqualTo(family);
    assertThat(assessment.migrations().sysdb()).isEqualTo(sysdb);
    assertThat(assessment.migrations().metadb()).isEqualTo(metadb);
  }

  @ParameterizedTest
  @EnumSource(names = {"V0_4", "V0_5", "V0_6", "V1_5"})
  void a_clean_directory_is_told_whole(ChromaRelease release, MadeDirectories made)
      throws IOException {
    Path files = made.copy(release, home);
    String before = TreeHash.of(files);

    Assessment assessment = ChromaDirectory.assess(files);

    assertThat(TreeHash.of(files)).isEqualTo(before);
    assertThat(assessment.faults()).isEmpty();
    assertThat(assessment.outcome())
        .isEqualTo(
            release == ChromaRelease.V0_4
                ? Assessment.Outcome.TO_DECIDE
                : Assessment.Outcome.CLEAN);
    assertThat(assessment.tenants()).containsExactly("default_tenant");
    assertThat(assessment.databases())
        .containsExactly(new AssessedDatabase("default_tenant", "default_database"));
    assertThat(assessment.records())
        .isEqualTo(MadeDirectories.SICK_RECORDS + MadeDirectories.HEALTHY_RECORDS);
    assertThat(assessment.collections())
        .extracting(AssessedCollection::name)
        .containsExactly(MadeDirectories.HEALTHY, MadeDirectories.SICK);
    AssessedCollection flushed = assessment.collections().get(1);
    assertThat(flushed.records()).isEqualTo(MadeDirectories.SICK_RECORDS);
    assertThat(flushed.documents()).isEqualTo(MadeDirectories.SICK_RECORDS);
    assertThat(flushed.dimension()).hasValue(RealChroma.DIMENSION);
    assertThat(flushed.space()).isEqualTo("cosine");
    assertThat(flushed.metadata()).containsEntry("hnsw:sync_threshold", 100L);
    assertThat(flushed.keys())
        .containsExactly(
            new MetadataKey("lang", Map.of("string", 250L)),
            new MetadataKey("number", Map.of("integer", 250L)),
            new MetadataKey("share", Map.of("float", 250L)));
    assertThat(flushed.index().present()).isTrue();
    assertThat(flushed.index().elements()).isBetween(150L, 250L);
    assertThat(flushed.verdict())
        .isInstanceOf(
            release == ChromaRelease.V0_4
                ? Verdict.GoesThroughApi.class
                : Verdict.OpensAsItIs.class);
    assertThat(assessment.collections().get(0).space()).isEqualTo("l2");
    assertThat(assessment.collections().get(0).pending()).isEqualTo(60);
    assertThat(assessment.parts().get(0).kind()).isEqualTo(DirectoryPart.Kind.DATABASE);
    assertThat(assessment.log().prunedByItself()).isEqualTo(release != ChromaRelease.V0_4);
  }

  @Test
  void before_there_were_tenants_everything_was_in_the_usual_ones(MadeDirectories made)
      throws IOException, SQLException {
    Path files = made.copy(ChromaRelease.V0_4, home);
    new DirectoryFiles(files)
        .change(
            "CREATE TABLE older AS SELECT id, name, topic, dimension FROM collections",
            "DROP TABLE collections",
            "ALTER TABLE older RENAME TO collections",
            "DROP TABLE databases",
            "DROP TABLE tenants",
            "DELETE FROM migrations WHERE dir = 'sysdb' AND version > 3");

    Assessment assessment = ChromaDirectory.assess(files);

    assertThat(assessment.releaseFamily()).isEqualTo(ReleaseFamily.V0_4);
    assertThat(assessment.tenants()).containsExactly("default_tenant");
    assertThat(assessment.collections())
        .extracting(AssessedCollection::database)
        .containsOnly("default_database");
    assertThat(assessment.outcome()).isEqualTo(Assessment.Outcome.TO_DECIDE);
  }
}
