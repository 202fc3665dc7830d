package io.chromarunbook.starter.stack;

import java.util.List;

/** A Chroma release this stack can install and start. */
public enum ChromaRelease {
  /** A legacy server, a Python program whose index library has no build for later Pythons. */
  V0_5(
      "0.5.23",
      "requirements-chroma-0.5.txt",
      12,
      "from chromadb.cli.cli import app; app(prog_name='chroma')",
      "/api/v1/heartbeat"),
  /**
   * A current server; its command line lives in a native extension that needs nothing else of the
   * package.
   */
  V1_5(
      "1.5.9",
      "requirements-chroma-1.5.txt",
      Requirements.ANY_MINOR,
      "import sys, chromadb_rust_bindings; chromadb_rust_bindings.cli(['chroma'] + sys.argv[1:])",
      "/api/v2/heartbeat");

  private final String version;
  private final String resource;
  private final int lastPythonMinor;
  private final String commandLine;
  private final String heartbeat;

  ChromaRelease(
      String version, String resource, int lastPythonMinor, String commandLine, String heartbeat) {
    this.version = version;
    this.resource = resource;
    this.lastPythonMinor = lastPythonMinor;
    this.commandLine = commandLine;
    this.heartbeat = heartbeat;
  }

  /** The release as the package registry knows it. */
  public String version() {
    return version;
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
