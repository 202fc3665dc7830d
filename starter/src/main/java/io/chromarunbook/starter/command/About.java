package io.chromarunbook.starter.command;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;
import picocli.CommandLine.IVersionProvider;

/** Which release this is, what it was built from and what it runs on: for reports of defects. */
final class About implements IVersionProvider {

  private static final String RESOURCE = "/about.properties";

  @Override
  public String[] getVersion() {
    Properties built = built();
    return new String[] {
      "Chroma Runbook %s, commit %s"
          .formatted(built.getProperty("version"), commit(built.getProperty("commit"))),
      "Java %s (%s) on %s %s %s"
          .formatted(
              Runtime.version(),
              System.getProperty("java.vendor"),
              System.getProperty("os.name"),
              System.getProperty("os.version"),
              System.getProperty("os.arch"))
    };
  }

  /** What was built outside of a repository has a placeholder where the commit would be. */
  private static String commit(String filled) {
    return filled.startsWith("$") ? "unknown" : filled;
  }

  private static Properties built() {
    try (InputStream in = About.class.getResourceAsStream(RESOURCE)) {
      Properties properties = new Properties();
      properties.load(in);
      return properties;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
