package io.chromarunbook.starter;

/** A program whose answer shows how it was called. */
final class PrintsItsArguments {

  private PrintsItsArguments() {}

  public static void main(String[] arguments) {
    System.out.println(String.join("|", arguments));
  }
}
