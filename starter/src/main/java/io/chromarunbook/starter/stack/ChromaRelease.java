package io.chromarunbook.starter.stack;

import java.util.Arrays;
import java.util.List;

/** A Chroma release this stack can install and start. */
public enum ChromaRelease {
  /** A legacy server, a Python program whose index library has no build for later Pythons. */
  V0_4("0.4", "0.4.24", "requirements-chroma-0.4.txt", 12, CommandLine.PYTHON, "/api/v1/heartbeat"),
  /** The same with a second API beside the first. */
  V0_5("0.5", "0.5.23", "requirements-chroma-0.5.txt", 12, CommandLine.PYTHON, "/api/v1/heartbeat"),
  /** The last in Python; only its second API works. */
  V0_6("0.6", "0.6.3", "requirements-chroma-0.6.txt", 12, CommandLine.PYTHON, "/api/v2/heartbeat"),
  /**
   * A current server; its command line lives in a native extension that needs nothing else of the
   * package.
   */
  V1_5(
      "1",
      "1.5.9",
      "requirements-chroma-1.5.txt",
      Requirements.ANY_MINOR,
      CommandLine.NATIVE,
      "/api/v2/heartbeat");

  /** How each generation's command line is started. */
  private static final class CommandLine {
    static final String PYTHON = "from chromadb.cli.cli import app; app(prog_name='chroma')";
    static final String NATIVE =
        "import sys, chromadb_rust_bindings; chromadb_rust_bindings.cli(['chroma'] + sys.argv[1:])";
  }

  private final String line;
  private final String version;
  private final String resource;
  private final int lastPythonMinor;
  private final String commandLine;
  private final String heartbeat;

  ChromaRelease(
      String line,
      String version,
      String resource,
      int lastPythonMinor,
      String commandLine,
      String heartbeat) {
    this.line = line;
    this.version = version;
    this.resource = resource;
    this.lastPythonMinor = lastPythonMinor;
    this.commandLine = commandLine;
    this.heartbeat = heartbeat;
  }

  /** The line of releases it stands for, as people call it: 0.4, 0.5, 0.6 or 1. */
  public String line() {
    return line;
  }

  /** The release as the package registry knows it. */
  public String version() {
    return version;
  }

  static ChromaRelease ofVersion(String version) {
    return Arrays.stream(values())
        .filter(release -> release.version.equals(version))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no release of ours: " + version));
  }

  Requirements requirements() {
    return new Requirements("Chroma " + version, "chromadb", version, resource, lastPythonMinor);
  }

  String heartbeat() {
    return heartbeat;
  }

  List<String> program(PythonEnvironment environment) {
    return List.of(environment.python().toString(), "-I", "-c", commandLine);
  }
}
