package io.chromarunbook.starter.settings;

import java.util.List;
import org.yaml.snakeyaml.events.ScalarEvent;

/** One value of a YAML document, with its path and the place it has in the text. */
record YamlLeaf(List<String> path, ScalarEvent value, int from, int to) {}
