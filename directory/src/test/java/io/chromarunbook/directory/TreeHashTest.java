package io.chromarunbook.directory;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TreeHashTest {

  @TempDir private Path folder;
  private Path tree;
  private String before;

  @BeforeEach
  void make_a_tree() throws IOException {
    tree = Files.createDirectory(folder.resolve("tree"));
    Files.writeString(tree.resolve("a"), "one");
    Files.createDirectory(tree.resolve("b"));
    Files.writeString(tree.resolve("b").resolve(".hidden"), "two");
    before = TreeHash.of(tree);
  }

  @Test
  void what_is_not_touched_has_the_same_digest_wherever_it_lies() throws IOException {
    Files.move(tree, folder.resolve("moved"));

    assertThat(TreeHash.of(folder.resolve("moved"))).isEqualTo(before).hasSize(64);
  }

  @Test
  void a_byte_of_a_hidden_file_shows() throws IOException {
    Files.writeString(tree.resolve("b").resolve(".hidden"), "twO");

    assertThat(TreeHash.of(tree)).isNotEqualTo(before);
  }

  @Test
  void a_new_empty_file_or_folder_and_another_name_show() throws IOException {
    Files.createFile(tree.resolve("c"));
    String file = TreeHash.of(tree);
    Files.delete(tree.resolve("c"));
    Files.createDirectory(tree.resolve("c"));
    String directory = TreeHash.of(tree);
    Files.move(tree.resolve("c"), tree.resolve("d"));

    assertThat(before).isNotEqualTo(file);
    assertThat(file).isNotEqualTo(directory);
    assertThat(directory).isNotEqualTo(TreeHash.of(tree));
  }

  @Test
  void bytes_that_move_from_one_file_to_the_next_show() throws IOException {
    Files.writeString(tree.resolve("a"), "onet");
    Files.writeString(tree.resolve("b").resolve(".hidden"), "wo");

    assertThat(TreeHash.of(tree)).isNotEqualTo(before);
  }

  @Test
  void a_link_is_taken_as_a_link() throws IOException {
    Files.delete(tree.resolve("a"));
    Files.writeString(folder.resolve("elsewhere"), "one");
    Files.createSymbolicLink(tree.resolve("a"), folder.resolve("elsewhere"));

    assertThat(TreeHash.of(tree)).isNotEqualTo(before);
  }
}
