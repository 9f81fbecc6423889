package org.klantbrug.merger.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.klantbrug.merger.Entity;
import org.klantbrug.merger.reading.Mapping;
import org.klantbrug.merger.reading.Mapping.Target;
import org.klantbrug.shared.web.Post;

/** The form of a column, also one that a colleague's change made old. */
class ColumnFormTest {
  private static final Target BORN = Target.dated("birth_date", "dd-MM-yyyy").strictly();
  private static final Target NAME = Target.plain("family_name");
  private static final Set<String> FREE = Set.of("initials");

  private final Typed typed = new Typed();

  @Test
  void aFieldThatTheOldFormDidNotShowStaysAsTheColleagueSavedIt() {
    typed.with("target", "family_name").with("strict", "family_name");

    var wished = stale().on(feeding(NAME, BORN), FREE);

    assertThat(wished.targets()).containsExactly(NAME.strictly(), BORN);
    assertThat(stale().standsIn(wished)).isTrue();
  }

  @Test
  void aColumnIsFoundByItsNameWhereAnotherSeparatorPutsIt() {
    typed.with("source", "Geboren");

    assertThat(fresh().place(List.of("Klantnr", "Geboren"), 1)).contains(1);
    assertThat(stale().place(List.of("Klantnr", "Naam", "Geboren"), 1)).contains(2);
  }

  @Test
  void noOtherColumnTakesThePlaceOfOneThatIsGone() {
    typed.with("source", "Geboren");

    assertThat(stale().place(List.of("Klantnr;Geboren", "Naam"), 1)).isEmpty();
    assertThat(stale().place(List.of("Klantnr;Geboren"), 1)).isEmpty();
    assertThat(stale().place(List.of("Geboren", "Naam", "Geboren"), 1)).isEmpty();
  }

  @Test
  void whatWasFilledInForAColumnThatIsGoneIsKeptForWhoFilledItIn() {
    typed
        .with("target", "birth_date")
        .with("date-birth_date", "d-M-yy")
        .with("target", "sex")
        .with("value-sex", "V")
        .with("code-sex", "F")
        .with("add", "yes")
        .with("field", "initials");

    assertThat(stale().kept())
        .containsExactly(
            new ColumnForm.Kept("birth_date", null, "d-M-yy", Map.of()),
            new ColumnForm.Kept("sex", null, null, Map.of("V", "F")),
            new ColumnForm.Kept("initials", null, null, Map.of()));
  }

  @Test
  void whatWasChosenForAColumnWithoutFieldsDoesNotStandOnceAColleagueGaveItOne() {
    typed.with("use", "EXTRA");

    var wished = stale().on(feeding(BORN), FREE);

    assertThat(wished).isEqualTo(feeding(BORN));
    assertThat(stale().standsIn(wished)).isFalse();
  }

  @Test
  void aFieldAddedOnTopOfWhatAColleagueSavedIsSavedWithTheNextForm() {
    typed.with("target", "family_name").with("add", "yes").with("field", "initials");
    var wished = stale().on(feeding(NAME, BORN), FREE);
    assertThat(fields(wished)).containsExactly("family_name", "birth_date", "initials");
    assertThat(stale().standsIn(wished)).isTrue();

    typed.clear();
    fields(wished).forEach(field -> typed.with("target", field));
    assertThat(fields(fresh().on(feeding(NAME, BORN), FREE))).isEqualTo(fields(wished));
  }

  @Test
  void aFieldTakenOffOnTopOfWhatAColleagueSavedIsGoneWithTheNextForm() {
    typed.with("target", "family_name").with("remove", "family_name");
    var wished = stale().on(feeding(NAME, BORN), FREE);
    assertThat(wished.targets()).containsExactly(BORN);
    assertThat(stale().standsIn(wished)).isTrue();

    typed.clear();
    typed.with("target", "birth_date").with("strict", "birth_date");
    typed.with("date-birth_date", "yyyy-MM-dd");
    assertThat(fresh().on(feeding(NAME, BORN), FREE).targets())
        .containsExactly(Target.dated("birth_date", "yyyy-MM-dd").strictly());
  }

  @Test
  void aFieldThatAColleagueFedFromAnotherColumnDoesNotStand() {
    typed.with("target", "family_name").with("target", "prefix");

    assertThat(stale().standsIn(stale().on(feeding(NAME), FREE))).isFalse();
    typed.with("add", "yes").with("field", "birth_date");
    assertThat(stale().standsIn(stale().on(feeding(NAME), FREE))).isFalse();
  }

  @Test
  void aDateFormThatWasNotSentStaysAndOneThatWasLeftOpenIsOpen() {
    typed.with("target", "birth_date").with("strict", "birth_date");
    assertThat(fresh().on(feeding(BORN), FREE).targets()).containsExactly(BORN);

    typed.with("date-birth_date", "");
    assertThat(fresh().on(feeding(BORN), FREE).targets().get(0).dateFormat()).isEmpty();
  }

  private ColumnForm stale() {
    return new ColumnForm(typed, Entity.CUSTOMER, true);
  }

  private ColumnForm fresh() {
    return new ColumnForm(typed, Entity.CUSTOMER, false);
  }

  private static Mapping.Column feeding(Target... targets) {
    return new Mapping.Column("Geboren", Mapping.Use.FIELDS, List.of(targets));
  }

  private static List<String> fields(Mapping.Column column) {
    return column.targets().stream().map(Target::column).toList();
  }

  /** A form as it was sent. */
  private static final class Typed extends Post {
    private record Field(String name, String value) {}

    private final List<Field> fields = new ArrayList<>();

    Typed with(String name, String value) {
      fields.add(new Field(name, value));
      return this;
    }

    void clear() {
      fields.clear();
    }

    @Override
    public boolean has(String name) {
      return !all(name).isEmpty();
    }

    @Override
    public String text(String name) {
      return all(name).stream().findFirst().orElse("");
    }

    @Override
    public List<String> all(String name) {
      return fields.stream().filter(each -> each.name().equals(name)).map(Field::value).toList();
    }
  }
}
