package org.klantbrug.knowledge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.klantbrug.shared.ChangedMeanwhile;
import org.klantbrug.shared.OnDatabase;

/** Words that mean the same, and how often answers are read. */
@OnDatabase
class SynonymsTest extends KnowledgeCase {
  private final Synonyms synonyms = new Synonyms(database, clock, audit);
  private final Shown shown = new Shown(database, clock);

  @Test
  void searchingUsesNewWordsAtOnceAndWhatIsSwitchedOffNoMore() {
    var id = published(Audience.CUSTOMERS, "Hoe werkt de modem?", "Steek de stekker erin.");
    assertThat(found("kastje")).isEmpty();

    synonyms.add("nl", " Modem , kastje,kastje", roos);
    assertThat(found("kastje")).containsExactly(id);
    var line =
        synonyms.of("nl").stream().filter(each -> each.words().equals("modem, kastje")).findFirst();
    synonyms.change(line.orElseThrow().id(), line.get().version(), "modem, kastje", false, roos);
    assertThat(found("kastje")).isEmpty();
    assertThatThrownBy(
            () -> synonyms.change(line.get().id(), line.get().version(), "a, b", true, roos))
        .isInstanceOf(ChangedMeanwhile.class);
  }

  @Test
  void oneWordMeansTheSameAsNothing() {
    assertThatThrownBy(() -> synonyms.add("nl", "modem", roos)).hasMessageContaining("two");
    assertThatThrownBy(() -> synonyms.add("fr", "a, b", roos)).hasMessageContaining("language");
  }

  @Test
  void whatIsReadOftenAndSeldomHelpsIsListedAndWhatIsNeverReadToo() {
    var bad = published(Audience.CUSTOMERS, "Wat verandert er?", "Niets.");
    var good = published(Audience.CUSTOMERS, "Kan ik verhuizen?", "Ja.");
    var unread = published(Audience.CUSTOMERS, "Wat kost bellen?", "Een dubbeltje.");
    for (var times = 0; times < 20; times++) {
      shown.opened(bad);
      shown.opened(good);
      open.helped(bad, "nl", null, times % 4 == 0);
      open.helped(good, "nl", null, true);
    }
    shown.write();
    shown.write();

    assertThat(list.helped(bad)).isEqualTo(new QaList.Helped(20, 5, 15));
    assertThat(list.items("seldomHelps", null, 0, 10, roos))
        .extracting(QaItem::id)
        .containsExactly(bad);
    assertThat(list.items("neverUsed", null, 0, 10, roos)).isEmpty();
    on("2026-06-10");
    assertThat(list.items("neverUsed", null, 0, 10, roos))
        .extracting(QaItem::id)
        .containsExactly(unread);
  }
}
