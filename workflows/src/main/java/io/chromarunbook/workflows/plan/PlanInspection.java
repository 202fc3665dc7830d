package io.chromarunbook.workflows.plan;

import io.chromarunbook.workflows.text.Printable;
import io.chromarunbook.workflows.text.YamlLine;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Makes a plan of what is written, and finds all that is wrong with it on the way: what is wrong is
 * left out, and the rest is looked at nevertheless.
 */
final class PlanInspection {

  private static final int LONGEST_SHOWN = 60;

  /** Left out in a list or mapping, these would be missed only when a run needs them. */
  private static final Set<Class<?>> NEVER_EMPTY =
      Set.of(String.class, SecretReference.class, CommandPlan.class);

  private final List<PlanProblem> problems = new ArrayList<>();
  private final PlanPlaces places = new PlanPlaces();

  /**
   * The plan that is written.
   *
   * @throws PlanException with all that is wrong
   */
  WellWritten plan(Written root) {
    Understood plan = new ShapeReading(this, "", Plan.class).read((Written.Mapping) root);
    if (!problems.isEmpty()) {
      problems.sort(
          Comparator.comparing(PlanProblem::line, Comparator.nullsLast(Comparator.naturalOrder()))
              .thenComparing(PlanProblem::column, Comparator.nullsLast(Comparator.naturalOrder())));
      throw new PlanException(problems);
    }
    return new WellWritten((Plan) plan.value(), places);
  }

  /**
   * What a value means.
   *
   * @param takes what can be there, in words
   */
  Understood read(String key, Type type, String takes, Written written) {
    places.put(key, written.spot());
    if (written instanceof Written.Scalar scalar && scalar.empty()) {
      return Understood.NOTHING;
    }
    if (written instanceof Written.Alias alias) {
      complain(
          alias.spot(),
          PlanProblem.of(key, "found a '*', which stands for a value elsewhere; write that value"));
      return Understood.WRONG;
    }
    if (type instanceof ParameterizedType generic) {
      return generic.getRawType() == List.class
          ? list(key, generic.getActualTypeArguments()[0], takes, written)
          : map(key, generic, takes, written);
    }
    Class<?> simple = (Class<?>) type;
    if (KeyTypes.isShape(simple)) {
      return inFull(simple, written) instanceof Written.Mapping mapping
          ? new ShapeReading(this, key, simple).read(mapping)
          : misshapen(key, simple, takes, written);
    }
    return written instanceof Written.Scalar scalar
        ? scalar(key, simple, takes, scalar)
        : simple == Object.class
            ? new Understood(plain(written), true)
            : misshapen(key, simple, takes, written);
  }

  /** What is written; all of its keys, where the value of one alone may stand for them. */
  private static Written inFull(Class<?> shape, Written written) {
    return written instanceof Written.Scalar scalar
        ? KeyTypes.standsAlone(shape)
            .<Written>map(
                name ->
                    new Written.Mapping(
                        scalar.spot(), List.of(new Written.Entry(scalar.spot(), name, scalar))))
            .orElse(written)
        : written;
  }

  /** Something that no key of ours takes, for its record to refuse. */
  private static Object plain(Written written) {
    return written instanceof Written.Sequence ? List.of() : Map.of();
  }

  private Understood scalar(String key, Class<?> type, String takes, Written.Scalar written) {
    Object value = Scalars.value(written, type).orElse(null);
    if (value != null) {
      return new Understood(value, true);
    }
    String hint = "";
    if (type.isEnum()) {
      hint = NearestWord.asked(written.text(), KeyTypes.words(type));
    } else if (type == Duration.class) {
      hint = SpokenDuration.asked(written.text());
    }
    complain(written.spot(), PlanProblem.of(key, shown(type, written), takes).adding(hint));
    return Understood.WRONG;
  }

  private Understood list(String key, Type element, String takes, Written written) {
    if (!(written instanceof Written.Sequence sequence)) {
      complain(
          written.spot(),
          PlanProblem.of(key, shown(element, written), takes).adding(asList(element, written)));
      return Understood.WRONG;
    }
    List<Object> values = new ArrayList<>();
    boolean whole = true;
    for (int index = 0; index < sequence.elements().size(); index++) {
      String at = key + "[" + index + "]";
      Understood value = read(at, element, KeyTypes.takes(element), sequence.elements().get(index));
      whole &= value.whole();
      if (value.equals(Understood.NOTHING)) {
        whole = false;
        complain(
            sequence.elements().get(index).spot(),
            PlanProblem.of(at, "nothing", KeyTypes.takes(element)));
      } else if (value.value() != null) {
        values.add(value.value());
      }
    }
    return new Understood(values, whole);
  }

  private Understood map(String key, ParameterizedType type, String takes, Written written) {
    Type element = type.getActualTypeArguments()[1];
    if (!(written instanceof Written.Mapping mapping)) {
      return misshapen(key, element, takes, written);
    }
    Class<?> named = (Class<?>) type.getActualTypeArguments()[0];
    Map<Object, Object> values = new LinkedHashMap<>();
    boolean whole = once(key, mapping);
    for (Written.Entry entry : mapping.entries()) {
      String at = below(key, entry.key());
      Object name = name(named, entry, at);
      Understood value = read(at, element, KeyTypes.takes(element), entry.value());
      if (value.equals(Understood.NOTHING) && NEVER_EMPTY.contains(element)) {
        complain(entry.value().spot(), PlanProblem.of(at, "nothing", KeyTypes.takes(element)));
        value = Understood.WRONG;
      }
      if (value.equals(Understood.WRONG) && element instanceof ParameterizedType) {
        // Somebody is named, only not as it should be.
        value = new Understood(List.of(Person.named("somebody")), true);
      }
      whole &= value.whole() && name != null;
      if (name != null && !value.equals(Understood.WRONG)) {
        values.putIfAbsent(name, value.value());
      }
    }
    return new Understood(values, whole);
  }

  private Object name(Class<?> type, Written.Entry entry, String at) {
    if (!type.isEnum()) {
      return entry.key();
    }
    Object name =
        Scalars.value(
                new Written.Scalar(entry.spot(), entry.key(), Json.MAPPER.valueToTree(entry.key())),
                type)
            .orElse(null);
    if (name == null) {
      unknown(entry, at, KeyTypes.words(type));
    }
    return name;
  }

  /** The list of one that was probably meant. */
  private static String asList(Type element, Written written) {
    Class<?> simple = (Class<?>) element;
    boolean word =
        simple == String.class || simple.isEnum() || KeyTypes.standsAlone(simple).isPresent();
    return word && written instanceof Written.Scalar scalar
        ? "write " + YamlLine.of(List.of(scalar.text()))
        : "";
  }

  private Understood misshapen(String key, Type type, String takes, Written written) {
    complain(written.spot(), PlanProblem.of(key, shown(type, written), takes));
    return Understood.WRONG;
  }

  /** Complains of keys that stand there twice; whether there are none. */
  boolean once(String key, Written.Mapping mapping) {
    Map<String, Integer> lines = new LinkedHashMap<>();
    boolean once = true;
    for (Written.Entry entry : mapping.entries()) {
      Integer first = lines.putIfAbsent(entry.key(), entry.spot().line());
      if (first != null) {
        once = false;
        complain(
            entry.spot(),
            PlanProblem.of(
                below(key, entry.key()),
                "the key is there twice, first in line " + first + "; leave one of them out"));
      }
    }
    return once;
  }

  /** Complains of a key that nobody knows. */
  void unknown(Written.Entry entry, String at, List<String> known) {
    String key = Printable.of(entry.key(), LONGEST_SHOWN);
    String possible = String.join(", ", known);
    String meant = NearestWord.asked(entry.key(), known);
    complain(
        entry.spot(),
        new PlanProblem(
            null,
            null,
            at,
            "the key '" + key + "'",
            possible,
            "unknown key '" + key + "'; " + (meant.isEmpty() ? "possible is " + possible : meant)));
  }

  /** Where a value stands that was read. */
  Spot spot(String key) {
    return places.of(key);
  }

  void complain(Spot spot, PlanProblem problem) {
    problems.add(problem.at(spot));
  }

  /** What is there, for a person; only what kind of thing, where it may be a secret. */
  static String shown(Type type, Written written) {
    if (written instanceof Written.Scalar scalar) {
      return KeyTypes.mayHoldSecrets(type)
          ? "a text"
          : "'" + Printable.of(scalar.text(), LONGEST_SHOWN) + "'";
    }
    return written instanceof Written.Sequence ? "a list" : "keys with values";
  }

  /** A key below another one. */
  static String below(String key, String name) {
    String printable = Printable.of(name);
    return key.isEmpty() ? printable : key + "." + printable;
  }
}
