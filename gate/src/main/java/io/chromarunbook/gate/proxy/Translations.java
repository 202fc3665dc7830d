package io.chromarunbook.gate.proxy;

import io.chromarunbook.gate.mode.CollectionName;
import io.chromarunbook.gate.mode.GateState;
import io.chromarunbook.gate.mode.ReplacedServer;
import io.chromarunbook.gate.mode.TargetServer;
import io.chromarunbook.gate.translation.CollectionIdentity;
import io.chromarunbook.gate.translation.CollectionMapping;
import io.chromarunbook.gate.translation.DatabaseAddress;
import io.chromarunbook.gate.translation.SourceServer;
import io.chromarunbook.gate.translation.Translation;
import java.util.Optional;

/** The translation that a state asks for; made anew only where the state changes. */
final class Translations {

  private record Made(GateState state, Optional<Translation> translation) {}

  private volatile Made last;

  /** Nothing where calls pass as they are. */
  Optional<Translation> of(GateState state) {
    Made made = last;
    if (made == null || !made.state().equals(state)) {
      made = new Made(state, make(state));
      last = made;
    }
    return made.translation();
  }

  private static Optional<Translation> make(GateState state) {
    TargetServer target = state.target();
    if (!state.mode().leadsToTarget() || target == null || target.inPlaceOf() == null) {
      return Optional.empty();
    }
    ReplacedServer source = target.inPlaceOf();
    return Optional.of(
        new Translation(
            state.collections().stream()
                .map(
                    pair -> new CollectionMapping(identity(pair.source()), identity(pair.target())))
                .toList(),
            new SourceServer(
                source.version(),
                source.maxBatchSize(),
                address(source.tenant(), source.database())),
            address(target.tenant(), target.database())));
  }

  private static CollectionIdentity identity(CollectionName name) {
    return new CollectionIdentity(name.id(), name.name());
  }

  private static DatabaseAddress address(String tenant, String database) {
    return new DatabaseAddress(
        tenant == null ? DatabaseAddress.DEFAULT.tenant() : tenant,
        database == null ? DatabaseAddress.DEFAULT.database() : database);
  }
}
