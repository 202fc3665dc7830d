package io.chromarunbook.activities.transform;

import static org.assertj.core.api.Assertions.assertThat;

import io.chromarunbook.workflows.plan.FieldType;
import java.math.BigInteger;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class LosslessCastTest {

  static Stream<Arguments> fits() {
    return Stream.of(
        Arguments.of("a", FieldType.STRING, "a"),
        Arguments.of(57L, FieldType.STRING, "57"),
        Arguments.of(1.0, FieldType.STRING, "1.0"),
        Arguments.of(true, FieldType.STRING, "true"),
        Arguments.of(
            new BigInteger("9223372036854775808"), FieldType.STRING, "9223372036854775808"),
        Arguments.of("57", FieldType.INTEGER, 57L),
        Arguments.of("-9223372036854775808", FieldType.INTEGER, Long.MIN_VALUE),
        Arguments.of(3.0, FieldType.INTEGER, 3L),
        Arguments.of(57, FieldType.INTEGER, 57L),
        Arguments.of(Long.MAX_VALUE, FieldType.INTEGER, Long.MAX_VALUE),
        Arguments.of(3L, FieldType.FLOAT, 3.0),
        Arguments.of(1L << 53, FieldType.FLOAT, 0x1p53),
        Arguments.of("0.1", FieldType.FLOAT, 0.1),
        Arguments.of("1e3", FieldType.FLOAT, 1000.0),
        Arguments.of("0.10", FieldType.FLOAT, 0.1),
        Arguments.of(new BigInteger("9223372036854775808"), FieldType.FLOAT, 0x1p63),
        Arguments.of("true", FieldType.BOOLEAN, true),
        Arguments.of("false", FieldType.BOOLEAN, false),
        Arguments.of(true, FieldType.BOOLEAN, true));
  }

  static Stream<Arguments> misfits() {
    return Stream.of(
        Arguments.of(List.of("a"), FieldType.STRING),
        Arguments.of("057", FieldType.INTEGER),
        Arguments.of("+5", FieldType.INTEGER),
        Arguments.of(" 5", FieldType.INTEGER),
        Arguments.of("", FieldType.INTEGER),
        Arguments.of("5.0", FieldType.INTEGER),
        Arguments.of("9223372036854775808", FieldType.INTEGER),
        Arguments.of(2.5, FieldType.INTEGER),
        Arguments.of(-0.0, FieldType.INTEGER),
        Arguments.of(0x1p63, FieldType.INTEGER),
        Arguments.of(Double.NaN, FieldType.INTEGER),
        Arguments.of(true, FieldType.INTEGER),
        Arguments.of(new BigInteger("9223372036854775808"), FieldType.INTEGER),
        Arguments.of((1L << 53) + 1, FieldType.FLOAT),
        Arguments.of(Long.MAX_VALUE, FieldType.FLOAT),
        Arguments.of("0.12345678901234567890", FieldType.FLOAT),
        Arguments.of("1e999", FieldType.FLOAT),
        Arguments.of("NaN", FieldType.FLOAT),
        Arguments.of("07.5", FieldType.FLOAT),
        Arguments.of("1d", FieldType.FLOAT),
        Arguments.of("True", FieldType.BOOLEAN),
        Arguments.of(1L, FieldType.BOOLEAN));
  }

  @ParameterizedTest
  @MethodSource("fits")
  void casts_where_nothing_is_lost(Object value, FieldType type, Object expected) {
    assertThat(LosslessCast.cast(value, type)).contains(expected);
  }

  @ParameterizedTest
  @MethodSource("misfits")
  void refuses_where_something_would_be_lost(Object value, FieldType type) {
    assertThat(LosslessCast.cast(value, type)).isEmpty();
  }
}
