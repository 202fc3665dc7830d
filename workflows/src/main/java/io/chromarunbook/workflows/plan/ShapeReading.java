package io.chromarunbook.workflows.plan;

import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Reads the keys of one record and makes it. What a record refuses it says itself; which of its
 * keys is to blame is found by leaving them out one by one.
 */
final class ShapeReading {

  private final PlanInspection inspection;
  private final String key;
  private final List<RecordComponent> components;
  private final RecordMaking making;
  private final Object[] values;
  private final Map<Integer, Written> written = new LinkedHashMap<>();
  private final Set<Integer> mended = new HashSet<>();
  private boolean whole = true;

  ShapeReading(PlanInspection inspection, String key, Class<?> shape) {
    this.inspection = inspection;
    this.key = key;
    this.components = KeyTypes.components(shape).toList();
    this.making = new RecordMaking(shape);
    this.values = making.nothing();
  }

  Understood read(Written.Mapping mapping) {
    whole = inspection.once(key, mapping);
    readKnown(mapping);
    Set<String> meant = complainOfUnknown(mapping);
    complainOfMissing(mapping, meant);
    return made(mapping);
  }

  private void readKnown(Written.Mapping mapping) {
    for (int index = 0; index < values.length; index++) {
      RecordComponent component = components.get(index);
      String name = KeyTypes.name(component);
      for (Written.Entry entry : mapping.entries()) {
        if (entry.key().equals(name) && !written.containsKey(index)) {
          Understood value =
              inspection.read(
                  PlanInspection.below(key, name),
                  component.getGenericType(),
                  KeyTypes.takes(component),
                  entry.value());
          written.put(index, entry.value());
          keep(index, value);
        }
      }
    }
  }

  private void keep(int index, Understood value) {
    if (value.value() != null) {
      values[index] = value.value();
    }
    if (!value.whole()) {
      mended.add(index);
      whole = false;
      if (value.value() == null) {
        values[index] = making.standIn(index);
      }
    }
  }

  /** Unknown keys are told; those that were probably meant are not said to be missing too. */
  private Set<String> complainOfUnknown(Written.Mapping mapping) {
    List<String> names = components.stream().map(KeyTypes::name).toList();
    Set<String> meant = new HashSet<>();
    for (Written.Entry entry : mapping.entries()) {
      if (!names.contains(entry.key())) {
        whole = false;
        inspection.unknown(entry, PlanInspection.below(key, entry.key()), names);
        NearestWord.of(entry.key(), names).ifPresent(meant::add);
      }
    }
    return meant;
  }

  private void complainOfMissing(Written.Mapping mapping, Set<String> meant) {
    for (int index = 0; index < values.length; index++) {
      RecordComponent component = components.get(index);
      PlanKey says = component.getAnnotation(PlanKey.class);
      if (!says.needed() || values[index] != null || somethingInstead(says)) {
        continue;
      }
      whole = false;
      mended.add(index);
      values[index] = making.standIn(index);
      String name = KeyTypes.name(component);
      if (!meant.contains(name)) {
        inspection.complain(
            key.isEmpty() ? null : mapping.spot(),
            new PlanProblem(
                null,
                null,
                PlanInspection.below(key, name),
                "nothing",
                KeyTypes.takes(component),
                "it is missing; write " + name + ": " + says.example()));
      }
    }
  }

  private boolean somethingInstead(PlanKey says) {
    return List.of(says.instead()).stream()
        .anyMatch(
            name ->
                written.keySet().stream()
                    .anyMatch(index -> KeyTypes.name(components.get(index)).equals(name)));
  }

  private Understood made(Written.Mapping mapping) {
    // Each turn leaves out at least one value that was written.
    while (true) {
      RecordMaking.Outcome outcome = making.of(values);
      if (outcome.refusal() == null) {
        return new Understood(outcome.made(), whole);
      }
      whole = false;
      List<Culprit> culprits = culprits(outcome.refusal());
      complain(outcome.refusal(), culprits, mapping);
      if (culprits.isEmpty()) {
        return Understood.WRONG;
      }
      culprits.forEach(this::leaveOut);
    }
  }

  /**
   * A value without which a refusal is not made.
   *
   * @param entry where the value is a map and one entry of it suffices; null otherwise
   */
  private record Culprit(int index, Object entry) {}

  private List<Culprit> culprits(String refusal) {
    List<Culprit> culprits = new ArrayList<>();
    for (int index : written.keySet()) {
      if (values[index] == null || !vanishes(refusal, index, making.standIn(index))) {
        continue;
      }
      Culprit culprit = new Culprit(index, null);
      if (values[index] instanceof Map<?, ?> map) {
        for (Object entry : map.keySet()) {
          if (refusal.contains("'" + name(entry) + "'")
              && vanishes(refusal, index, without(map, entry))) {
            culprit = new Culprit(index, entry);
          }
        }
      }
      culprits.add(culprit);
    }
    return culprits;
  }

  private boolean vanishes(String refusal, int index, Object instead) {
    Object[] others = values.clone();
    others[index] = instead;
    return !refusal.equals(making.of(others).refusal());
  }

  private static Map<Object, Object> without(Map<?, ?> map, Object entry) {
    Map<Object, Object> rest = new LinkedHashMap<>(map);
    rest.remove(entry);
    return rest;
  }

  private static String name(Object entry) {
    return Json.MAPPER.convertValue(entry, String.class);
  }

  private void leaveOut(Culprit culprit) {
    mended.add(culprit.index());
    values[culprit.index()] =
        culprit.entry() == null
            ? making.standIn(culprit.index())
            : without((Map<?, ?>) values[culprit.index()], culprit.entry());
  }

  private void complain(String refusal, List<Culprit> culprits, Written.Mapping mapping) {
    if (follows(culprits)) {
      return;
    }
    if (culprits.isEmpty()) {
      inspection.complain(key.isEmpty() ? null : mapping.spot(), PlanProblem.of(key, refusal));
      return;
    }
    Culprit last = culprits.get(culprits.size() - 1);
    RecordComponent component = components.get(last.index());
    String at = PlanInspection.below(key, KeyTypes.name(component));
    Written value = written.get(last.index());
    if (last.entry() != null) {
      String below = PlanInspection.below(at, name(last.entry()));
      inspection.complain(inspection.spot(below), PlanProblem.of(below, refusal));
      return;
    }
    // A URL may carry credentials.
    boolean shown = value instanceof Written.Scalar && component.getType() != String.class;
    inspection.complain(
        value.spot(),
        new PlanProblem(
            null,
            null,
            at,
            shown ? PlanInspection.shown(component.getGenericType(), value) : "",
            KeyTypes.takes(component),
            refusal));
  }

  /** What may follow from something that was told already is not told again. */
  private boolean follows(List<Culprit> culprits) {
    return culprits.isEmpty()
        ? !mended.isEmpty()
        : culprits.stream()
            .anyMatch(
                culprit ->
                    (culprit.entry() == null && mended.contains(culprit.index()))
                        || mended.stream().anyMatch(other -> judges(other, culprit.index())));
  }

  private boolean judges(int judge, int judged) {
    String against = components.get(judged).getAnnotation(PlanKey.class).heldAgainst();
    return KeyTypes.name(components.get(judge)).equals(against);
  }
}
