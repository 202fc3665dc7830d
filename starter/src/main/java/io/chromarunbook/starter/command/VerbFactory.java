package io.chromarunbook.starter.command;

import java.lang.reflect.Constructor;
import picocli.CommandLine;

/** Gives each command the session. */
final class VerbFactory implements CommandLine.IFactory {

  private final Session session;

  VerbFactory(Session session) {
    this.session = session;
  }

  @Override
  public <K> K create(Class<K> type) throws Exception {
    if (Verb.class.isAssignableFrom(type)) {
      Constructor<K> constructor = type.getDeclaredConstructor(Session.class);
      return constructor.newInstance(session);
    }
    return CommandLine.defaultFactory().create(type);
  }
}
