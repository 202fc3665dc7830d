package io.chromarunbook.activities.traffic;

import io.chromarunbook.activities.chroma.ChromaException;
import io.chromarunbook.activities.chroma.ChromaServer;
import io.chromarunbook.activities.chroma.CollectionInfo;
import io.chromarunbook.activities.run.Attempt;
import io.chromarunbook.activities.run.OpenRun;
import io.chromarunbook.activities.snapshot.Inventory;
import io.chromarunbook.activities.snapshot.InventoryCollection;
import io.chromarunbook.workflows.plan.TrafficAction;
import io.chromarunbook.workflows.steps.ActionResult;
import io.chromarunbook.workflows.steps.ActionResult.State;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Proves at the source's front door whether applications can write. */
final class FrontDoor {

  private final OpenRun run;
  private final Attempt attempt;

  FrontDoor(OpenRun run, Attempt attempt) {
    this.run = run;
    this.attempt = attempt;
  }

  /** Refused means frozen. */
  ActionResult proveFrozen() {
    try (ChromaServer server = run.frontDoor()) {
      Optional<CollectionInfo> collection = probed(server);
      if (collection.isEmpty()) {
        return unproven("the source has no collection that a write could be tried on");
      }
      FreezeProbe.Answer answer = FreezeProbe.send(server, collection.get());
      attempt.progress(0, 0);
      if (answer instanceof FreezeProbe.Answer.ReadOnly refused) {
        return new ActionResult(
            State.DONE,
            "Frozen: a write at "
                + address()
                + " was refused as read-only ("
                + refused.how()
                + ").");
      }
      return answer instanceof FreezeProbe.Answer.Unclear unclear
          ? unproven(
              "a write probe at "
                  + address()
                  + " was refused for another reason ("
                  + unclear.how()
                  + ")")
          : unproven("a write probe at " + address() + " was accepted");
    }
  }

  /** Reads work and writes are taken. */
  ActionResult proveThawed() {
    try (ChromaServer server = run.frontDoor()) {
      Optional<CollectionInfo> collection = probed(server);
      attempt.progress(0, 0);
      if (collection.isEmpty()) {
        return new ActionResult(
            State.DONE, "The source at " + address() + " answers and has no collection to write.");
      }
      long count = server.count(collection.get());
      FreezeProbe.Answer answer = FreezeProbe.send(server, collection.get());
      attempt.progress(0, 0);
      if (answer instanceof FreezeProbe.Answer.Accepted) {
        return new ActionResult(
            State.DONE,
            "Thawed: "
                + address()
                + " reads ("
                + collection.get().name()
                + " has "
                + count
                + " records) and takes writes.");
      }
      String how =
          answer instanceof FreezeProbe.Answer.ReadOnly refused
              ? refused.how()
              : ((FreezeProbe.Answer.Unclear) answer).how();
      return failed("a write is still refused (" + how + ")");
    } catch (ChromaException e) {
      if (e.kind().transientFault()) {
        throw e;
      }
      return failed("it cannot be read (" + e.getMessage() + ")");
    }
  }

  private ActionResult failed(String why) {
    return new ActionResult(
        State.FAILED,
        "The source at "
            + address()
            + " is not proven to be thawed: "
            + why
            + ". "
            + Instruction.of(run.plan(), TrafficAction.THAW)
            + ".");
  }

  private ActionResult unproven(String why) {
    return new ActionResult(
        State.NEEDS_CONFIRMATION,
        "The freeze is not proven: "
            + why
            + ". "
            + Instruction.of(run.plan(), TrafficAction.FREEZE)
            + ".");
  }

  // The live list, narrowed to what the inventory knows, because a probe must meet a collection
  // that
  // is there: one that vanished would refuse the write for a reason of its own.
  private Optional<CollectionInfo> probed(ChromaServer server) {
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
