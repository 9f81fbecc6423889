package org.klantbrug.merger.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.klantbrug.merger.Entity;
import org.klantbrug.merger.reading.Mapping;
import org.klantbrug.merger.reading.MappingProposal;

class ColumnShownTest {
  private final ColumnShown shown = new ColumnShown();

  @Test
  void aColumnWithAValueThatCannotBeReadIsNeverQuiteSure() {
    var column = column(Mapping.Use.FIELDS, List.of("Jansen"), List.of("\u0007"));

    assertThat(shown.sureness(column)).isEqualTo("warn");
    assertThat(shown.certainty(column)).isLessThan(1);
  }

  @Test
  void aColumnOfWhichAllValuesAreReadIsSure() {
    var column = column(Mapping.Use.FIELDS, List.of("Jansen"), List.of());

    assertThat(shown.sureness(column)).isEqualTo("good");
    assertThat(shown.certainty(column)).isEqualTo(1);
  }

  @Test
  void anUndecidedColumnCanBeKeptBesideLeftOutOrFeedAnyField() {
    var column = column(Mapping.Use.UNDECIDED, List.of(), List.of()).mapping();

    assertThat(shown.target(column)).isEqualTo("UNDECIDED");
    assertThat(shown.otherChoices(Entity.CUSTOMER, column))
        .contains("EXTRA", "NOT_NEEDED", "family_name")
        .doesNotContain("UNDECIDED");
  }

  @Test
  void ofAnUndecidedColumnTheValuesThatAreMostInItAreShown() {
    assertThat(shown.samples(column(Mapping.Use.UNDECIDED, List.of(), List.of())))
        .containsExactly("Jansen");
  }

  private static MappingProposal.Column column(
      Mapping.Use use, List<String> passing, List<String> failing) {
    var targets =
        use == Mapping.Use.FIELDS
            ? List.of(Mapping.Target.plain("family_name"))
            : List.<Mapping.Target>of();
    return new MappingProposal.Column(
        new Mapping.Column("Naam", use, targets), 1, passing, failing, Map.of("Jansen", 3));
  }
}
