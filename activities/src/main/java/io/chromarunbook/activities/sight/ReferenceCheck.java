package io.chromarunbook.activities.sight;

import io.chromarunbook.activities.queries.QueryFile;
import io.chromarunbook.activities.queries.QueryFileException;
import io.chromarunbook.activities.run.AuthorityFile;
import io.chromarunbook.activities.run.Secrets;
import io.chromarunbook.activities.run.ServerAddresses;
import io.chromarunbook.chroma.ServerTls;
import io.chromarunbook.workflows.plan.CommandPlan;
import io.chromarunbook.workflows.plan.NotificationPlan;
import io.chromarunbook.workflows.plan.Plan;
import io.chromarunbook.workflows.plan.PlanProblem;
import io.chromarunbook.workflows.plan.SecretReference;
import io.chromarunbook.workflows.plan.ServerPlan;
import io.chromarunbook.workflows.text.Printable;
import io.temporal.failure.ApplicationFailure;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Whether this process finds the secrets, files and programs that a plan names. */
public final class ReferenceCheck {

  private final Secrets secrets;
  private final Surroundings here;
  private final List<PlanProblem> problems = new ArrayList<>();

  /** Will look for these secrets, from here. */
  public ReferenceCheck(Secrets secrets, Surroundings here) {
    this.secrets = secrets;
    this.here = here;
  }

  /** What it does not find or cannot use, by the keys that name it. */
  public List<PlanProblem> problems(Plan plan) {
    problems.clear();
    server("source", plan.source());
    sourceDirectory(plan.source().directory());
    backup(plan.source().backup());
    server("target", plan.target());
    if (plan.target().restart() != null) {
      command("target.restart", plan.target().restart());
    }
    queryVectors(plan.validation().queryVectors());
    plan.traffic()
        .commands()
        .forEach((action, command) -> command("traffic.commands." + action.label(), command));
    if (plan.traffic().gate() != null) {
      secret("traffic.gate.token", plan.traffic().gate().token());
      authority("traffic.gate.ca", plan.traffic().gate().ca());
    }
    for (int index = 0; index < plan.acceptance().size(); index++) {
      command("acceptance[" + index + "]", plan.acceptance().get(index));
    }
    for (int index = 0; index < plan.window().commands().size(); index++) {
      program("window.commands[" + index + "].run", plan.window().commands().get(index).run());
    }
    for (int index = 0; index < plan.notifications().size(); index++) {
      notification("notify[" + index + "]", plan.notifications().get(index));
    }
    return List.copyOf(problems);
  }

  private void sourceDirectory(String directory) {
    if (directory != null && here.file(directory).filter(Files::isDirectory).isEmpty()) {
      complain(
          "source.directory",
          "there is no directory "
              + shown(directory)
              + " for "
              + whoLooks()
              + "; it must be on the machine of the worker");
    }
  }

  private void server(String key, ServerPlan server) {
    if (server.directory() != null) {
      // It is served when the run begins, and has nothing that is referred to.
      return;
    }
    server.headers().forEach((name, reference) -> secret(key + ".headers." + name, reference));
    try {
      new ServerAddresses(secrets)
          .of(
              server.withoutHeaders(),
              new ServerTls.Settings(key + ".ca", key + ".clientCertificate"));
    } catch (ApplicationFailure e) {
      boolean ca = e.getOriginalMessage().contains("named by " + key + ".ca");
      complain(key + (ca ? ".ca" : ".clientCertificate"), e.getOriginalMessage());
    }
  }

  private void authority(String key, String file) {
    try {
      var ignored = AuthorityFile.read(key, file);
    } catch (ApplicationFailure e) {
      complain(key, e.getOriginalMessage());
    }
  }

  private Optional<String> secret(String key, SecretReference reference) {
    try {
      return Optional.of(secrets.resolve(reference));
    } catch (ApplicationFailure e) {
      complain(
          key,
          Printable.of(reference.toString())
              + " is not there for "
              + whoLooks()
              + ", or is empty; provide it where a worker is started, and start that one again");
      return Optional.empty();
    }
  }

  private String whoLooks() {
    return "the process in " + here.directory();
  }

  private void backup(String backup) {
    if ("none".equals(backup) || backup.contains("://")) {
      return;
    }
    if (here.file(backup).filter(Files::exists).isEmpty()) {
      complain(
          "source.backup",
          "there is no " + shown(backup) + "; make one, or write none where there is none");
    }
  }

  private void queryVectors(String path) {
    if (path == null) {
      return;
    }
    Optional<Path> file = here.file(path);
    if (file.isEmpty()) {
      complain("validation.queryVectors", "no file has the name " + Printable.of(path));
      return;
    }
    try {
      var ignored = QueryFile.read(file.get());
    } catch (QueryFileException e) {
      complain("validation.queryVectors", Printable.of(e.getMessage()));
    }
  }

  private void command(String key, CommandPlan command) {
    program(key + ".run", command.run());
    program(key + ".check", command.check());
    program(key + ".rehearse", command.rehearse());
  }

  private void program(String key, List<String> words) {
    if (!words.isEmpty()) {
      here.missing(words.get(0))
          .ifPresent(why -> complain(key, "the program " + shown(words.get(0)) + " " + why));
    }
  }

  private void notification(String key, NotificationPlan way) {
    if (way.command() != null) {
      program(key + ".command", way.command());
      return;
    }
    secret(key + ".webhook", way.webhook())
        .filter(url -> !isUrl(url.strip()))
        .ifPresent(
            url ->
                complain(
                    key + ".webhook",
                    "what " + way.webhook() + " has is not an http or https URL; put one there"));
  }

  private static boolean isUrl(String text) {
    try {
      URI url = URI.create(text);
      return url.getHost() != null
          && ("http".equals(url.getScheme()) || "https".equals(url.getScheme()));
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private String shown(String path) {
    return Printable.of(path)
        + (path.startsWith("/") || !path.contains("/") ? "" : " (in " + here.directory() + ")");
  }

  private void complain(String key, String message) {
    problems.add(PlanProblem.of(key, message));
  }
}
