package io.chromarunbook.gate.mode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The mode in force and its file. An order is on the disk before it is in force, so that the same
 * mode holds after whatever ends this process.
 */
public final class ModeKeeping implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(ModeKeeping.class);

  private final GateLock lock;
  private final StateFile file;
  private final Optional<TargetServer> ownTarget;
  private volatile GateState state;

  private ModeKeeping(
      GateLock lock, StateFile file, Optional<TargetServer> ownTarget, GateState state) {
    this.lock = lock;
    this.file = file;
    this.ownTarget = ownTarget;
    this.state = state;
  }

  /**
   * Takes the directory, which is made where it is missing, and goes on in the mode it has.
   *
   * @param source where the door stands before
   * @param ownTarget where it switches to when an order names nothing else
   * @throws GateHeldException where another process works with it
   * @throws GateStateException where its file cannot be read
   */
  public static ModeKeeping in(Path directory, String source, Optional<TargetServer> ownTarget) {
    Path whole = directory.toAbsolutePath().normalize();
    try {
      Files.createDirectories(
          whole,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    } catch (IOException e) {
      throw new GateStateException(
          "The directory " + whole + " of --state cannot be made: " + e.getMessage() + ".", e);
    }
    GateLock lock = GateLock.in(whole);
    try {
      StateFile file = new StateFile(whole);
      GateState found = file.read().orElseGet(() -> GateState.open(source, Instant.now()));
      return new ModeKeeping(lock, file, ownTarget, before(found, source, whole));
    } catch (RuntimeException e) {
      lock.close();
      throw e;
    }
  }

  private static GateState before(GateState found, String source, Path directory) {
    if (found.source().equals(source)) {
      return found;
    }
    if (found.mode() == Mode.OPEN) {
      return GateState.open(source, Instant.now());
    }
    throw new GateHeldException(
        "The directory "
            + directory
            + " belongs to a gate before "
            + found.source()
            + " that is "
            + found.mode().word()
            + "; start it with that --source, or give this one a directory of its own with"
            + " --state.");
  }

  /** What holds now. */
  public GateState state() {
    return state;
  }

  /** Where an order leads that names no target, and none is known by the state. */
  public Optional<TargetServer> ownTarget() {
    return ownTarget;
  }

  /**
   * Does an order: it is on the disk, then in force, when this returns. Blocks; one at a time.
   *
   * @param force makes it hold for requests, after it is on the disk
   * @throws IllegalArgumentException where the order lacks something
   * @throws OrderRefusedException where it is not to be done
   * @throws GateStateException where the disk does not take it; then nothing changed
   */
  public synchronized GateState obey(ModeOrder order, Consumer<GateState> force) {
    GateState before = state;
    GateState after = ModeRules.after(before, order, ownTarget, Instant.now());
    if (!after.equals(before)) {
      file.write(after);
      force.accept(after);
      state = after;
      LOG.info(
          "The gate was {} and is {}, by {}, for the migration {}, because: {}.",
          before.mode().word(),
          after.mode().word(),
          order.by(),
          order.migration(),
          order.why());
    }
    return after;
  }

  /**
   * The state an order would lead to from another one; nothing is changed.
   *
   * @throws IllegalArgumentException likewise
   * @throws OrderRefusedException likewise
   */
  public GateState afterwards(GateState now, ModeOrder order) {
    return ModeRules.after(now, order, ownTarget, Instant.now());
  }

  @Override
  public void close() {
    lock.close();
  }
}
