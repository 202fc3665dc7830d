package io.chromarunbook.activities.run;

import io.chromarunbook.activities.chroma.AnswerTime;
import io.chromarunbook.activities.chroma.ChromaServer;
import io.chromarunbook.activities.chroma.SecretMask;
import io.chromarunbook.activities.chroma.ServerAddress;
import io.chromarunbook.workflows.plan.Plan;
import io.chromarunbook.workflows.plan.ServerPlan;
import io.chromarunbook.workflows.steps.RunReference;
import java.net.URI;

/** A run as an activity sees it: its plan, its folder, its servers. */
public final class OpenRun {

  private final RunReference reference;
  private final Plan plan;
  private final RunFolder folder;
  private final Secrets secrets;
  private final ServerConnector connector;
  private final FamiliarServers familiar;

  OpenRun(
      RunReference reference,
      Plan plan,
      RunFolder folder,
      Secrets secrets,
      ServerConnector connector,
      FamiliarServers familiar) {
    this.reference = reference;
    this.plan = plan;
    this.folder = folder;
    this.secrets = secrets;
    this.connector = connector;
    this.familiar = familiar;
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

  /** Keeps the secrets the plan refers to out of what commands and servers say. */
  public SecretMask mask() {
    return secrets.mask(plan);
  }

  /** A new connection to the source; close it. */
  public ChromaServer source() {
    return source(AnswerTime.USUAL);
  }

  /** The same for somebody who waits no longer than this for answers. */
  public ChromaServer source(AnswerTime answerTime) {
    return connector.connect(address(plan.source(), plan.source().url(), answerTime));
  }

  /** A new connection to the source by the way applications take; close it. */
  public ChromaServer frontDoor() {
    return frontDoor(AnswerTime.USUAL);
  }

  /** The same for somebody who waits no longer than this for answers. */
  public ChromaServer frontDoor(AnswerTime answerTime) {
    return connector.connect(address(plan.source(), plan.source().frontDoor(), answerTime));
  }

  /** A new connection to the target; close it. */
  public ChromaServer target() {
    return target(AnswerTime.USUAL);
  }

  /** The same for somebody who waits no longer than this for answers. */
  public ChromaServer target(AnswerTime answerTime) {
    return connector.connect(address(plan.target(), plan.target().url(), answerTime));
  }

  /** The target as it was found a moment ago, or a new connection; close it. */
  public ChromaServer familiarTarget() {
    return familiar.connect(address(plan.target(), plan.target().url(), AnswerTime.USUAL));
  }

  private ServerAddress address(ServerPlan server, String url, AnswerTime answerTime) {
    return new ServerAddress(
        URI.create(url),
        server.tenant(),
        server.database(),
        secrets.resolve(server.headers()),
        answerTime);
  }
}
