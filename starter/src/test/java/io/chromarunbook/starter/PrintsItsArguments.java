package io.chromarunbook.starter;

/** A program whose answer shows how it was called, and that ends as its last argument says. */
final class PrintsItsArguments {

  private PrintsItsArguments() {}

  public static void main(String[] arguments) {
    System.out.println(String.join("|", arguments));
    String last = arguments.length == 0 ? "" : arguments[arguments.length - 1];
    if (last.startsWith("--exit=")) {
      System.exit(Integer.parseInt(last.substring("--exit=".length())));
    }
  }
}
