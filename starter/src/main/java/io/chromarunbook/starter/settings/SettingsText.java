package io.chromarunbook.starter.settings;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/** Bytes as text, and text as just these bytes again. */
record SettingsText(String text, Charset charset) {

  /**
   * Reads them as UTF-8.
   *
   * @throws UnfitException where they are something else
   */
  static SettingsText of(byte[] bytes, boolean latinToo) throws UnfitException {
    String text;
    Charset charset = StandardCharsets.UTF_8;
    try {
      text = charset.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      if (!latinToo) {
        throw UnfitException.broken("is not in UTF-8; write it in that first.");
      }
      charset = StandardCharsets.ISO_8859_1;
      text = new String(bytes, charset);
    }
    if (text.indexOf('\0') >= 0) {
      throw UnfitException.broken("is no text: it has a byte of zero.");
    }
    return new SettingsText(text, charset);
  }

  /** Another text in the same encoding. */
  byte[] encoded(String changed) throws UnfitException {
    try {
      ByteBuffer bytes = charset.newEncoder().encode(CharBuffer.wrap(changed));
      byte[] exact = new byte[bytes.remaining()];
      bytes.get(exact);
      return exact;
    } catch (CharacterCodingException e) {
      throw UnfitException.unsure("cannot have this value in its encoding, " + charset + ".");
    }
  }
}
