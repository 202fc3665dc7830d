package io.chromarunbook.starter.settings;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/** The notations of files, by the names they are asked for with. */
public enum FileNotation {
  ENV,
  PROPERTIES,
  YAML,
  JSON;

  /** The name it is asked for with. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }

  Notation notation() {
    return switch (this) {
      case ENV -> new EnvNotation();
      case PROPERTIES -> new PropertiesNotation();
      case YAML -> new YamlNotation();
      case JSON -> new JsonNotation();
    };
  }

  /** The one that a file's name tells. */
  static Optional<FileNotation> of(Path file) {
    String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
    if (name.endsWith(".env") || name.startsWith(".env")) {
      return Optional.of(ENV);
    }
    if (name.endsWith(".properties")) {
      return Optional.of(PROPERTIES);
    }
    if (name.endsWith(".yaml") || name.endsWith(".yml")) {
      return Optional.of(YAML);
    }
    return name.endsWith(".json") ? Optional.of(JSON) : Optional.empty();
  }
}
