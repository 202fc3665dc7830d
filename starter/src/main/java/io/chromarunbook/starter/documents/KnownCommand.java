package io.chromarunbook.starter.documents;

import java.util.List;

/**
 * A command of the program, as its help describes it.
 *
 * @param words it is called by, without the program, like {@code snapshot list}
 * @param does what it does, in a sentence
 * @param who who may do it, as "May be done by ..." goes on
 * @param changes what is different afterwards, in half a sentence
 * @param examples command lines, without the program
 */
public record KnownCommand(
    String words, String does, String who, String changes, List<String> examples) {

  public KnownCommand {
    examples = List.copyOf(examples);
  }
}
