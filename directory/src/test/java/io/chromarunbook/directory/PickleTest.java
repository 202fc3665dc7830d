package io.chromarunbook.directory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A pickle can ask for anything; this reader does nothing but read. */
class PickleTest {

  /** Writes what a pickle consists of. */
  private static final class Pickled {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    Pickled op(int... opcodes) {
      for (int opcode : opcodes) {
        bytes.write(opcode);
      }
      return this;
    }

    Pickled text(String text) {
      byte[] encoded = text.getBytes(StandardCharsets.UTF_8);
      op('X', encoded.length, 0, 0, 0);
      bytes.writeBytes(encoded);
      return this;
    }

    Map<Object, Object> read() throws IOException {
      return Pickle.dictionary(new ByteArrayInputStream(bytes.toByteArray()));
    }
  }

  @Test
  void a_dictionary_of_ids_is_read() throws IOException {
    Map<Object, Object> read =
        new Pickled()
            .op(0x80, 3, '}', '(')
            .text("id_to_label")
            .op('}', '(')
            .text("a")
            .op('K', 1)
            .text("b")
            .op('J', 0xff, 0xff, 0xff, 0xff, 'u')
            .text("max_seq_id")
            .op('N', 'u', '.')
            .read();

    assertThat(read).containsOnlyKeys("id_to_label");
    assertThat(read.get("id_to_label")).isEqualTo(Map.of("a", 1L, "b", -1L));
  }

  @Test
  void an_index_of_0_4_keeps_its_class_as_a_name() throws IOException {
    Map<Object, Object> read =
        new Pickled()
            .op(0x80, 5)
            .text("chromadb.segment.impl.vector.local_persistent_hnsw")
            .op(0x94)
            .text("PersistentData")
            .op(0x94, 0x93, 0x94, ')', 0x81, 0x94, '}', 0x94, '(')
            .text("max_seq_id")
            .op(0x94, 'M', 1, 1, 'u', 'b', '.')
            .read();

    assertThat(read).isEqualTo(Map.of("max_seq_id", 257L));
  }

  @Test
  void no_other_class_is_even_named() {
    assertThatThrownBy(() -> new Pickled().text("os").text("system").op(0x93).read())
        .isInstanceOf(IOException.class)
        .hasMessageContaining("names another class");
  }

  @Test
  void no_call_is_made() {
    // cos\nsystem\n(S'...'\ntR. is what makes Python run a program.
    byte[] evil = "cos\nsystem\n(S'touch x'\ntR.".getBytes(StandardCharsets.UTF_8);

    assertThatThrownBy(() -> Pickle.dictionary(new ByteArrayInputStream(evil)))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("asks for what no index needs (0x63)");
  }

  @Test
  void a_length_that_lies_ends_the_reading() {
    assertThatThrownBy(() -> new Pickled().op('X', 0xff, 0xff, 0xff, 0x7f, 'a').read())
        .isInstanceOf(IOException.class)
        .hasMessageContaining("ends too early");
  }

  @Test
  void what_is_cut_or_makes_no_sense_is_not_read() {
    assertThatThrownBy(() -> new Pickled().op('}').read()).hasMessageContaining("too early");
    assertThatThrownBy(() -> new Pickled().op('u').read()).hasMessageContaining("no pickle of");
    assertThatThrownBy(() -> new Pickled().op('K', 1, 'K', 2, 's').read())
        .isInstanceOf(IOException.class);
    assertThatThrownBy(() -> new Pickled().op('h', 7).read()).hasMessageContaining("never said");
    assertThatThrownBy(() -> new Pickled().op('K', 1, '.').read())
        .hasMessageContaining("no dictionary");
  }
}
