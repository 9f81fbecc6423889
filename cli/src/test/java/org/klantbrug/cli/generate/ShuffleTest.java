package org.klantbrug.cli.generate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ShuffleTest {
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 5, 16, 17, 1_000, 4_097})
  void everyNumberGetsAPlaceOfItsOwnAndIsFoundBack(long size) {
    var shuffle = new Shuffle(5, "test", size);

    var places = LongStream.range(0, size).map(shuffle::to).boxed().toList();

    assertThat(places).doesNotHaveDuplicates().allMatch(place -> place >= 0 && place < size);
    assertThat(places.stream().map(shuffle::back))
        .isEqualTo(LongStream.range(0, size).boxed().toList());
  }
}
