package org.klantbrug.outbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.klantbrug.audit.Audit;
import org.klantbrug.identity.Staff;
import org.klantbrug.shared.BusinessClock;
import org.klantbrug.shared.Database;
import org.klantbrug.shared.KeptVersion;
import org.klantbrug.shared.OnDatabase;
import org.klantbrug.shared.TestDatabase;

/** The texts of the house, as team leads keep them and colleagues choose them. */
@OnDatabase
class TextTemplatesTest {
  private final Database database = new Database(TestDatabase.fresh());
  private final BusinessClock clock = new BusinessClock();
  private final Audit audit = new Audit(database, clock);
  private final TextTemplates texts = new TextTemplates(database, clock, audit);
  private final Staff noor = noor();

  TextTemplatesTest() {
    clock.set(Clock.fixed(Instant.parse("2026-05-04T08:00:00Z"), BusinessClock.ZONE));
  }

  private Staff noor() {
    var id =
        database.<Long>with(
            handle ->
                handle
                    .createQuery(
                        "insert into identity_staff (login, full_name) values ('noor', 'Noor Visser') returning id")
                    .mapTo(Long.class)
                    .one());
    return new Staff(id, "noor", "Noor Visser", "nl", false, null, Set.of("teamLead"), Set.of());
  }

  private static TextTemplate text(long id, String name, boolean active, int version) {
    return new TextTemplate(
        id,
        TextPlace.PROMISE,
        name,
        "{name} hoort op {today} van {by}",
        "{name} hears from {by} on {today}",
        active,
        null,
        null,
        version);
  }

  private TextTemplate named(String name) {
    return texts.all().stream().filter(each -> each.name().equals(name)).findFirst().orElseThrow();
  }

  private List<TextTemplate.Ready> ready(String language, String customer) {
    return texts
        .ready(
            texts.shelf(),
            TextPlace.PROMISE,
            language,
            TextTemplates.About.customer(customer),
            noor)
        .stream()
        .filter(each -> each.name().regionMatches(true, 0, "Hoort", 0, 5))
        .toList();
  }

  @Test
  void whatItSaidBeforeStaysAndCanBePutBackAsANewVersion() {
    texts.set(text(0, "Hoort", true, 0), noor);
    var id = named("Hoort").id();
    texts.set(
        new TextTemplate(id, TextPlace.PROMISE, "Hoort", "Anders", null, true, null, null, 0),
        noor);

    texts.putBack(id, 0, 1, noor);

    assertThat(named("Hoort").textNl()).isEqualTo("{name} hoort op {today} van {by}");
    var history = KeptVersion.history(texts.history().get(Long.toString(id)));
    assertThat(history).extracting(KeptVersion.Entry::version).containsExactly(2, 1, 0);
    assertThat(history.get(1).by()).isEqualTo("Noor Visser");
    assertThat(history.get(1).changes())
        .containsExactly(
            new KeptVersion.Change("text_nl", "{name} hoort op {today} van {by}", "Anders"),
            new KeptVersion.Change("text_en", "{name} hears from {by} on {today}", null));
  }

  @Test
  void whatAColleagueSetMeanwhileIsNotPutAside() {
    texts.set(text(0, "Hoort", true, 0), noor);
    var id = named("Hoort").id();
    texts.set(text(id, "Hoort", false, 0), noor);

    assertThatThrownBy(() -> texts.putBack(id, 0, 0, noor))
        .extracting("key")
        .isEqualTo("outbound.text-changed-meanwhile");
  }

  @Test
  void isChosenFilledInInTheLanguageOfTheCustomer() {
    texts.set(text(0, "Hoort van ons", true, 0), noor);

    assertThat(ready("nl", "Mevrouw De Boer"))
        .extracting(TextTemplate.Ready::text)
        .containsExactly("Mevrouw De Boer hoort op 4 mei 2026 van Noor Visser");
    assertThat(ready("en", null))
        .extracting(TextTemplate.Ready::text)
        .containsExactly("customer hears from Noor Visser on 4 May 2026");
    assertThat(audit.about("staff", noor.id(), 1).get(0))
        .extracting(Audit.Entry::action, Audit.Entry::purpose)
        .containsExactly("textSet", "Hoort van ons");
  }

  @Test
  void whatIsSwitchedOffIsNotChosenAndGivesItsNameAway() {
    texts.set(text(0, "Hoort van ons", true, 0), noor);
    assertThatThrownBy(() -> texts.set(text(0, "hoort VAN ons", true, 0), noor))
        .hasMessageContaining("another name");

    texts.set(text(named("Hoort van ons").id(), "Hoort van ons", false, 0), noor);
    assertThat(ready("nl", null)).isEmpty();
    texts.set(text(0, "hoort VAN ons", true, 0), noor);

    assertThat(ready("nl", null)).hasSize(1);
  }

  @Test
  void ofTwoWhoChangeOneTextTheSecondHearsOfTheFirst() {
    texts.set(text(0, "Hoort van ons", true, 0), noor);
    var id = named("Hoort van ons").id();
    texts.set(text(id, "Hoort snel", true, 0), noor);

    assertThatThrownBy(() -> texts.set(text(id, "Hoort later", true, 0), noor))
        .hasMessageContaining("A colleague changed this text");
    assertThat(named("Hoort snel").changedBy()).isEqualTo("Noor Visser");
  }

  @Test
  void whatComesWithTheSystemKeepsItsOwnRulesAndThereIsSomethingForEachPlace() {
    assertThat(texts.all()).extracting(TextTemplate::place).contains(TextPlace.values());
    for (var each : texts.all()) {
      assertThatCode(each::checked).as(each.name()).doesNotThrowAnyException();
    }
  }
}
