package io.chromarunbook.gate.mode;

import io.chromarunbook.gate.translation.DatabaseAddress;
import io.chromarunbook.gate.translation.SourceServer;
import java.net.URI;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/** Which order is done in which state. Pure: nothing here changes anything. */
final class ModeRules {

  private ModeRules() {}

  /**
   * The state after an order; the same one where nothing is to be changed.
   *
   * @param ownTarget the target of the door's own options
   * @throws IllegalArgumentException where the order lacks something
   * @throws OrderRefusedException where it is not to be done
   */
  static GateState after(
      GateState now, ModeOrder order, Optional<TargetServer> ownTarget, Instant at) {
    requireWords(order);
    requireOwner(now, order);
    String owner = order.release() || order.mode() == Mode.OPEN ? null : order.migration();
    if (order.mode() == now.mode()) {
      requireSameTarget(now, order);
      return Objects.equals(owner, now.migration())
          ? now
          : new GateState(
              now.mode(),
              now.source(),
              owner,
              now.since(),
              order.by(),
              order.why(),
              now.target(),
              now.collections());
    }
    requireRoad(now, order);
    TargetServer target = target(now, order, ownTarget);
    List<CollectionPair> collections =
        order.collections().isEmpty() ? now.collections() : order.collections();
    requireKnownClients(order.mode(), target, collections);
    boolean over = order.mode() == Mode.OPEN;
    return new GateState(
        order.mode(),
        now.source(),
        owner,
        at,
        order.by(),
        order.why(),
        over ? null : target,
        over ? List.of() : collections);
  }

  private static void requireWords(ModeOrder order) {
    if (order.mode() == null) {
      throw new IllegalArgumentException("The order has no mode.");
    }
    if (order.by() == null || order.by().isBlank()) {
      throw new IllegalArgumentException("The order does not say by whom it is: by is missing.");
    }
    if (order.target() != null) {
      requireUrl(order.target().url());
    }
    for (CollectionPair pair : order.collections()) {
      if (incomplete(pair.source()) || incomplete(pair.target())) {
        throw new IllegalArgumentException(
            "Each of collections needs source and target, and each of these id and name.");
      }
    }
  }

  /** Whose collections have others in their place must also be told what they were made for. */
  private static void requireKnownClients(
      Mode mode, TargetServer target, List<CollectionPair> collections) {
    if (!mode.leadsToTarget() || collections.isEmpty()) {
      return;
    }
    if (target.inPlaceOf() == null) {
      throw new IllegalArgumentException(
          "The order names collections, so it has to say in target.inPlaceOf what clients were made"
              + " for: version, maxBatchSize, tenant and database of the source.");
    }
    // Refuses a version that is none.
    var ignored =
        new SourceServer(
            String.valueOf(target.inPlaceOf().version()),
            target.inPlaceOf().maxBatchSize(),
            DatabaseAddress.DEFAULT);
  }

  private static boolean incomplete(CollectionName name) {
    return name == null || name.id() == null || name.name() == null;
  }

  private static void requireUrl(String url) {
    try {
      URI read = URI.create(url);
      if (read.getHost() != null
          && ("http".equals(read.getScheme()) || "https".equals(read.getScheme()))) {
        return;
      }
    } catch (IllegalArgumentException | NullPointerException e) {
      // Said below.
    }
    throw new IllegalArgumentException(
        "The order's target.url must be an address like http://HOST:8000.");
  }

  private static void requireOwner(GateState now, ModeOrder order) {
    if (now.migration() != null && !now.migration().equals(order.migration())) {
      throw new OrderRefusedException(
          "The gate is "
              + now.mode().word()
              + " for the migration "
              + now.migration()
              + ", which alone may change it until it is open again or released; give the order in"
              + " that migration's name.");
    }
  }

  private static void requireSameTarget(GateState now, ModeOrder order) {
    boolean otherTarget =
        now.mode().leadsToTarget()
            && order.target() != null
            && !order.target().equals(now.target());
    boolean otherCollections =
        !order.collections().isEmpty() && !order.collections().equals(now.collections());
    if (otherTarget || (now.mode().leadsToTarget() && otherCollections)) {
      throw new OrderRefusedException(
          "The gate leads to "
              + now.target().url()
              + " already, and to other collections or another server only by read-only.");
    }
  }

  private static void requireRoad(GateState now, ModeOrder order) {
    if (!now.mode().next().contains(order.mode())) {
      throw new OrderRefusedException(
          "The gate is "
              + now.mode().word()
              + " and cannot become "
              + order.mode().word()
              + " at once: from there it goes to "
              + now.mode().next().stream()
                  .sorted(Comparator.naturalOrder())
                  .map(Mode::word)
                  .collect(Collectors.joining(" or "))
              + " only, so that no write comes between two servers.");
    }
  }

  private static TargetServer target(
      GateState now, ModeOrder order, Optional<TargetServer> ownTarget) {
    TargetServer target =
        Optional.ofNullable(order.target())
            .or(() -> Optional.ofNullable(now.target()))
            .or(() -> ownTarget)
            .orElse(null);
    if (target == null && order.mode().leadsToTarget()) {
      throw new OrderRefusedException(
          "The gate knows no target to switch to; name it in the order as target.url, or start the"
              + " gate with --target URL.");
    }
    return target;
  }
}
