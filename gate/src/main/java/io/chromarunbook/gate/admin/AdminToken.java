package io.chromarunbook.gate.admin;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** The word by which whoever gives orders is known; never shown. */
public final class AdminToken {

  private static final String BEARER = "Bearer ";

  private final byte[] digest;

  private AdminToken(byte[] digest) {
    this.digest = digest;
  }

  /**
   * The one a file has.
   *
   * @throws IllegalArgumentException in a sentence, where there is none
   */
  public static AdminToken of(Path file) {
    try {
      String token = Files.readString(file).strip();
      if (token.isEmpty()) {
        throw new IllegalArgumentException(
            "The token file " + file + " is empty; write a long random word into it.");
      }
      return new AdminToken(digest(token));
    } catch (IOException e) {
      throw new IllegalArgumentException(
          "The token file "
              + file
              + " cannot be read; make it with: (umask 077; openssl rand -hex 32 > FILE).",
          e);
    }
  }

  /** Whether this header has it; takes as long whatever the header has. */
  boolean isIn(String authorization) {
    String given = authorization == null ? "" : authorization;
    boolean bearer = given.regionMatches(true, 0, BEARER, 0, BEARER.length());
    byte[] other = digest(bearer ? given.substring(BEARER.length()).strip() : "");
    return MessageDigest.isEqual(digest, other);
  }

  private static byte[] digest(String token) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  @Override
  public String toString() {
    return "AdminToken[***]";
  }
}
