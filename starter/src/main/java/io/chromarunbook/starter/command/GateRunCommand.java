package io.chromarunbook.starter.command;

import io.chromarunbook.gate.Endpoint;
import io.chromarunbook.gate.Gate;
import io.chromarunbook.gate.GateOptions;
import io.chromarunbook.starter.frontdoor.GateProcess;
import io.chromarunbook.starter.outcome.ExitCode;
import io.chromarunbook.starter.outcome.Failure;
import io.chromarunbook.starter.terminal.CommandGroup;
import io.chromarunbook.starter.terminal.Guide;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
    name = "run",
    description =
        "Runs a gate in the foreground before a Chroma server, in the mode it was last given.",
    footer = {
      "",
      "It says where it listens, then logs each change of its mode with who and why.",
      "Exit codes: 0 told to end, 2 wrong usage, 4 another gate works with --state, 5 its state is damaged."
    })
@Guide(
    group = CommandGroup.STACK,
    who = "whoever runs the servers",
    changes =
        "requests that come to it are passed on to the source, or to the target once switched",
    examples =
        "gate run --source http://10.0.0.5:8000 --listen 0.0.0.0:8000 --token-file gate.token --state gate-state")
final class GateRunCommand extends Verb {

  @Option(
      names = "--source",
      required = true,
      paramLabel = "URL",
      description = "The Chroma server it stands before.")
  private String source;

  @Option(
      names = "--target",
      paramLabel = "URL",
      description = "Where it leads once switched, when the order names nothing else.")
  private String target;

  @Option(
      names = "--listen",
      paramLabel = "HOST:PORT",
      defaultValue = "127.0.0.1:8080",
      description = "Where applications connect; 127.0.0.1:8080 by default.")
  private String listen;

  @Option(
      names = "--admin",
      paramLabel = "HOST:PORT",
      defaultValue = "127.0.0.1:8081",
      description =
          "Where it is asked and told; 127.0.0.1:8081 by default, elsewhere only with a certificate.")
  private String admin;

  @Option(
      names = "--token-file",
      required = true,
      paramLabel = "FILE",
      description = "Has the word by which orders are known.")
  private Path tokenFile;

  @Option(
      names = "--state",
      required = true,
      paramLabel = "DIR",
      description = "Where it keeps its mode; one directory for each source.")
  private Path state;

  @Option(
      names = "--source-ca",
      paramLabel = "FILE",
      description = "Certificates (PEM) to trust the source by.")
  private Path sourceAuthority;

  @Option(
      names = "--target-ca",
      paramLabel = "FILE",
      description = "Certificates (PEM) to trust the target by.")
  private Path targetAuthority;

  @Option(
      names = "--journal",
      description = "Keep a journal of the writes that pass, below --state.")
  private boolean journal;

  @ArgGroup(exclusive = false)
  private Certificate certificate;

  GateRunCommand(Session session) {
    super(session);
  }

  @Override
  public Integer call() {
    GateProcess.serve(options(), this::opened);
    return ExitCode.DONE;
  }

  private GateOptions options() {
    try {
      return new GateOptions(
          source,
          Optional.ofNullable(target),
          Endpoint.of("--listen", listen),
          Endpoint.of("--admin", admin),
          tokenFile,
          state,
          Optional.ofNullable(sourceAuthority),
          Optional.ofNullable(targetAuthority),
          Optional.ofNullable(certificate).map(Certificate::files),
          journal ? GateOptions.WriteKeeping.JOURNAL : GateOptions.WriteKeeping.NONE,
          GateOptions.PATIENCE);
    } catch (IllegalArgumentException e) {
      throw Failure.usage(e.getMessage(), e);
    }
  }

  private void opened(Gate gate) {
    say(
        "The gate listens at "
            + gate.url()
            + " before "
            + source
            + "; admin at "
            + gate.adminUrl());
    terminal().out().flush();
  }

  private static final class Certificate {

    @Option(
        names = "--tls-cert",
        required = true,
        paramLabel = "FILE",
        description = "The certificate (PEM) it shows at both of its ports.")
    private Path chain;

    @Option(
        names = "--tls-key",
        required = true,
        paramLabel = "FILE",
        description = "The key (PEM, PKCS #8) to that certificate.")
    private Path key;

    GateOptions.CertificateFiles files() {
      return new GateOptions.CertificateFiles(chain, key);
    }
  }
}
