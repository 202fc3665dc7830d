package io.chromarunbook.stack;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * A Chroma release this stack can install and start: one that stands for each line of releases, and
 * those at which a line changed, which go by their own number.
 */
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
      "/api/v2/heartbeat"),
  /** The first of all: embeddings come in another order than their ids. */
  V0_4_0(
      "0.4.0",
      "0.4.0",
      "requirements-chroma-0.4.0.txt",
      11,
      CommandLine.APPLICATION,
      "/api/v1/heartbeat"),
  /** The first with tenants and databases; has no uris yet, and no pages of collections. */
  V0_4_15(
      "0.4.15",
      "0.4.15",
      "requirements-chroma-0.4.15.txt",
      11,
      CommandLine.PYTHON,
      "/api/v1/heartbeat"),
  /** The first of its line. */
  V0_5_0(
      "0.5.0",
      "0.5.0",
      "requirements-chroma-0.5.0.txt",
      11,
      CommandLine.PYTHON,
      "/api/v1/heartbeat"),
  /** The first that gives records in the order they were written. */
  V0_5_11(
      "0.5.11",
      "0.5.11",
      "requirements-chroma-0.5.11.txt",
      12,
      CommandLine.PYTHON,
      "/api/v1/heartbeat"),
  /** The first current server; its configuration tells nothing of an index. */
  V1_0_0(
      "1.0.0",
      "1.0.0",
      "requirements-chroma-1.0.0.txt",
      Requirements.ANY_MINOR,
      CommandLine.NATIVE,
      "/api/v2/heartbeat"),
  /** One in the middle of its line. */
  V1_3(
      "1.3.7",
      "1.3.7",
      "requirements-chroma-1.3.7.txt",
      Requirements.ANY_MINOR,
      CommandLine.NATIVE,
      "/api/v2/heartbeat");

  /** How each generation's command line is started. */
  private static final class CommandLine {
    static final String PYTHON = "from chromadb.cli.cli import app; app(prog_name='chroma')";
    static final String NATIVE =
        "import sys, chromadb_rust_bindings; chromadb_rust_bindings.cli(['chroma'] + sys.argv[1:])";

    /** Before 0.4.15 there is no command line; it takes the same options as those that have one. */
    static final String APPLICATION =
        "import os, sys, uvicorn; given = dict(zip(sys.argv[2::2], sys.argv[3::2])); "
            + "os.environ.update(IS_PERSISTENT='TRUE', PERSIST_DIRECTORY=given['--path']); "
            + "uvicorn.run('chromadb.app:app', host=given['--host'], port=int(given['--port']))";
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

  /**
   * The line of releases it stands for, as people call it: 0.4, 0.5, 0.6 or 1; its own number where
   * it stands for none.
   */
  public String line() {
    return line;
  }

  /** Those that stand for a line. */
  static Stream<ChromaRelease> ofEachLine() {
    return Arrays.stream(values()).filter(release -> !release.line.equals(release.version));
  }

  /** The release as the package registry knows it. */
  public String version() {
    return version;
  }

  /** The release of this version; there must be one. */
  public static ChromaRelease ofVersion(String version) {
    return Arrays.stream(values())
        .filter(release -> release.version.equals(version))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no release of ours: " + version));
  }

  /** What has to be installed for it. */
  public Requirements requirements() {
    return new Requirements("Chroma " + version, "chromadb", version, resource, lastPythonMinor);
  }

  String heartbeat() {
    return heartbeat;
  }

  List<String> program(PythonEnvironment environment) {
    return List.of(environment.python().toString(), "-I", "-c", commandLine);
  }
}
