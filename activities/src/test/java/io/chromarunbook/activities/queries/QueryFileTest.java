package io.chromarunbook.activities.queries;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QueryFileTest {

  @TempDir Path folder;

  @Test
  void takes_vectors_as_lists_and_as_base64() throws IOException {
    QueryFile read =
        QueryFile.read(
            written(
                """
                {"collection": "notes", "vector": [1, -0.5]}

                {"collection": "sounds", "vector": "AACAPwAAAMA="}
                """));

    assertThat(read.vectors()).extracting(QueryVector::line).containsExactly(1, 3);
    assertThat(read.vectors())
        .extracting(QueryVector::collection)
        .containsExactly("notes", "sounds");
    assertThat(read.vectors().get(0).components()).containsExactly(1f, -0.5f);
    assertThat(read.vectors().get(1).components()).containsExactly(1f, -2f);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "[1, 2                                       | is not JSON",
        "{\"vector\": [1]}                           | names no collection",
        "{\"collection\": \"notes\"}                 | has no vector",
        "{\"collection\": \"notes\", \"vector\": []} | has no vector",
        "{\"collection\": \"notes\", \"vector\": [\"1\"]}  | has a component that is no number",
        "{\"collection\": \"notes\", \"vector\": [1e60]} | has a component that is no finite float32",
        "{\"collection\": \"notes\", \"vector\": \"AAA=\"} | has base64 of something other than float32",
        "{\"collection\": \"notes\", \"vector\": \"!\"} | has a vector that is neither a list nor base64",
        "{\"collection\": \"notes\", \"vectors\": [1]} | has the unknown key 'vectors'",
      })
  void says_which_line_is_wrong_and_how_to_write_it(String line, String what) throws IOException {
    Path file = written("{\"collection\": \"notes\", \"vector\": [1]}\n" + line + "\n");

    assertThatThrownBy(() -> QueryFile.read(file))
        .isInstanceOf(QueryFileException.class)
        .hasMessage(
            "Line 2 of %s %s; write one like {\"collection\": \"NAME\", \"vector\": [0.1, -0.2]} on each line.",
            file, what);
  }

  @Test
  void a_file_that_is_missing_empty_or_endless_is_no_file_of_queries() throws IOException {
    assertThatThrownBy(() -> QueryFile.read(folder.resolve("none")))
        .isInstanceOf(QueryFileException.class)
        .hasMessageStartingWith("There is no file");
    Path empty = written("\n\n");
    assertThatThrownBy(() -> QueryFile.read(empty))
        .isInstanceOf(QueryFileException.class)
        .hasMessageContaining("has no vectors");
    Path endless =
        written("{\"collection\": \"notes\", \"vector\": [1]}\n".repeat(QueryFile.MOST + 1));
    assertThatThrownBy(() -> QueryFile.read(endless))
        .isInstanceOf(QueryFileException.class)
        .hasMessageContaining("more than 5000 vectors");
  }

  private Path written(String text) throws IOException {
    return Files.writeString(folder.resolve("queries.jsonl"), text);
  }
}
