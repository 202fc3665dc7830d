package io.chromarunbook.starter.command;

import io.chromarunbook.starter.outcome.ExitCode;
import io.chromarunbook.starter.outcome.Failure;
import io.chromarunbook.starter.planning.GivenServer;
import io.chromarunbook.starter.planning.PlanDraft;
import io.chromarunbook.starter.planning.PlanInterview;
import io.chromarunbook.starter.planning.PlanWishes;
import io.chromarunbook.starter.terminal.CommandGroup;
import io.chromarunbook.starter.terminal.Commands;
import io.chromarunbook.starter.terminal.Guide;
import io.chromarunbook.workflows.plan.SecretReference;
import io.chromarunbook.workflows.text.ShellWords;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(name = "init", description = "Writes a commented plan from the live source's inventory.")
@Guide(
    group = CommandGroup.RUN,
    who = "anybody",
    changes = "writes the plan's file; servers are only asked",
    examples = {
      "plan init --source http://old:8000 --target http://new:8000 -o plan.yaml",
      "plan init --source http://old:8000 --target http://new:8000 --ask -o plan.yaml"
    })
final class PlanInitCommand extends Verb {

  @Option(
      names = "--source",
      required = true,
      paramLabel = "URL",
      description = "The server to move from; it is only read.")
  private String source;

  @Option(
      names = "--target",
      required = true,
      paramLabel = "URL",
      description = "The server to move to; it need not run yet.")
  private String target;

  @Option(
      names = "--tenant",
      paramLabel = "NAME",
      description = "The tenant at both servers, where no other option names one.")
  private String tenant;

  @Option(
      names = "--database",
      paramLabel = "NAME",
      description = "The database at both servers, where no other option names one.")
  private String database;

  @Option(
      names = "--header",
      paramLabel = "NAME=env:VARIABLE|file:PATH",
      description =
          "A header for every request to both servers, its value by reference; may be repeated.")
  private Map<String, String> headers = new LinkedHashMap<>();

  @Option(
      names = "--source-tenant",
      paramLabel = "NAME",
      description = "Its tenant; where the source's credentials are for one, that one by default.")
  private String sourceTenant;

  @Option(
      names = "--source-database",
      paramLabel = "NAME",
      description =
          "Its database; where the source's credentials are for one, that one by default.")
  private String sourceDatabase;

  @Option(
      names = "--source-header",
      paramLabel = "NAME=env:VARIABLE|file:PATH",
      description = "A header for every request to it, its value by reference; may be repeated.")
  private Map<String, String> sourceHeaders = new LinkedHashMap<>();

  @Option(
      names = "--source-ca",
      paramLabel = "FILE",
      description = "Certificates of a CA to trust beside those this machine trusts; PEM.")
  private String sourceCa;

  @Option(
      names = "--source-certificate",
      paramLabel = "FILE",
      description = "Our certificate, if it asks for one; PEM.")
  private String sourceCertificate;

  @Option(
      names = "--source-key",
      paramLabel = "FILE",
      description = "Its private key, unencrypted, PKCS #8; PEM.")
  private String sourceKey;

  @Option(
      names = "--target-tenant",
      paramLabel = "NAME",
      description = "Its tenant; where the target's credentials are for one, that one by default.")
  private String targetTenant;

  @Option(
      names = "--target-database",
      paramLabel = "NAME",
      description =
          "Its database; where the target's credentials are for one, that one by default.")
  private String targetDatabase;

  @Option(
      names = "--target-header",
      paramLabel = "NAME=env:VARIABLE|file:PATH",
      description = "A header for every request to it, its value by reference; may be repeated.")
  private Map<String, String> targetHeaders = new LinkedHashMap<>();

  @Option(
      names = "--target-ca",
      paramLabel = "FILE",
      description = "Certificates of a CA to trust beside those this machine trusts; PEM.")
  private String targetCa;

  @Option(
      names = "--target-certificate",
      paramLabel = "FILE",
      description = "Our certificate, if it asks for one; PEM.")
  private String targetCertificate;

  @Option(
      names = "--target-key",
      paramLabel = "FILE",
      description = "Its private key, unencrypted, PKCS #8; PEM.")
  private String targetKey;

  @Option(
      names = "--ask",
      description =
          "Ask for people, window and how applications are frozen, on a terminal; needs -o.")
  private boolean ask;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE",
      description = "Where to write it; to the terminal by default.")
  private Path output;

  PlanInitCommand(Session session) {
    super(session);
  }

  @Override
  public Integer call() {
    mustBeWritable();
    String plan =
        PlanDraft.from(
            GivenServer.of(
                "--source-",
                source,
                sourceTenant == null ? tenant : sourceTenant,
                sourceDatabase == null ? database : sourceDatabase,
                headers("--source-header", sourceHeaders),
                sourceCa,
                sourceCertificate,
                sourceKey),
            GivenServer.of(
                "--target-",
                target,
                targetTenant == null ? tenant : targetTenant,
                targetDatabase == null ? database : targetDatabase,
                headers("--target-header", targetHeaders),
                targetCa,
                targetCertificate,
                targetKey),
            this::wishes,
            session().environment(),
            terminal()::complain);
    if (output == null) {
      terminal().show(plan.lines().toList());
      return ExitCode.DONE;
    }
    write(plan);
    say("Wrote " + output + (ask ? ". Next:" : ". Fill in 'people', then type:"));
    say(
        "  "
            + terminal()
                .paint()
                .accent(Commands.of("plan check " + ShellWords.quoted(output.toString()))));
    return ExitCode.DONE;
  }

  /** Nobody answers questions for a file that cannot be written. */
  private void mustBeWritable() {
    if (ask && !terminal().canAsk()) {
      throw Failure.usage(
          "--ask asks a person at a terminal, and this is none; leave it out, and fill in the plan that is written");
    }
    if (ask && output == null) {
      throw Failure.usage("--ask needs a file to write to; name one with -o, like -o plan.yaml");
    }
    if (output != null && Files.exists(output)) {
      throw exists();
    }
  }

  private PlanWishes wishes() {
    return ask ? new PlanInterview(terminal(), InstantSource.system()).wishes() : PlanWishes.NONE;
  }

  /** Those for one server, which win over those for both. */
  private Map<String, SecretReference> headers(String option, Map<String, String> own) {
    Map<String, SecretReference> all =
        new LinkedHashMap<>(HeaderReferences.of("--header", headers));
    all.putAll(HeaderReferences.of(option, own));
    return all;
  }

  private Failure exists() {
    return Failure.refused(output + " exists and is not overwritten; name another file with -o");
  }

  private void write(String plan) {
    try {
      Files.writeString(output, plan, StandardCharsets.UTF_8, StandardOpenOption.CREATE_NEW);
    } catch (FileAlreadyExistsException e) {
      throw exists();
    } catch (IOException e) {
      throw Failure.usage(output + " cannot be written: " + e.getMessage(), e);
    }
  }
}
