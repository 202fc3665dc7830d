package io.chromarunbook.workflows.plan;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The text of a plan's file, where it is one. */
final class PlanText {

  private static final String BYTE_ORDER_MARK = "\uFEFF";

  /** Of a file that is no text at all nobody wants to read every line. */
  private static final int MOST = 10;

  private final List<PlanProblem> problems = new ArrayList<>();
  private int lastLine;

  private PlanText() {}

  /**
   * The text.
   *
   * @throws PlanException naming each line that has bytes which are not UTF-8, or characters that
   *     no text has
   */
  static String of(byte[] bytes) {
    if (bytes.length >= 2
        && ((bytes[0] == (byte) 0xFE && bytes[1] == (byte) 0xFF)
            || (bytes[0] == (byte) 0xFF && bytes[1] == (byte) 0xFE))) {
      throw new PlanException(
          List.of(
              PlanProblem.of("", "the file is in UTF-16; save it as UTF-8").at(new Spot(1, 1))));
    }
    return new PlanText().read(bytes);
  }

  private String read(byte[] bytes) {
    StringBuilder text = new StringBuilder();
    CharsetDecoder decoder =
        StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    ByteBuffer in = ByteBuffer.wrap(bytes);
    CharBuffer out = CharBuffer.allocate(bytes.length + 1);
    while (true) {
      CoderResult result = decoder.decode(in, out, true);
      out.flip();
      text.append(out);
      out.clear();
      if (!result.isError()) {
        break;
      }
      complain(
          text,
          String.format(
              Locale.ROOT,
              "the byte 0x%02x is not UTF-8; save the file as UTF-8",
              bytes[in.position()]));
      in.position(in.position() + result.length());
      text.append('?');
    }
    refuseControls(text);
    if (!problems.isEmpty()) {
      throw new PlanException(problems);
    }
    return text.indexOf(BYTE_ORDER_MARK) == 0 ? text.substring(1) : text.toString();
  }

  private void refuseControls(StringBuilder text) {
    if (!problems.isEmpty()) {
      return;
    }
    for (int index = 0; index < text.length(); index++) {
      char character = text.charAt(index);
      boolean blank = character == '\n' || character == '\r' || character == '\t';
      if (Character.isISOControl(character) && !blank && character != '\u0085') {
        complain(
            text.subSequence(0, index),
            String.format(
                Locale.ROOT,
                "the character U+%04X is in no text; take it out, or write it as \"\\u%04x\"",
                (int) character,
                (int) character));
      }
    }
  }

  /** One for each line. */
  private void complain(CharSequence before, String message) {
    int line = 1;
    int column = 1;
    for (int index = 0; index < before.length(); index++) {
      boolean end = before.charAt(index) == '\n';
      line += end ? 1 : 0;
      column = end ? 1 : column + 1;
    }
    if (line > lastLine && problems.size() < MOST) {
      problems.add(PlanProblem.of("", message).at(new Spot(line, column)));
      lastLine = line;
    }
  }
}
