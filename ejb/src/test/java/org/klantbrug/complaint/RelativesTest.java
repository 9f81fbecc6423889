package org.klantbrug.complaint;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.klantbrug.shared.Database;
import org.klantbrug.shared.OnDatabase;
import org.klantbrug.shared.TestDatabase;

/** A complaint and its parts tell each other how they go on; none is closed by another. */
@OnDatabase
class RelativesTest {
  private final ComplaintFixture at = new ComplaintFixture(new Database(TestDatabase.fresh()));

  private String number(long id) {
    return at.desk.look(id, at.adviser).complaint().number();
  }

  private long partOf(long whole) {
    var part = at.received();
    at.complaints.link(part, at.version(part), LinkKind.CHILD, number(whole), at.adviser);
    return part;
  }

  private void explained(long id) {
    at.complaints.decide(id, at.version(id), Decision.ACCEPTED, null, "Ons", null, at.adviser);
    at.complaints.explain(id, at.version(id), null, "Oud tarief", at.adviser);
  }

  @Test
  void closingTheWholeAsksWhoHandlesEachPartToReadItAndClosesNone() {
    var whole = at.investigated();
    at.acknowledge(whole);
    var one = partOf(whole);
    var other = partOf(whole);
    explained(whole);

    at.tellAndClose(whole);

    for (var part : new long[] {one, other}) {
      assertThat(at.stage(part)).isEqualTo(Stage.ASSESSMENT);
      assertThat(at.complaints.unread(part)).containsExactly("readParent");
      var news = at.desk.look(part, at.adviser).events().get(0);
      assertThat(news.kind()).isEqualTo("wholeWentOn");
      assertThat(news.how()).isEqualTo("closed");
      assertThat(news.words()).isEqualTo(number(whole));
    }
  }

  @Test
  void theWholeHearsWhatBecameOfAPart() {
    var whole = at.received();
    var part = partOf(whole);

    at.complaints.withdraw(part, at.version(part), "Bedankt", at.adviser);

    var news = at.desk.look(whole, at.adviser).events().get(0);
    assertThat(news.kind()).isEqualTo("partWentOn");
    assertThat(news.how()).isEqualTo("withdrawn");
    assertThat(at.complaints.unread(whole)).isEmpty();
  }

  @Test
  void whatIsOnlyRelatedHearsNothing() {
    var one = at.investigated();
    at.acknowledge(one);
    var other = at.received();
    at.complaints.link(other, at.version(other), LinkKind.RELATED, number(one), at.adviser);
    explained(one);

    at.tellAndClose(one);

    assertThat(at.desk.look(other, at.adviser).events().get(0).kind()).isEqualTo("linked");
  }
}
