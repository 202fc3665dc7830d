package io.chromarunbook.activities.run;

import java.io.IOException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Writes in every way of {@link PrivateFiles}, in a process that gives everybody every right. */
final class WritesPrivately {

  private WritesPrivately() {}

  public static void main(String[] arguments) throws IOException {
    Path root = Path.of(arguments[0]);
    DurableFile.writeText(root.resolve("a/durable.json"), "{}");
    PrivateFiles.directories(root.resolve("b/c"));
    PrivateFiles.create(root.resolve("created"));
    PrivateFiles.present(root.resolve("d/present"));
    PrivateFiles.rewrite(root.resolve("rewritten")).close();
    PrivateFiles.open(root.resolve("opened"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)
        .close();
    System.out.println(new RunbookHome(root.resolve("home")).id());
  }
}
