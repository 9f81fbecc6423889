package org.klantbrug.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FiguresTest {
  private final Figures figures = new Figures();

  @Test
  void aFigureIsTheMedianOfItsRounds() {
    add("import.1", 70_000, 90_000, 71_000);

    assertThat(only("import.1").value()).isEqualTo(71_000);
  }

  @Test
  void ofAnEvenNumberOfRoundsTheMedianLiesBetweenTheTwoInTheMiddle() {
    add("copy.1", 80_000, 100_000, 90_000, 96_000);

    assertThat(only("copy.1").value()).isEqualTo(93_000);
  }

  @Test
  void rowsAreComparedWithCopyOverOneConnection() {
    add("copy.1", 100_000);
    add("import.2", 130_000);

    assertThat(only("import.2").shareOfLimit()).isCloseTo(1.3, within(1e-9));
  }

  @Test
  void whatStartsProcessesIsComparedWithTheEngineAlone() {
    figures.add("engine.start", "starts/s", 300, null);
    figures.add("complaint.intake", "starts/s", 210, null);

    assertThat(only("complaint.intake").shareOfLimit()).isCloseTo(.7, within(1e-9));
  }

  @Test
  void secondsAndMillisecondsAreComparedWithNothing() {
    add("copy.1", 100_000);
    figures.add("reconcile", "s", 12.5, 200L);

    assertThat(only("reconcile").shareOfLimit()).isNull();
  }

  @Test
  void theMostMemoryOfAllRoundsIsTold() {
    figures.add("match", "s", 4, 120L);
    figures.add("match", "s", 5, 180L);
    figures.add("match", "s", 6, 150L);

    assertThat(only("match").peakHeapMb()).isEqualTo(180);
  }

  @Test
  void fiveOfAHundredRequestsMayBeSlowerThanThe95thPercentile() {
    var milliseconds = IntStream.rangeClosed(1, 100).mapToObj(no -> (double) no).toList();

    assertThat(Figures.percentile(milliseconds, .95)).isEqualTo(95);
    assertThat(Figures.percentile(List.of(7.0), .95)).isEqualTo(7);
  }

  private void add(String name, double... rowsPerSecond) {
    for (var value : rowsPerSecond) {
      figures.add(name, Figures.ROWS, value, 100L);
    }
  }

  private Measure only(String name) {
    return figures.measures().stream()
        .filter(measure -> measure.name().equals(name))
        .findFirst()
        .orElseThrow();
  }
}
