package io.chromarunbook.activities.run;

import io.chromarunbook.chroma.AnswerTime;
import io.chromarunbook.chroma.CallWatch;
import io.chromarunbook.chroma.ChromaServer;
import io.chromarunbook.chroma.ProbedServer;
import io.chromarunbook.chroma.SecretMask;
import io.chromarunbook.chroma.ServerAddress;
import io.chromarunbook.chroma.WritableServer;
import io.chromarunbook.workflows.plan.Plan;
import io.chromarunbook.workflows.plan.ServerPlan;
import io.chromarunbook.workflows.steps.RunReference;
import java.nio.file.Path;
import java.util.function.BiPredicate;

/** A run as an activity sees it: its plan, its folder, its servers. */
public final class OpenRun {

  /** What a target that is a directory is made by, and opened with afterwards. */
  public static final String TARGET_RELEASE = "1.5.9";

  private final RunReference reference;
  private final Plan plan;
  private final RunFolder folder;
  private final Secrets secrets;
  private final ServerAddresses addresses;
  private final ServerConnector<WritableServer> connector;
  private final FamiliarServers familiar;
  private final BiPredicate<String, String> endedRuns;
  private final ServerWatch watch;
  private final DirectoryServers directories;

  OpenRun(
      RunReference reference,
      Plan plan,
      RunFolder folder,
      Secrets secrets,
      ServerConnector<WritableServer> connector,
      FamiliarServers familiar,
      BiPredicate<String, String> endedRuns,
      ServerWatch watch,
      DirectoryServers directories) {
    this.reference = reference;
    this.plan = plan;
    this.folder = folder;
    this.secrets = secrets;
    this.addresses = new ServerAddresses(secrets);
    this.connector = connector;
    this.familiar = familiar;
    this.endedRuns = endedRuns;
    this.watch = watch;
    this.directories = directories;
  }

  public RunReference reference() {
    return reference;
  }

  public Plan plan() {
    return plan;
  }

  public RunFolder folder() {
    return folder;
  }

  public Secrets secrets() {
    return secrets;
  }

  /** Whether a run is known to be over. */
  public boolean ended(String migration, String runId) {
    return endedRuns.test(migration, runId);
  }

  /** Keeps the secrets the plan refers to out of what commands and servers say. */
  public SecretMask mask() {
    return secrets.mask(plan);
  }

  /** A new connection to the source, which never sees a write by it; close it. */
  public ChromaServer source() {
    return source(AnswerTime.USUAL);
  }

  /** The same for somebody who waits no longer than this for answers. */
  public ChromaServer source(AnswerTime answerTime) {
    return source(sourceAddress(), "source", plan.source().url(), answerTime);
  }

  /**
   * A new connection to the source by the way applications take, to see whether it takes writes;
   * close it.
   */
  public ProbedServer frontDoor() {
    return frontDoor(AnswerTime.USUAL);
  }

  /** The same for somebody who waits no longer than this for answers. */
  public ProbedServer frontDoor(AnswerTime answerTime) {
    return source(
        plan.source().directory() == null ? addresses.frontDoor(plan) : sourceAddress(),
        "front door of the source",
        plan.source().frontDoor(),
        answerTime);
  }

  private ProbedServer source(
      ServerAddress address, String role, String url, AnswerTime answerTime) {
    return connector.connect(address.within(answerTime), watch(role, url, "source", answerTime));
  }

  private ServerAddress sourceAddress() {
    return plan.source().directory() == null
        ? addresses.source(plan)
        : served(plan.source(), servedSource());
  }

  private ServerAddress targetAddress() {
    return plan.target().directory() == null
        ? addresses.target(plan)
        : served(plan.target(), servedTarget());
  }

  private ServerAddress served(ServerPlan side, ServedDirectory directory) {
    return ServerAddress.at(directories.serve(directory).toString())
        .in(side.tenant(), side.database());
  }

  /** What of a source that is a directory is served. */
  public ServedDirectory servedSource() {
    String release = CopiedSource.of(folder).release();
    return new ServedDirectory(folder.served(), "source", folder.sourceCopy(), release);
  }

  /** A target that is a directory, as it is served. */
  public ServedDirectory servedTarget() {
    return new ServedDirectory(
        folder.served(), "target", Path.of(plan.target().directory()), TARGET_RELEASE);
  }

  /** A copy of the source, on which a target's server is tried. */
  public ServedDirectory servedTrial() {
    return new ServedDirectory(folder.served(), "trial", folder.trialCopy(), TARGET_RELEASE);
  }

  /** A new connection to that; close it. */
  public WritableServer trial() {
    return connector.connect(
        served(plan.target(), servedTrial()).within(AnswerTime.USUAL),
        watch("trial of", plan.source().url(), "target", AnswerTime.USUAL));
  }

  /** Who serves them. */
  public DirectoryServers directories() {
    return directories;
  }

  /** A new connection to the target; close it. */
  public WritableServer target() {
    return target(AnswerTime.USUAL);
  }

  /** The same for somebody who waits no longer than this for answers. */
  public WritableServer target(AnswerTime answerTime) {
    return target(connector, answerTime);
  }

  /** The target as it was found a moment ago, or a new connection; close it. */
  public WritableServer familiarTarget() {
    return target(familiar, AnswerTime.USUAL);
  }

  private WritableServer target(ServerConnector<WritableServer> by, AnswerTime answerTime) {
    String url = plan.target().url();
    WritableServer server =
        by.connect(targetAddress().within(answerTime), watch("target", url, "target", answerTime));
    return InPlaceNote.of(folder)
        .<WritableServer>map(note -> new MeasuredServer(server, note))
        .orElse(server);
  }

  private CallWatch watch(String role, String url, String key, AnswerTime answerTime) {
    CallWatch watched =
        watch.of(
            role + " " + url, "renew the secrets that " + key + ".headers in the plan refer to");
    // Who waits for answers only so long asks how the server is now, and not what it says at last.
    return answerTime == AnswerTime.USUAL ? watched : watched.once();
  }
}
