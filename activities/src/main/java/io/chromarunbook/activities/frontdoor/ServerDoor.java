package io.chromarunbook.activities.frontdoor;

import io.chromarunbook.activities.run.Attempt;
import io.chromarunbook.activities.run.OpenRun;
import io.chromarunbook.activities.snapshot.Inventory;
import io.chromarunbook.activities.snapshot.InventoryCollection;
import io.chromarunbook.chroma.AnswerTime;
import io.chromarunbook.chroma.ChromaException;
import io.chromarunbook.chroma.CollectionInfo;
import io.chromarunbook.chroma.ProbedServer;
import io.chromarunbook.workflows.steps.ActionResult;
import io.chromarunbook.workflows.steps.FreezeProof;
import io.chromarunbook.workflows.steps.FreezeProof.State;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** Tries a write where applications reach a server, and says what that shows. */
final class ServerDoor implements FrontDoor {

  private static final int AT_A_GLANCE = 1;

  // A server that answers is busy or broken for a moment, or will never say more.
  private static final int PATIENTLY = 3;
  private static final Duration BETWEEN = Duration.ofSeconds(1);

  private final OpenRun run;
  private final Attempt attempt;
  private final FreezeJudgement judgement;

  ServerDoor(OpenRun run, Attempt attempt) {
    this.run = run;
    this.attempt = attempt;
    this.judgement = new FreezeJudgement(address());
  }

  @Override
  public FreezeProof tryBeforeFreeze() {
    try (ProbedServer server = run.frontDoor()) {
      return judgement.beforeFreeze(tryWrite(server, PATIENTLY));
    } catch (ChromaException e) {
      return unreadable(e);
    }
  }

  @Override
  public FreezeProof proveFrozen(FreezeProof before) {
    try (ProbedServer server = run.frontDoor()) {
      return judgement.afterFreeze(tryWrite(server, PATIENTLY), before);
    } catch (ChromaException e) {
      return unreadable(e);
    }
  }

  @Override
  public FreezeProof lookAtFreeze(FreezeProof before) {
    try (ProbedServer server = run.frontDoor(AnswerTime.InAll.fromNow(GLANCE))) {
      return judgement.afterFreeze(tryWrite(server, AT_A_GLANCE), before);
    } catch (ChromaException e) {
      return e.kind().transientFault()
          ? new FreezeProof(State.SILENT, e.getMessage())
          : unreadable(e);
    }
  }

  @Override
  public ActionResult proveThawed(FreezeProof before) {
    try (ProbedServer server = run.frontDoor()) {
      Optional<CollectionInfo> collection = probed(server);
      long records = collection.map(server::count).orElse(0L);
      attempt.progress(0, 0);
      WriteTrial trial = tryWrite(server, collection, PATIENTLY);
      if (trial instanceof WriteTrial.Taken) {
        return new ActionResult(
            ActionResult.State.DONE,
            "Thawed: %s reads (%s has %,d records) and takes writes."
                .formatted(address(), collection.orElseThrow().name(), records));
      }
      return FreezeJudgement.takenBefore(before)
          ? new ActionResult(ActionResult.State.FAILED, notThawed() + judgement.told(trial))
          : new ActionResult(
              ActionResult.State.NEEDS_CONFIRMATION,
              notThawed() + judgement.told(trial) + " " + FreezeJudgement.noDifference(before));
    } catch (ChromaException e) {
      if (e.kind().transientFault()) {
        throw e;
      }
      return new ActionResult(
          ActionResult.State.FAILED, notThawed() + "It cannot be read: " + e.getMessage());
    }
  }

  private static String notThawed() {
    return "The source is not proven to be thawed. ";
  }

  private FreezeProof unreadable(ChromaException e) {
    if (e.kind().transientFault()) {
      throw e;
    }
    return new FreezeProof(
        State.UNCLEAR, "The source cannot be read at " + address() + ": " + e.getMessage());
  }

  private WriteTrial tryWrite(ProbedServer server, int tries) {
    return tryWrite(server, probed(server), tries);
  }

  private WriteTrial tryWrite(ProbedServer server, Optional<CollectionInfo> collection, int tries) {
    if (collection.isEmpty()) {
      return new WriteTrial.NothingToTry();
    }
    for (int number = 1; ; number++) {
      attempt.progress(0, 0);
      try {
        return FreezeProbe.send(server, collection.get());
      } catch (ChromaException e) {
        if (e.kind() == ChromaException.Kind.UNREACHABLE) {
          throw e;
        }
        if (number == tries) {
          return new WriteTrial.Otherwise(e.getMessage());
        }
        attempt.rest(BETWEEN);
      }
    }
  }

  // The live list, narrowed to what the inventory knows, because a probe must meet a collection
  // that is there: one that vanished would refuse the write for a reason of its own.
  private Optional<CollectionInfo> probed(ProbedServer server) {
    for (Path file : new Path[] {run.folder().frozenInventory(), run.folder().inventory()}) {
      if (Files.exists(file)) {
        for (InventoryCollection known : Inventory.read(file).collections()) {
          Optional<CollectionInfo> live = server.collection(known.info().name());
          if (live.isPresent()) {
            return live;
          }
        }
        return Optional.empty();
      }
    }
    return server.collections().stream()
        .filter(collection -> run.plan().collections().selects(collection.name()))
        .findFirst();
  }

  private String address() {
    return run.plan().source().frontDoor();
  }
}
